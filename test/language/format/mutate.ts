import fc from "fast-check";
import { lex } from "../../../language/syntax/lexer.ts";

/** What to do to a text, at which of its words. */
export type Change = [kind: string, place: number, other: number];

export const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.tuple(
    fc.constantFrom("cut", "double", "swap", "end", "join", "character"),
    fc.nat(),
    fc.nat(),
  ),
  { minLength: 1, maxLength: 4 },
);

/** Cuts a word out, doubles it, swaps it, ends the text there, joins lines, or puts a mark over a character. */
export function mutate(text: string, [kind, place, other]: Change): string {
  const { tokens } = lex(text);
  const first = tokens[place % Math.max(1, tokens.length)];
  const second = tokens[other % Math.max(1, tokens.length)];
  if (!first || !second) return text;
  const end = first.endOffset + 1;
  switch (kind) {
    case "cut":
      return text.slice(0, first.startOffset) + text.slice(end);
    case "double":
      return `${text.slice(0, end)} ${text.slice(first.startOffset)}`;
    case "end":
      return text.slice(0, place % text.length);
    case "join":
      return text.slice(0, end) + text.slice(end).replace(/^\s+/, " ");
    case "character": {
      const at = place % text.length;
      return text.slice(0, at) + ('"{}()/*`:,$%#\n'[other % 14] ?? "") + text.slice(at + 1);
    }
    default: {
      const [a, b] = first.startOffset < second.startOffset ? [first, second] : [second, first];
      if (a === b) return text;
      return (
        text.slice(0, a.startOffset) +
        b.image +
        text.slice(a.endOffset + 1, b.startOffset) +
        a.image +
        text.slice(b.endOffset + 1)
      );
    }
  }
}
