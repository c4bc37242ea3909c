import type { SemanticToken, SemanticTokenKind } from "../../language/editing.ts";
import type { Converter } from "./convert.ts";

/** The editor's names of the kinds, by their number in the encoding. */
export const tokenTypes = [
  "keyword",
  "namespace",
  "type",
  "class",
  "event",
  "enumMember",
  "variable",
  "property",
  "function",
  "parameter",
] as const;

export const tokenModifiers = ["declaration", "defaultLibrary"] as const;

const types: Readonly<Record<SemanticTokenKind, (typeof tokenTypes)[number]>> = {
  keyword: "keyword",
  source: "namespace",
  segment: "type",
  funnel: "class",
  stage: "function",
  event: "enumMember",
  column: "variable",
  key: "property",
  function: "function",
  measure: "variable",
  param: "parameter",
};

/** Five numbers a token, each place relative to the token before. */
export function encodeTokens(at: Converter, tokens: readonly SemanticToken[]): number[] {
  const data: number[] = [];
  let line = 0;
  let character = 0;
  for (const token of tokens) {
    const start = at.lines.positionAt(token.span.start);
    const end = at.lines.positionAt(token.span.end);
    // A token may not run over a line's end; names don't, unless their quotes are still open.
    if (end.line !== start.line) continue;
    const sameLine = start.line === line;
    const modifiers = (token.declaration ? 1 : 0) | (token.kind === "function" ? 2 : 0);
    data.push(
      start.line - line,
      sameLine ? start.character - character : start.character,
      end.character - start.character,
      tokenTypes.indexOf(types[token.kind]),
      modifiers,
    );
    line = start.line;
    character = start.character;
  }
  return data;
}
