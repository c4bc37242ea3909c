import assert from "node:assert/strict";
import { keywords } from "../../language/vocabulary.ts";
import { analyze, emptyCatalog } from "../../language/index.ts";
import { functionNames } from "../../language/semantics/functions.ts";
import { presets } from "../../language/semantics/presets/index.ts";
import { code, pageWith, referencePages, section, tableRows } from "./markdown.ts";

/** Where the statements of a block are told. */
const pageOf: Readonly<Record<string, string>> = {
  source: "sources.md",
  options: "sources.md",
  connection: "sources.md",
  funnel: "funnels.md",
  order: "funnels.md",
  window: "funnels.md",
  chart: "funnels.md",
  split: "funnels.md",
  model: "models.md",
  retention: "studies.md",
  experiment: "studies.md",
  drivers: "studies.md",
  score: "studies.md",
  scenario: "studies.md",
};

/** What stands in fences and between backticks. */
function codeOf(text: string): string {
  return [...text.matchAll(/^```funnel[^]*?^```$|`[^`\n]+`|^#+ .*$/gm)]
    .map(([all]) => all)
    .join("\n");
}

describe("the reference tells", () => {
  for (const { word, place } of keywords)
    it(`\`${word}\`, a word of ${place}`, () => {
      const name = pageOf[place];
      const pages = referencePages.filter(({ path }) => name === undefined || path.endsWith(name));
      assert.ok(pages.some(({ text }) => new RegExp(`\\b${word}\\b`).test(codeOf(text))));
    });

  it("every function", () => {
    const listed = tableRows(section(pageWith("## Functions"), "## Functions")).flatMap(
      ([cell = ""]) => [...cell.matchAll(/`(\w+)\(/g)].map(([, name]) => name),
    );
    assert.deepEqual(new Set(listed), new Set(functionNames));
  });

  it("names of models by which their stages are recognised", () => {
    const heading = "## Labels in any language";
    for (const [model = "", english = "", , russian = ""] of tableRows(
      section(pageWith(heading), heading),
    )) {
      const stages = russian.split(", ").map((name) => `  stage ${name}: any event\n`);
      const text = `source s from "f.csv"\n\nfunnel F on s {\n  model ${code(model)}\n${stages.join("")}}\n`;
      const { diagnostics } = analyze(text, emptyCatalog);
      const meant = diagnostics.flatMap((one) => (one.code === "FNL4061" ? [one.args.stage] : []));
      assert.equal(meant.join(", "), english);
    }
  });

  it("every preset, with its shape", () => {
    const rows = tableRows(section(pageWith("## Presets"), "## Presets"));
    assert.deepEqual(
      new Map(rows.map(([name = "", , shape = ""]) => [code(name), code(shape)])),
      new Map(presets.map(({ name, shape }) => [name, shape])),
    );
  });
});
