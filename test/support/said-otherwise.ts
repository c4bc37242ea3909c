import assert from "node:assert/strict";
import { applyEdits } from "../../language/index.ts";
import { parseText } from "../../language/syntax/parse.ts";

/** What stands before and behind a statement in a text in which nothing else is wrong. */
export type Around = readonly [before: string, after: string];

/** A statement with the wrong part in `⟦…⟧`, the code, and what the fixes make of it, in their order. */
export type Row = readonly [marked: string, code: string, ...fixed: string[]];

const first = "segment first = a\n\n";

/** The room for a statement in a block, between two others or at its end. */
export function inBlock(head: string, before: string, after = ""): Around {
  return [
    `${first}${head} {\n  ${before}${before && "\n  "}`,
    `\n${after && `  ${after.replaceAll("\n", "\n  ")}\n`}}\n`,
  ];
}

/** The room for a declaration. */
export const inFile: Around = [first, "\n"];

/** A suite with a test for each statement: one problem, at its place, that its fixes do away with. */
export function describeRows(name: string, [before, after]: Around, rows: readonly Row[]): void {
  describe(name, () => {
    for (const [marked, code, ...fixed] of rows)
      it(marked, () => {
        const start = before.length + marked.indexOf("⟦");
        const end = before.length + marked.indexOf("⟧") - 1;
        const text = before + marked.replace("⟦", "").replace("⟧", "") + after;
        const { problems } = parseText(text);
        const seen = problems.map((one) => [one.code, text.slice(one.span.start, one.span.end)]);
        assert.deepEqual(seen, [[code, text.slice(start, end)]], text);
        assert.equal(problems[0]?.span.start, start);
        const offered = (problems[0]?.fixes ?? []).map(({ edits }) => applyEdits(text, edits));
        assert.deepEqual(
          offered,
          fixed.map((statement) => before + statement + after),
        );
        for (const right of offered) assert.deepEqual(parseText(right).problems, [], right);
      });
  });
}
