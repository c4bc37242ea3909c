import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type MarkdownIt,
  extendMarkdownIt,
  highlightFunnel,
} from "../../../client/markdown/fences.ts";
import { beginnings, within } from "../../../client/markdown/words.ts";
import { type KeywordPlace, hardWords, keywords } from "../../../language/vocabulary.ts";

/** Where words begin a line; in all other places they stand within one. */
const blocks = new Set<KeywordPlace>([
  ...(["file", "connection", "source", "options", "funnel"] as const),
  ...(["retention", "experiment", "drivers", "score", "scenario"] as const),
]);

/** The text of what was coloured, as a page shows it. */
function shown(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

/** "kind text" of all that has a colour. */
function coloured(code: string): string[] {
  return [...highlightFunnel(code).matchAll(/<span class="hljs-(\w+)">(.*?)<\/span>/gs)].map(
    ([, kind, text]) => `${kind} ${shown(text ?? "")}`,
  );
}

describe("funnel fences of a Markdown preview", () => {
  it("colour keywords where they are keywords, names, texts, numbers and comments", () => {
    assert.deepEqual(
      coloured('funnel Signup on web { // all\n  optional stage first: visit where a = "x"\n}'),
      [
        "keyword funnel",
        "title Signup",
        "keyword on",
        "comment // all",
        "keyword optional",
        "keyword stage",
        "title first",
        "keyword where",
        'string "x"',
      ],
    );
    assert.deepEqual(coloured("  window 14 days\n  expect conversion(A -> B) >= $least"), [
      "keyword window",
      "number 14",
      "keyword days",
      "keyword expect",
      "built_in conversion",
      "variable $least",
    ]);
    assert.deepEqual(coloured("  stages { won: closed, time: day where isWon }"), [
      "keyword stages",
      "keyword day",
      "keyword where",
    ]);
    assert.deepEqual(coloured("during 2026-01-01 .. 2026-Q1"), [
      "keyword during",
      "number 2026-01-01",
      "number 2026-Q1",
    ]);
  });

  it("know the words of the vocabulary and no others", () => {
    const start = keywords.filter(({ place }) => blocks.has(place)).map(({ word }) => word);
    const inner = keywords.filter(({ place }) => !blocks.has(place)).map(({ word }) => word);
    assert.deepEqual([...beginnings].sort(), [...new Set(start)].sort());
    assert.deepEqual([...within].sort(), [...new Set([...hardWords, ...inner])].sort());
  });

  it("lose no character and let none become HTML", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (code) => {
        const html = highlightFunnel(code);
        assert.equal(shown(html), code);
        assert.doesNotMatch(html.replaceAll(/<span class="hljs-\w+">|<\/span>/g, ""), /[<>"]/);
      }),
    );
    assert.equal(highlightFunnel("<script>"), "&lt;script&gt;");
  });

  it("leave other languages to whoever coloured them before", () => {
    const markdown: MarkdownIt = { options: { highlight: (_, language) => `was ${language}` } };
    const { highlight } = extendMarkdownIt(markdown).options;
    assert.equal(highlight?.("x", "sql", ""), "was sql");
    assert.equal(highlight?.("funnel", "funnel", ""), '<span class="hljs-keyword">funnel</span>');
    const plain: MarkdownIt = extendMarkdownIt<MarkdownIt>({ options: {} });
    assert.equal(plain.options.highlight?.("x", "sql", ""), "");
  });
});
