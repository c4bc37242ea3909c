import { parseText } from "../syntax/parse.ts";
import { cutPieces } from "./pieces.ts";
import { writePieces } from "./write-pieces.ts";

/**
 * The one spelling of a text: two spaces of indent, one statement a line, one space between words, strings
 * in double quotes, an empty line around blocks and at most one elsewhere. Never its meaning: the tree,
 * the comments and the Markdown stay what and where they are, and formatting twice changes nothing more.
 *
 * Lines with errors are left as they are while their neighbours are formatted; `broken` says that there
 * are such. Line breaks become the kind that most lines end with; a byte order mark stays. Never throws.
 */
export function formatText(text: string): { text: string; broken: boolean } {
  const { mark, normal } = normalize(text);
  const parsed = parseText(normal);
  // Two texts in one: whatever is changed between the marks only makes the merge harder.
  if (parsed.conflicts.length > 0) return { text, broken: true };
  const pieces = cutPieces(normal, parsed);
  const lines = writePieces(pieces).map((line) => line.text);
  // A stray mark further down is left alone, but must not become the first character.
  if (mark === "" && lines[0]?.startsWith("\uFEFF")) lines.unshift("");
  const body = lines.map((line) => `${line}\n`).join("");
  return {
    text: mark + (endsLinesWithReturn(text) ? body.replaceAll("\n", "\r\n") : body),
    broken: pieces.some(({ kind }) => kind === "as-is"),
  };
}

/** With `\n` alone, and without the byte order mark at the beginning. */
export function normalize(text: string): { readonly mark: string; readonly normal: string } {
  const mark = text.startsWith("\uFEFF") ? "\uFEFF" : "";
  return { mark, normal: text.slice(mark.length).replaceAll(/\r\n?/g, "\n") };
}

export function endsLinesWithReturn(text: string): boolean {
  const all = text.split("\n").length - 1;
  const withReturn = text.split("\r\n").length - 1;
  return withReturn > all - withReturn;
}
