import { diagnose, type Diagnostic, type DiagnosticCode } from "../diagnostics.ts";
import { beginsWithin, type Span } from "../text.ts";
import type { Comment, Declaration } from "./ast.ts";
import { buildFile } from "./build-ast.ts";
import { type BuildContext, tokenSpan } from "./build/context.ts";
import { type Chunk, cutDeclarations, cutLoosely, openBraces } from "./chunks.ts";
import type { FileCstNode } from "./cst.ts";
import { withoutForeignComments } from "./foreign-comments.ts";
import { type ForeignText, foreignText } from "./foreign-text.ts";
import { lex, type Lexed } from "./lexer.ts";
import { theParser } from "./parser.ts";
import { recoverDeclaration } from "./recover.ts";
import { checkPlaceOfWhere } from "./where-place.ts";

/** What a text holds, with every fix that comes to mind. All places are within that text. */
export interface ReadText {
  readonly declarations: readonly Declaration[];
  readonly comments: readonly Comment[];
  /** Of tokens themselves; more than a few hundred tell nobody anything. */
  readonly tokenProblems: readonly Diagnostic[];
  readonly grammarProblems: readonly Diagnostic[];
  readonly misread: readonly Span[];
  readonly strays: readonly Span[];
  readonly conflicts: readonly Span[];
  /** Where declarations, whole or not, begin and end. */
  readonly places: readonly Span[];
  /** False: what follows the text might belong to its last declaration. */
  readonly endsWhole: boolean;
  /** Its last declaration has more opening braces than closing ones. */
  readonly endsOpen: boolean;
  /** The Markdown that stands directly above what follows the text. */
  readonly docBelow: string | undefined;
}

/** More words and signs than this in one declaration only take time; lists of values may be long. */
const MAX_TOKENS = 100_000;

/** Of a piece of text; the statements behind are only left out. */
const MAX_PROBLEMS = 500;

/** In a text with more wrong statements than this it isn't found out what each was meant to say. */
const MAX_LOOKS = 20;

/** How a condition can be read is only a question where its statement was read as a whole. */
const readings: ReadonlySet<DiagnosticCode> = new Set(["FNL1021", "FNL1022", "FNL1031"]);

/**
 * Declarations that parse are built as they are; the others are read statement by statement, so that an
 * error never reaches beyond its own statement. `doc`: the Markdown that stands directly above the text.
 */
export function readText(text: string, doc?: string, looks = MAX_LOOKS): ReadText {
  const lexed = lex(text);
  const read = readTokens(text, lexed, doc, looks);
  if (read.tokenProblems.length + read.grammarProblems.length === 0) return read;
  const mended = withoutForeignComments(text, lexed.tokens);
  if (!mended) return read;
  const rest = readTokens(mended.text, lex(mended.text), doc, looks);
  return { ...rest, grammarProblems: [...mended.problems, ...rest.grammarProblems] };
}

