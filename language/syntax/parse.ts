import { diagnose, type Diagnostic } from "../diagnostics.ts";
import type { Span } from "../text.ts";
import type { FileNode } from "./ast.ts";
import {
  createPieceReader,
  fixable,
  placeOf,
  type PlacedPiece,
  problemsOf,
} from "./known-pieces.ts";
import { MAX_LOOKED_AT } from "./mending.ts";

export { type Origin, originOf } from "./known-pieces.ts";

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
  const read = createPieceReader();
  return (text) => together(read(text), text.length);
}

/** Pieces at their places as one text of some length. */
export function together(pieces: readonly PlacedPiece[], length: number): ParsedText {
  let toLookAt = MAX_LOOKED_AT;
  let tokenProblems = 0;
  const problems: Diagnostic[] = [];
  const placed = pieces.map((piece) => {
    const { ofTokens, ofGrammar } = problemsOf(piece, toLookAt);
    problems.push(...ofTokens.slice(0, MAX_TOKEN_PROBLEMS - tokenProblems), ...ofGrammar);
    tokenProblems = Math.min(MAX_TOKEN_PROBLEMS, tokenProblems + ofTokens.length);
    toLookAt = Math.max(0, toLookAt - fixable(piece.known));
    return placeOf(piece);
  });
  return {
    tree: {
      kind: "file",
      span: { start: 0, end: length },
      declarations: placed.flatMap(({ declarations }) => declarations),
      comments: placed.flatMap(({ comments }) => comments),
    },
    problems: withoutTooMany(problems),
    misread: placed.flatMap(({ misread }) => misread),
    strays: placed.flatMap(({ strays }) => strays),
    conflicts: placed.flatMap(({ conflicts }) => conflicts),
  };
}

/** The first of them, and how many more there are. */
function withoutTooMany(problems: readonly Diagnostic[]): readonly Diagnostic[] {
  const kept = problems.slice(0, MAX_PROBLEMS);
  const next = problems[MAX_PROBLEMS];
  if (!next) return kept;
  return [...kept, diagnose("FNL1053", { count: problems.length - MAX_PROBLEMS }, next.span)];
}
