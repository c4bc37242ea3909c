import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { formatText } from "../../../language/index.ts";
import { lex } from "../../../language/syntax/lexer.ts";
import { programs } from "./programs.ts";
import { assertSame } from "./same.ts";

const samples = path.join(import.meta.dirname, "../../../samples");
const texts = readdirSync(samples)
  .filter((name) => name.endsWith(".funnel"))
  .map((name) => readFileSync(path.join(samples, name), "utf8"));

describe("formatting", function () {
  this.timeout(60_000);

  it("keeps the words, the comments and the meaning of any text of the language", () => {
    fc.assert(
      fc.property(programs(false), (text) => {
        assertSame(text);
      }),
      { numRuns: 1000 },
    );
  });

  it("does so around what this version only reads over", () => {
    fc.assert(
      fc.property(programs(true), (text) => {
        assertSame(text);
      }),
      { numRuns: 400 },
    );
  });

  it("does so for samples with words cut out, doubled and swapped", () => {
    const change = fc.tuple(
      fc.constantFrom("cut", "double", "swap", "end", "join", "character"),
      fc.nat(),
      fc.nat(),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(change, { minLength: 1, maxLength: 4 }),
        (text, changes) => {
          assertSame(changes.reduce(mutate, text));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("leaves nothing to chance in texts that are none of ours", () => {
    const piece = fc.constantFrom(
      ...["funnel", "stage", "source", "{", "}", "(", ")", '"', "'", "`", "/*", "*/", "//", "/**"],
      ...["\n", "\r", "\r\n", " ", "\t", ":", ",", "<<<<<<<", "where", "a", "1", "2026-1-3", "#"],
      ...[
        "\u0000",
        "\uFEFF",
        "\uD800",
        "“",
        "\\",
        "segment x = y\n",
        "funnel F {\n",
        "stage A: a\n",
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (parts) => {
        const { text } = formatText(parts.join(""));
        assert.equal(formatText(text).text, text);
      }),
      { numRuns: 2000 },
    );
  });
});

type Change = [kind: string, place: number, other: number];

function mutate(text: string, [kind, place, other]: Change): string {
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
