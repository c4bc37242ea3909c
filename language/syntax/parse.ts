import type { Diagnostic, DiagnosticCode } from "../diagnostics.ts";
import type { Comment, Declaration, FileNode } from "./ast.ts";
import { buildFile } from "./build-ast.ts";
import type { BuildContext } from "./build/context.ts";
import { type Chunk, cutDeclarations, cutLoosely } from "./chunks.ts";
import type { FileCstNode } from "./cst.ts";
import { beginsWithin, type Span } from "../text.ts";
import { lex } from "./lexer.ts";
import { keepMending } from "./mending.ts";
import { theParser } from "./parser.ts";
import { recoverDeclaration } from "./recover.ts";
import type { Token } from "./tokens.ts";
import { checkPlaceOfWhere } from "./where-place.ts";

export interface ParsedText {
  readonly tree: FileNode;
  readonly tokens: readonly Token[];
  readonly problems: readonly Diagnostic[];
  /** Statements that could be read only in part, in order. */
  readonly misread: readonly Span[];
  /** Text between declarations that is none, in order. */
  readonly strays: readonly Span[];
  /** Where Git left two versions, of which only one is read. */
  readonly conflicts: readonly Span[];
}

/** How a condition can be read is only a question where its statement was read as a whole. */
const readings: ReadonlySet<DiagnosticCode> = new Set(["FNL1021", "FNL1022", "FNL1031"]);

/**
 * Text to tree, whatever the text. Declarations that parse are built as they are; the others are read
 * statement by statement, so that an error never reaches beyond its own statement.
 */
export function parseText(text: string): ParsedText {
  const { parsed, places } = read(text);
  const count = (part: string): number => read(part).parsed.problems.length;
  return { ...parsed, problems: keepMending(parsed.problems, places, text, count) };
}

/** The tree with every fix that comes to mind; and where declarations, whole or not, begin and end. */
function read(text: string): { readonly parsed: ParsedText; readonly places: readonly Span[] } {
  const lexed = lex(text);
  const problems: Diagnostic[] = [];
  const misread: Span[] = [];
  const strays: Span[] = [];
  const context: BuildContext = {
    text,
    docAt: docFinder(text, lexed.comments),
    report: (problem) => problems.push(problem),
    misread: (span) => misread.push(span),
    stray: (span) => strays.push(span),
    nesting: { chained: 0, isCut: false },
  };
  const declarations: Declaration[] = [];
  const chunks = cutDeclarations(lexed.tokens);
  for (let i = 0; i < chunks.length; i++) {
    const chunk = chunks[i];
    if (!chunk) continue;
    const whole = parseWhole(chunk);
    if (whole) {
      declarations.push(...buildFile(whole, context));
      continue;
    }
    // A line may start with the keyword of a declaration as a name: then both pieces are one.
    const next = chunks[i + 1];
    const joined = next && parseWhole(join(chunk, next));
    if (joined) {
      declarations.push(...buildFile(joined, context));
      i++;
      continue;
    }
    const pieces = cutLoosely(chunk);
    for (const piece of pieces) {
      const tree = pieces.length > 1 ? parseWhole(piece) : undefined;
      if (tree) declarations.push(...buildFile(tree, context));
      else {
        const recovered = recoverDeclaration(piece, context);
        if (recovered) declarations.push(recovered);
      }
    }
  }
  for (const declaration of declarations)
    if (declaration.kind === "funnel") checkPlaceOfWhere(declaration, context);
  const parsed: ParsedText = {
    tree: {
      kind: "file",
      span: { start: 0, end: text.length },
      declarations,
      comments: lexed.comments,
    },
    tokens: lexed.tokens,
    problems: eachOnce(lexed.problems, problems).filter(
      (problem) => !readings.has(problem.code) || !beginsWithin(problem.span, misread),
    ),
    misread,
    strays,
    conflicts: lexed.conflicts,
  };
  const starts = chunks.map(({ tokens }) => tokens[0]?.startOffset ?? 0);
  const places = starts.map((start, i) => ({ start, end: starts[i + 1] ?? text.length }));
  return { parsed, places };
}

/**
 * One mistake, one diagnostic: what is wrong with a token itself is all that is said of it, unless it
 * is an operator that wouldn't fit in our spelling either; and a place isn't missing two things.
 */
function eachOnce(
  ofTokens: readonly Diagnostic[],
  ofGrammar: readonly Diagnostic[],
): readonly Diagnostic[] {
  const key = ({ span }: Diagnostic): string => `${span.start} ${span.end}`;
  const misfits = new Set(ofGrammar.map(key));
  const kept = ofTokens.filter((one) => one.code !== "FNL1009" || !misfits.has(key(one)));
  const said = new Set(kept.map(key));
  const rest = ofGrammar.filter((one) => {
    if (said.has(key(one))) return false;
    if (one.code === "FNL1001") said.add(key(one));
    return true;
  });
  return [...kept, ...rest];
}

function parseWhole(chunk: Chunk): FileCstNode | undefined {
  if (chunk.tooDeep) return undefined;
  try {
    const { tree, errors } = theParser().run("file", chunk.tokens, false);
    return errors.length === 0 ? (tree as FileCstNode | undefined) : undefined;
  } catch (error) {
    // The stack may be too small for what the limit allows: then statement by statement.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function join(a: Chunk, b: Chunk): Chunk {
  return { tokens: [...a.tokens, ...b.tokens], tooDeep: a.tooDeep || b.tooDeep };
}

/** Finds the Markdown block that ends directly before a place, without a blank line between. */
function docFinder(
  text: string,
  comments: readonly Comment[],
): (offset: number) => string | undefined {
  const docs = new Map<number, string>();
  const gap = /[^\S\r\n]*(?:\r\n|\n|\r)?[^\S\r\n]*/y;
  for (const comment of comments) {
    if (comment.kind !== "markdown") continue;
    gap.lastIndex = comment.span.end;
    gap.test(text);
    docs.set(gap.lastIndex, comment.text);
  }
  return (offset) => docs.get(offset);
}
