import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { analyze, type Diagnostic, emptyCatalog } from "../../../language/index.ts";
import { parseText } from "../../../language/syntax/parse.ts";
import { matchesGolden } from "../../support/golden.ts";
import { inProject } from "../../support/project.ts";
import { treeText } from "../../support/tree.ts";

/**
 * One file with the spellings of what every funnel has, one with every statement of the language, and the
 * one that the language was designed by.
 */
const samples = ["everything.funnel", "whole.funnel", "example.funnel"];

describe("the tree", () => {
  for (const name of samples)
    it(`of ${name} is the one that was looked at`, () => {
      const text = readFileSync(inProject("test", "language", "fixtures", name), "utf8");
      const { tree, problems } = parseText(text);
      assert.deepEqual(problems, []);
      matchesGolden(`language/${name.replace(".funnel", ".tree.txt")}`, treeText(tree));
    });

  it("covers its text: every node's span begins and ends with its own tokens", () => {
    for (const name of samples) {
      const text = readFileSync(inProject("test", "language", "fixtures", name), "utf8");
      for (const [kind, written] of nodes(parseText(text).tree, text)) {
        assert.equal(written, written.trim(), `${kind}: ${written}`);
        assert.notEqual(written, "", kind);
      }
    }
  });

  it("gives a program that is complete where nothing is wrong", () => {
    const text = readFileSync(
      inProject("test", "language", "fixtures", "everything.funnel"),
      "utf8",
    );
    const { program, diagnostics } = analyze(text, emptyCatalog);
    const isWrong = ({ severity }: Diagnostic): boolean =>
      severity === "error" || severity === "warning";
    assert.deepEqual(diagnostics.filter(isWrong), []);
    assert.ok(program.funnels.every((funnel) => funnel.runnable));
    matchesGolden("language/everything.program.txt", treeText(program));
  });
});

function nodes(value: unknown, text: string): [kind: string, written: string][] {
  if (Array.isArray(value)) return value.flatMap((item) => nodes(item, text));
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.values(value).flatMap((field) => nodes(field, text));
  const { kind, span } = value as { kind?: unknown; span?: { start: number; end: number } };
  if (typeof kind !== "string" || kind === "file" || span === undefined) return inner;
  return [[kind, text.slice(span.start, span.end)], ...inner];
}
