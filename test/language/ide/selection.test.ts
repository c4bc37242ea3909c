import assert from "node:assert/strict";
import { documentSymbols, findSymbols, selectionRanges } from "../../../language/editing.ts";
import { analyze, emptyCatalog } from "../../../language/index.ts";
import { marked } from "../../support/marked.ts";

function steps(source: string): readonly string[] {
  const { text, offset } = marked(source);
  return selectionRanges(analyze(text, emptyCatalog), offset).map(({ start, end }) =>
    text.slice(start, end),
  );
}

describe("growing selections", () => {
  it("go from the word to the statement, the block, the declaration and the file", () => {
    const source = `source web from "x.csv"\n/** All. */\nfunnel F on web {\n  stage A: visit where pl<|>an = "a b" and amount > 1\n  stage B: pay\n}\n`;
    const found = steps(source);
    assert.deepEqual(found.slice(0, 4), [
      "plan",
      'plan = "a b"',
      'plan = "a b" and amount > 1',
      'visit where plan = "a b" and amount > 1',
    ]);
    const statement = 'stage A: visit where plan = "a b" and amount > 1';
    const block = `${statement}\n  stage B: pay`;
    assert.deepEqual(found.slice(4), [
      statement,
      block,
      `{\n  ${block}\n}`,
      `funnel F on web {\n  ${block}\n}`,
      `/** All. */\nfunnel F on web {\n  ${block}\n}`,
      source.replace("<|>", ""),
    ]);
  });

  it("stop at the quotes of a text on their way", () => {
    const found = steps('source web from "data/x<|>.csv" {\n  actor a\n}\n');
    assert.deepEqual(found.slice(0, 3), ["x", "data/x.csv", '"data/x.csv"']);
  });

  it("take a comment by lines", () => {
    const found = steps('/* one\n two<|> three */\nsource web from "x"\n');
    assert.deepEqual(found.slice(0, 3), ["two", " two three */", "/* one\n two three */"]);
  });

  it("grow with each step wherever they begin", () => {
    const text = 'funnel F {\n  stage `A b`: (x or y) where (a = "1\n}\n/* open';
    const analysis = analyze(text, emptyCatalog);
    for (let offset = 0; offset <= text.length; offset++) {
      const spans = selectionRanges(analysis, offset);
      spans.reduce((small, large) => {
        assert.ok(large.start <= small.start && small.end <= large.end, `${offset}`);
        assert.ok(large.end - large.start > small.end - small.start, `${offset}`);
        return large;
      });
      assert.deepEqual(spans.at(-1), { start: 0, end: text.length });
    }
  });
});

describe("symbols of a workspace", () => {
  const text =
    'source web from "x"\nsegment Ёлки = a = 1\nfunnel Signup on web {\n  stage Визит: visit\n  stage Paid: pay\n}\n';
  const find = (query: string): readonly string[] =>
    findSymbols(documentSymbols(analyze(text, emptyCatalog)), query).map(
      ({ kind, name, container }) => `${kind} ${container ?? ""}/${name}`,
    );

  it("are all found by nothing", () => {
    assert.deepEqual(find(""), [
      "source /web",
      "segment /Ёлки",
      "funnel /Signup",
      "stage Signup/Визит",
      "stage Signup/Paid",
    ]);
  });

  it("are found by some of their letters in any case and script", () => {
    assert.deepEqual(find("sgn"), ["funnel /Signup"]);
    assert.deepEqual(find("ВИЗ"), ["stage Signup/Визит"]);
    assert.deepEqual(find("елки"), ["segment /Ёлки"]);
    assert.deepEqual(find("P d"), ["stage Signup/Paid"]);
    assert.deepEqual(find("xyz"), []);
  });
});
