import assert from "node:assert/strict";
import {
  definition,
  documentLinks,
  hover,
  complete,
  rename,
} from "../../../../language/editing.ts";
import { type Analysis, analyze, createAnalyzer, type Span } from "../../../../language/index.ts";
import { withFiles } from "../../../support/files.ts";
import { source, webEvents } from "../../../support/mistakes.ts";

const shared = `import "deep/b.funnel"
${source}param minimum = 10
segment ads = channel = "ads" and amount > $minimum
`;
const deep = 'import "../main.funnel"\nsegment seo = channel = "seo"\n';
const main = `import "a.funnel"
funnel F on web {
  segment ads
  segment seo
  stage A: web.visit where amount > $minimum
  stage B: sign_up
}
audience Gone on F = dropped after A
`;

/** Whatever is said of a text is said of places in it, and of places in the files that it imports. */
function checkPlaces(analysis: Analysis, files: Readonly<Record<string, string>>): void {
  const inside = ({ start, end }: Span, text: string): boolean =>
    0 <= start && start <= end && end <= text.length;
  for (const { code, span, related = [], fixes = [] } of analysis.diagnostics) {
    assert.ok(inside(span, analysis.text), code);
    for (const { file, span: place } of related)
      assert.ok(inside(place, file === undefined ? analysis.text : (files[file] ?? "")), code);
    for (const { edits } of fixes)
      for (const edit of edits) assert.ok(inside(edit.span, analysis.text), code);
  }
  for (const { span, target } of analysis.references) {
    assert.ok(inside(span, analysis.text), target.name);
    const text = target.file === undefined ? analysis.text : (files[target.file] ?? "");
    assert.ok(inside(target.declaration, text), target.name);
  }
  const spansOf = (value: unknown): readonly Span[] =>
    typeof value !== "object" || value === null
      ? []
      : "start" in value && "end" in value
        ? [value as Span]
        : Object.values(value).flatMap(spansOf);
  for (const model of [...analysis.program.funnels, ...analysis.program.studies])
    for (const span of spansOf(model)) assert.ok(inside(span, analysis.text), model.name);
  for (const model of analysis.program.sources) {
    const text = model.file === undefined ? analysis.text : (files[model.file] ?? "");
    for (const span of spansOf(model)) assert.ok(inside(span, text), model.name);
  }
}

describe("imports of any text", () => {
  const whole = { "main.funnel": main, "a.funnel": shared, "deep/b.funnel": deep };

  for (const [path, text] of Object.entries(whole))
    it(`keep to their places while ${path} is being written`, () => {
      const remembering = createAnalyzer();
      for (let end = 0; end <= text.length; end++) {
        const files = { ...whole, [path]: text.slice(0, end) };
        const catalog = withFiles(webEvents, files);
        const own = files["main.funnel"];
        const analysis = analyze(own, catalog, { name: "main.funnel" });
        checkPlaces(analysis, files);
        assert.deepEqual(remembering(own, catalog, { name: "main.funnel" }), analysis);
      }
    });

  it("answer the editor at every place", () => {
    const catalog = withFiles(webEvents, whole);
    const analysis = analyze(main, catalog, { name: "main.funnel" });
    for (let offset = 0; offset <= main.length; offset++) {
      definition(analysis, offset);
      hover(analysis, catalog, offset, "en");
      complete(analysis, catalog, offset, "en");
      rename(analysis, offset, "x", "en");
    }
    documentLinks(analysis, catalog);
  });
});