function readTokens(text: string, lexed: Lexed, doc: string | undefined, looks: number): ReadText {
  const docs = docsOf(text, lexed.comments, doc);
  const problems: Diagnostic[] = [];
  const misread: Span[] = [];
  const strays: Span[] = [];
  const context: BuildContext = {
    text,
    docAt: (offset) => docs.get(offset),
    report: (problem) => problems.push(problem),
    misread: (span) => misread.push(span),
    stray: (span) => strays.push(span),
    nesting: { chained: 0, isCut: false },
    isFull: () => problems.length >= MAX_PROBLEMS,
    looks: { left: looks },
  };
  const declarations: Declaration[] = [];
  const chunks = cutDeclarations(lexed.tokens);
  const [firstChunk] = chunks;
  const isShort = firstChunk !== undefined && firstChunk.tokens.length <= MAX_TOKENS;
  // What stands before the first declaration, or without one.
  const head = text.slice(0, chunks[1]?.tokens[0]?.startOffset);
  const foreign = isShort && !parseWhole(firstChunk) ? foreignText(head) : undefined;
  if (foreign !== undefined && firstChunk && chunks.length === 1)
    return foreignOnly(foreign, firstChunk, text, lexed);
  let endsWhole = true;
  for (let i = 0; i < chunks.length; i++) {
    const chunk = chunks[i];
    if (!chunk) continue;
    if (i === 0 && foreign !== undefined) {
      const { all, problem } = foreignPart(foreign, chunk, head);
      problems.push(problem);
      misread.push(all);
      strays.push(all);
      continue;
    }
    const [first] = chunk.tokens;
    if (first && chunk.tokens.length > MAX_TOKENS) {
      const all = { start: first.startOffset, end: (chunk.tokens.at(-1) ?? first).endOffset + 1 };
      problems.push(diagnose("FNL1054", { limit: MAX_TOKENS }, tokenSpan(first)));
      misread.push(all);
      strays.push(all);
      continue;
    }
    const whole = parseWhole(chunk);
    endsWhole = true;
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
    endsWhole = false;
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
    if (declaration.kind === "funnel" || declaration.kind === "retention")
      checkPlaceOfWhere(declaration, context);
  const isOf = (problem: Diagnostic): boolean =>
    !readings.has(problem.code) || !beginsWithin(problem.span, misread);
  const ownProblems =
    foreign === undefined
      ? lexed.problems
      : lexed.problems.filter(({ span }) => span.start >= head.length);
  const { ofTokens, ofGrammar } = eachOnce(ownProblems, problems);
  const starts = chunks.map(({ tokens }) => tokens[0]?.startOffset ?? 0);
  return {
    declarations,
    comments: lexed.comments,
    tokenProblems: ofTokens.filter(isOf),
    grammarProblems: ofGrammar.filter(isOf),
    misread,
    strays,
    conflicts: lexed.conflicts,
    places: starts.map((start, at) => ({ start, end: starts[at + 1] ?? text.length })),
    endsWhole,
    endsOpen: openBraces(chunks.at(-1)?.tokens ?? []) > 0,
    docBelow: docs.get(text.length),
  };
}

function foreignPart(
  kind: ForeignText,
  { tokens: [first] }: Chunk,
  text: string,
): { readonly all: Span; readonly problem: Diagnostic } {
  const span = first ? tokenSpan(first) : { start: 0, end: 0 };
  return {
    all: { start: span.start, end: text.trimEnd().length },
    problem: diagnose("FNL1052", { kind }, span),
  };
}

/** Of a text in another language only that is said. */
function foreignOnly(kind: ForeignText, chunk: Chunk, text: string, lexed: Lexed): ReadText {
  const { all, problem } = foreignPart(kind, chunk, text);
  return {
    declarations: [],
    comments: lexed.comments,
    tokenProblems: [],
    grammarProblems: [problem],
    misread: [all],
    strays: [all],
    conflicts: lexed.conflicts,
    places: [],
    endsWhole: true,
    endsOpen: false,
    docBelow: undefined,
  };
}

/** Whether the last declaration of a text and the first of the next are only one, which parses. */
export function areOne(text: string, next: string): boolean {
  const last = cutDeclarations(lex(text).tokens).at(-1);
  const first = cutDeclarations(lex(next).tokens)[0];
  return last !== undefined && first !== undefined && parseWhole(join(last, first)) !== undefined;
}

/**
 * One mistake, one diagnostic: what is wrong with a token itself is all that is said of it, unless it
 * is an operator that wouldn't fit in our spelling either; and a place isn't missing two things.
 */
function eachOnce(
  ofTokens: readonly Diagnostic[],
  ofGrammar: readonly Diagnostic[],
): { readonly ofTokens: readonly Diagnostic[]; readonly ofGrammar: readonly Diagnostic[] } {
  const key = ({ span }: Diagnostic): string => `${span.start} ${span.end}`;
  const misfits = new Set(ofGrammar.map(key));
  const mended = new Set(ofGrammar.filter(({ fixes = [] }) => fixes.length > 0).map(key));
  // What is written anew as a whole has its tokens in it.
  const anew = ofGrammar.filter(({ code }) => code === "FNL1050" || code === "FNL1023");
  const isWithin = ({ span }: Diagnostic): boolean =>
    anew.some((other) => other.span.start <= span.start && span.start < other.span.end);
  const kept = ofTokens.filter(
    (one) =>
      !isWithin(one) &&
      (one.code !== "FNL1009" || !misfits.has(key(one))) &&
      (one.code !== "FNL1005" || !mended.has(key(one))),
  );
  const said = new Set(kept.map(key));
  const starts = new Set(
    ofGrammar.filter(({ code }) => !readings.has(code)).map(({ span }) => span.start),
  );
  // A word that isn't finished comes before the brace that is still to be written.
  const hasWrongEnd = ({ span }: Diagnostic): boolean =>
    [...kept, ...ofGrammar].some(
      (other) => !isOfBrace(other) && other.span.end === span.end && other.severity === "error",
    );
  const rest = ofGrammar.filter((one) => {
    if (readings.has(one.code) && starts.has(one.span.start)) return false;
    if (said.has(key(one))) return false;
    if (isOfBrace(one) && hasWrongEnd(one)) return false;
    if (one.code === "FNL1001" || one.code === "FNL1012") said.add(key(one));
    return true;
  });
  return { ofTokens: kept, ofGrammar: rest };
}

function isOfBrace(problem: Diagnostic): boolean {
  if (problem.code === "FNL1016") return true;
  return problem.code === "FNL1001" && problem.args.expected === "opening-brace";
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

/** The Markdown blocks by the place that they end directly before, without a blank line between. */
function docsOf(
  text: string,
  comments: readonly Comment[],
  above: string | undefined,
): ReadonlyMap<number, string> {
  const docs = new Map<number, string>(above === undefined ? [] : [[0, above]]);
  const gap = /[^\S\r\n]*(?:\r\n|\n|\r)?[^\S\r\n]*/y;
  for (const comment of comments) {
    if (comment.kind !== "markdown") continue;
    gap.lastIndex = comment.span.end;
    gap.test(text);
    docs.set(gap.lastIndex, comment.text);
  }
  return docs;
}
