import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { formatText } from "../../language/editing.ts";
import { analyze, type Diagnostic, emptyCatalog } from "../../language/index.ts";
import { inProject } from "../support/project.ts";
import { complete } from "./complete.ts";
import { exampleData } from "./events.ts";
import {
  anchors,
  examples,
  pageWith,
  readme,
  referencePages,
  section,
  tableRows,
} from "./markdown.ts";

const words = new Set(["in-file", "in-source", "in-funnel", "later", "run", "context"]);

for (const page of [...referencePages, readme]) {
  describe(`the examples of ${page.path}`, () => {
    for (const example of examples(page, "funnel")) {
      it(`line ${example.line} is right and in the one form`, () => {
        for (const word of example.words)
          assert.ok(words.has(word) || word.endsWith(".funnel"), word);
        const text = complete(example, page);
        const { diagnostics } = analyze(text, exampleData);
        const found = diagnostics.filter(
          (diagnostic) => !isHarmless(diagnostic, text, example.words),
        );
        assert.deepEqual(
          found.map(({ code, span }) => [code, text.slice(span.start, span.end)]),
          [],
        );
        const isLater = diagnostics.some(({ code }) => code === "FNL1025" || code === "FNL1029");
        assert.equal(isLater, example.words.includes("later"), "later");
        assert.equal(formatText(text).text, text);
      });
    }

    it("has links that lead somewhere", () => {
      for (const [, target = "", anchor = ""] of page.text.matchAll(
        /\]\(([^)#\s]*)(?:#([^)]*))?\)/g,
      )) {
        if (/^https?:/.test(target)) continue;
        const file = path.posix.join(path.posix.dirname(page.path), target);
        if (target !== "") assert.ok(existsSync(inProject(file)), target);
        if (anchor === "") continue;
        const other =
          target === "" ? page : [...referencePages, readme].find((each) => each.path === file);
        assert.ok(other && anchors(other).includes(anchor), `${target}#${anchor}`);
      }
    });
  });
}

/** Each example of the tables can be split by: that takes any value of a row. */
describe("the tables of conditions", () => {
  for (const heading of ["## Comparing", "## Computing", "## Functions"])
    for (const cells of tableRows(section(pageWith(heading), heading)))
      for (const [, example = ""] of (cells.at(-1) ?? "").matchAll(/`([^`]+)`/g)) {
        it(example, () => {
          const split = example.startsWith("split by ") ? example : `split by ${example}`;
          const text = `source web from "events.csv" {\n  actor user_id\n  time ts\n  event name\n}\n\nfunnel F on web {\n  stage A: a\n  stage B: b\n\n  ${split}\n}\n`;
          const { diagnostics } = analyze(text, emptyCatalog);
          assert.deepEqual(
            diagnostics.map(({ code, args }) => [code, args]),
            [],
          );
          assert.equal(formatText(text).text, text);
        });
      }
});

/** What isn't wrong with an example: hints and remarks, what comes later, and parts that only the rest would need. */
function isHarmless(
  { severity, code, span }: Diagnostic,
  text: string,
  marks: readonly string[],
): boolean {
  if (severity === "hint" || severity === "info") return true;
  if (code === "FNL1025" || code === "FNL1029") return marks.includes("later");
  // Parts of files: what would use them isn't shown.
  if (code !== "FNL2023" && code !== "FNL2038") return false;
  return marks.includes("in-file") && !text.slice(span.end).includes("\nfunnel ");
}
