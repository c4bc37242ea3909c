import { diagnose, type Diagnostic } from "../diagnostics.ts";
import type { Span } from "../text.ts";
import type { Declaration, FileNode } from "./ast.ts";
import { keepMending, MAX_LOOKED_AT } from "./mending.ts";
import { readPieces } from "./pieces.ts";
import { type ReadText, readText } from "./read.ts";
import { shift } from "./shift.ts";

export interface ParsedText {
  readonly tree: FileNode;
  readonly problems: readonly Diagnostic[];
  /** Statements that could be read only in part, in order. */
  readonly misread: readonly Span[];
  /** Text between declarations that is none, in order. */
  readonly strays: readonly Span[];
  /** Where Git left two versions, of which only one is read. */
  readonly conflicts: readonly Span[];
}

export type TextParser = (text: string) => ParsedText;

/** Problems of tokens, in all pieces together: more of them tell nobody anything. */
const MAX_TOKEN_PROBLEMS = 200;
/** Problems in all. */
const MAX_PROBLEMS = 500;

/** Text to tree, whatever the text. */
export function parseText(text: string): ParsedText {
  return createTextParser()(text);
}

/**
 * A parser that remembers the pieces of the last text: only those that changed are read anew. The tree
 * is the same as `parseText` gives; a declaration that neither changed nor moved is the very same node.
 */
export function createTextParser(): TextParser {
  let last = new Map<string, Known>();
  return (text) => {
    const used = new Map<string, Known>();
    const pieces = readPieces(text, (piece, doc) => {
      const key = doc === undefined ? piece : `${piece}\0${doc}`;
      const known = used.get(key) ?? last.get(key) ?? { text: piece, read: readText(piece, doc) };
      used.set(key, known);
      return known;
    });
    last = used;
    let toLookAt = MAX_LOOKED_AT;
    let tokenProblems = 0;
    const problems: Diagnostic[] = [];
    const placed = pieces.map(({ span, known }) => {
      const { ofTokens, ofGrammar } = problemsOf(known, toLookAt, span.start);
      problems.push(...ofTokens.slice(0, MAX_TOKEN_PROBLEMS - tokenProblems), ...ofGrammar);
      tokenProblems = Math.min(MAX_TOKEN_PROBLEMS, tokenProblems + ofTokens.length);
      toLookAt = Math.max(0, toLookAt - fixable(known.read));
      return placeOf(known, span.start);
    });
    return {
      tree: {
        kind: "file",
        span: { start: 0, end: text.length },
        declarations: placed.flatMap(({ declarations }) => declarations),
        comments: placed.flatMap(({ comments }) => comments),
      },
      problems: withoutTooMany(problems),
      misread: placed.flatMap(({ misread }) => misread),
      strays: placed.flatMap(({ strays }) => strays),
      conflicts: placed.flatMap(({ conflicts }) => conflicts),
    };
  };
}

/** Where a declaration comes from: the same node for the same piece of text, wherever it stands. */
export interface Origin {
  readonly node: object;
  /** The piece's place in the text. */
  readonly start: number;
  readonly end: number;
}

const origins = new WeakMap<Declaration, Origin>();

/** A node that wasn't parsed as part of a text comes from itself. */
export function originOf(node: Declaration): Origin {
  return origins.get(node) ?? { node, ...node.span };
}

/** The first of them, and how many more there are. */
function withoutTooMany(problems: readonly Diagnostic[]): readonly Diagnostic[] {
  const kept = problems.slice(0, MAX_PROBLEMS);
  const next = problems[MAX_PROBLEMS];
  if (!next) return kept;
  return [...kept, diagnose("FNL1053", { count: problems.length - MAX_PROBLEMS }, next.span)];
}

/** What is known of a piece wherever it stands, and what was made of it last. */
interface Known {
  readonly text: string;
  readonly read: ReadText;
  mended?: Problems & { readonly lookedAt: number };
  placed?: Placed & { readonly start: number };
  placedProblems?: Problems & { readonly start: number; readonly of: Problems };
}

type Placed = Pick<ReadText, "declarations" | "comments" | "misread" | "strays" | "conflicts">;

interface Problems {
  readonly ofTokens: readonly Diagnostic[];
  readonly ofGrammar: readonly Diagnostic[];
}

function placeOf(known: Known, start: number): Placed {
  if (known.placed?.start === start) return known.placed;
  const { declarations, comments, misread, strays, conflicts } = known.read;
  known.placed = {
    start,
    ...shift({ declarations, comments, misread, strays, conflicts }, start),
  };
  const end = start + known.text.length;
  for (const [at, node] of declarations.entries()) {
    const placed = known.placed.declarations[at];
    if (placed !== undefined) origins.set(placed, { node, start, end });
  }
  return known.placed;
}

function problemsOf(known: Known, toLookAt: number, start: number): Problems {
  const of = mendedOf(known, Math.min(toLookAt, fixable(known.read)));
  if (known.placedProblems?.start === start && known.placedProblems.of === of)
    return known.placedProblems;
  known.placedProblems = {
    start,
    of,
    ofTokens: shift(of.ofTokens, start),
    ofGrammar: shift(of.ofGrammar, start),
  };
  return known.placedProblems;
}

/** With the fixes that mend something, as far as that is looked at. */
function mendedOf(known: Known, lookedAt: number): Problems {
  if (known.mended?.lookedAt === lookedAt) return known.mended;
  const { tokenProblems, grammarProblems, places } = known.read;
  const all = [...tokenProblems, ...grammarProblems];
  const mended = keepMending(all, places, known.text, countProblems, lookedAt);
  known.mended = {
    lookedAt,
    ofTokens: mended.slice(0, tokenProblems.length),
    ofGrammar: mended.slice(tokenProblems.length),
  };
  return known.mended;
}

function countProblems(text: string): number {
  const { tokenProblems, grammarProblems } = readText(text, undefined, 0);
  return tokenProblems.length + grammarProblems.length;
}

function fixable({ tokenProblems, grammarProblems }: ReadText): number {
  const hasFixes = ({ fixes }: Diagnostic): boolean => fixes !== undefined && fixes.length > 0;
  return tokenProblems.filter(hasFixes).length + grammarProblems.filter(hasFixes).length;
}
