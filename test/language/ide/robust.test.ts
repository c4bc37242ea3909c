import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import {
  type CodeAction,
  codeLenses,
  complete,
  definition,
  documentLinks,
  documentSymbols,
  fixAll,
  foldingRanges,
  highlights,
  hover,
  inlayHints,
  organizeImports,
  prepareRename,
  quickFixes,
  refactorings,
  referenceLenses,
  references,
  rename,
  selectionRanges,
  semanticTokens,
  signatureHelp,
} from "../../../language/editing.ts";
import { type Analysis, type Span, analyze } from "../../../language/index.ts";
import { lex } from "../../../language/syntax/lexer.ts";
import { propertyOptions } from "../../support/properties.ts";
import { mutate } from "../format/mutate.ts";
import { catalog } from "./completion-data.ts";

const texts = [
  ...["saas-signup", "shop", "b2b-pipeline", "marketing-ru"].map((name) => `samples/${name}`),
  "test/language/fixtures/whole",
  "test/language/fixtures/example",
].map((name) => readFileSync(new URL(`../../../${name}.funnel`, import.meta.url), "utf8"));

function assertInside(text: string, spans: readonly Span[], what: string): void {
  for (const { start, end } of spans) {
    assert.ok(0 <= start && start <= end && end <= text.length, `${what} ${start}..${end}`);
  }
}

function assertActions(text: string, actions: readonly (CodeAction | undefined)[]): void {
  for (const action of actions) {
    if (action === undefined) continue;
    const spans = action.edits.map(({ span }) => span);
    assertInside(text, spans, action.title);
    const ordered = [...spans].sort((a, b) => a.start - b.start);
    // An editor refuses edits that overlap.
    ordered.forEach(({ start }, i) => assert.ok(start >= (ordered[i - 1]?.end ?? 0), action.title));
  }
}

/** What is asked of a whole text. */
function askText(analysis: Analysis): void {
  const { text } = analysis;
  const all = { start: 0, end: text.length };
  for (const token of semanticTokens(analysis)) assert.ok(token.span.start < token.span.end);
  assertInside(
    text,
    semanticTokens(analysis).map(({ span }) => span),
    "token",
  );
  assertInside(
    text,
    codeLenses(analysis, "en").map(({ span }) => span),
    "lens",
  );
  assertInside(
    text,
    referenceLenses(analysis, "ru").map(({ span }) => span),
    "uses",
  );
  assertInside(
    text,
    foldingRanges(analysis).map(({ span }) => span),
    "folding",
  );
  assertInside(
    text,
    documentSymbols(analysis).map(({ span }) => span),
    "symbol",
  );
  for (const { at, edits = [] } of inlayHints(analysis, all, "en")) {
    assertInside(text, [{ start: at, end: at }, ...edits.map(({ span }) => span)], "hint");
  }
  documentLinks(analysis, catalog);
  assertActions(text, [fixAll(analysis, "en"), organizeImports(analysis, "ru")]);
}

/** What is asked at one place of it. */
function askPlace(analysis: Analysis, offset: number): void {
  const { text } = analysis;
  const here = { start: offset, end: offset };
  const found = hover(analysis, catalog, offset, offset % 2 === 0 ? "en" : "ru");
  if (found !== undefined) assertInside(text, [found.span], "hover");
  definition(analysis, offset);
  references(analysis, offset, { includeDeclaration: true });
  highlights(analysis, offset);
  prepareRename(analysis, offset);
  rename(analysis, offset, "x", "ru");
  selectionRanges(analysis, offset);
  assertActions(text, [
    ...quickFixes(analysis, here, "ru"),
    ...refactorings(analysis, catalog, here, "en"),
  ]);
  const signature = signatureHelp(analysis, offset, "en");
  for (const [start, end] of signature?.parameters ?? []) {
    assert.ok(0 <= start && start <= end && end <= (signature?.label.length ?? 0));
  }
  const { items } = complete(analysis, catalog, offset, "en");
  for (const { edit, label } of items) {
    // An editor takes only edits of the cursor's own line that touch the cursor.
    const replaced = text.slice(edit.span.start, edit.span.end);
    assert.ok(edit.span.start <= offset && offset <= edit.span.end, label);
    assert.doesNotMatch(replaced, /[\r\n]/, label);
  }
}

function askAll(text: string, offset: number): void {
  const analysis = analyze(text, catalog);
  askText(analysis);
  askPlace(analysis, offset);
}

/** Where tokens begin and end, and between them. */
function boundaries(text: string): readonly number[] {
  const places = lex(text).tokens.flatMap(({ startOffset, endOffset }) => [
    startOffset,
    Math.ceil((startOffset + endOffset) / 2),
    endOffset + 1,
    endOffset + 2,
  ]);
  return [0, ...new Set(places), text.length].filter((place) => place <= text.length);
}

describe("the answers to an editor", function () {
  this.timeout(60_000);

  it("come at every word of the samples and of every construct", () => {
    texts.forEach((text, index) => {
      const analysis = analyze(text, catalog);
      askText(analysis);
      // Each text at other places, so that all of them together meet all kinds of places.
      boundaries(text).forEach((place, i) => {
        if (i % 2 === index % 2) askPlace(analysis, place);
      });
    });
  });

  it("come whatever was done to a word: cut, doubled, swapped, the end of the text", () => {
    const change = fc.tuple(
      fc.constantFrom("cut", "double", "swap", "end", "join", "character"),
      fc.nat(),
      fc.nat(),
    );
    fc.assert(
      fc.property(fc.nat(texts.length - 1), change, fc.nat(), (which, edit, place) => {
        const text = mutate(texts[which] ?? "", edit);
        const { tokens } = lex(text);
        const near = tokens[edit[1] % Math.max(1, tokens.length)]?.startOffset ?? text.length;
        const analysis = analyze(text, catalog);
        askText(analysis);
        for (const at of [near, near + 3, place % (text.length + 1)]) {
          askPlace(analysis, Math.min(at, text.length));
        }
      }),
      propertyOptions(300),
    );
  });

  it("come whatever the text: pieces of samples in any order, cut anywhere", () => {
    const pieces = texts.flatMap(
      (sample) => sample.match(/[\p{L}\p{N}_]+|\s+|[^\s\p{L}\p{N}_]/gu) ?? [],
    );
    const text = fc
      .array(fc.integer({ min: 0, max: pieces.length - 1 }), { minLength: 1, maxLength: 12 })
      .map((starts) =>
        starts
          .map((start, i) => pieces.slice(start, start + 3 + ((start + i) % 40)).join(""))
          .join(" "),
      );
    fc.assert(
      fc.property(text, fc.nat(), (source, place) => askAll(source, place % (source.length + 1))),
      propertyOptions(400),
    );
  });

  it("come for texts deeper and longer than anybody writes", () => {
    const start =
      'source web from "web.csv" { actor user_id time ts event name }\nfunnel F on web {\n  where ';
    for (const text of [
      start + "(".repeat(3000),
      `${start}${"not ".repeat(3000)}a`,
      `${start}${"a = 1 and ".repeat(3000)}`,
      `${start}${"lower(1, ".repeat(2000)}`,
      `${start}${"a + ".repeat(3000)}`,
      `funnel F on web { expect ${"(1 + ".repeat(1500)}`,
      "{".repeat(3000),
      "funnel ".repeat(3000),
      "`".repeat(3000),
      "$".repeat(3000),
    ]) {
      askAll(text, text.length);
      askAll(text, Math.floor(text.length / 2));
    }
  });
});
