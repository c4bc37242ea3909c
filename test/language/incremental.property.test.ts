import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { type Catalog, analyze, createAnalyzer, emptyCatalog } from "../../language/index.ts";
import { fakeCatalog } from "../support/catalog.ts";
import { webEvents } from "../support/mistakes.ts";
import { inProject } from "../support/project.ts";
import { propertyOptions } from "../support/properties.ts";

const texts = globSync(["samples/*.funnel", "test/language/fixtures/*.funnel"], {
  cwd: inProject("."),
})
  .sort()
  .map((file) => readFileSync(inProject(file), "utf8"));

/** What ends, begins and joins declarations, comments and texts in quotes. */
const inserted = [
  ...["\n", "\r\n", " ", "x", "{", "}", "(", ")", '"', "'", "`", ":", "=", "\0", "“"],
  ...["/*", "*/", "/** About it. */\n", "// why\n", "<<<<<<< HEAD\n", "=======\n", ">>>>>>> a\n"],
  ...["\nsegment a = b\n", "\nsegment mobile = true\n", '\nsource z from "a.csv" {\n', "\nsegment"],
  ...["\nfunnel X on web {\n  stage A: visit\n", "\nfunnel ", '\nimport "a.funnel"\n', "funnel or"],
  ...["\nparam least = 20%\n", "where ", "  expect conversion > 0.5\n", "  split by device\n"],
];

interface Edit {
  /** Where, as a share of the text. */
  readonly at: number;
  readonly removed: number;
  /** Either of the list above, or a piece of the text itself by its shares. */
  readonly inserted: string | readonly [from: number, length: number];
  readonly catalog: number;
}

const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.oneof(
      { weight: 4, arbitrary: fc.constant(0) },
      fc.nat({ max: 12 }),
      fc.nat({ max: 400 }),
    ),
    inserted: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...inserted, "") },
      fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat({ max: 300 })),
    ),
    // Facts change more seldom than the text.
    catalog: fc.oneof({ weight: 9, arbitrary: fc.constant(-1) }, fc.nat({ max: 2 })),
  }),
  { minLength: 1, maxLength: 16 },
);

const catalogs: readonly Catalog[] = [
  emptyCatalog,
  webEvents,
  fakeCatalog({
    "e.csv": { user_id: "text", ts: "time", name: { visit: 9, sign_up: 4 }, channel: { ads: 3 } },
    "data/shop-clicks.csv": { visitor: "text", time: "time", event: { visit: 9, order_paid: 1 } },
  }),
];

function change(text: string, edit: Edit): string {
  const at = Math.floor(edit.at * text.length);
  const given =
    typeof edit.inserted === "string"
      ? edit.inserted
      : text.slice(Math.floor(edit.inserted[0] * text.length)).slice(0, edit.inserted[1]);
  return text.slice(0, at) + given + text.slice(at + edit.removed);
}

/** Analyses each text after the one before, and again as if it were the first. */
function checkAll(steps: Iterable<readonly [text: string, catalog: Catalog]>): void {
  const remembering = createAnalyzer();
  for (const [text, catalog] of steps)
    assert.deepStrictEqual(remembering(text, catalog), analyze(text, catalog), text);
}

describe("an analysis that remembers", function () {
  this.timeout(120_000);

  it("says after any edits what a new one says", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.constantFrom("", ...texts),
        edits,
        (first, second, changes) => {
          let text = first + second;
          let catalog: Catalog = webEvents;
          checkAll(
            (function* () {
              yield [text, catalog] as const;
              for (const edit of changes) {
                text = change(text, edit);
                catalog = catalogs[edit.catalog] ?? catalog;
                yield [text, catalog] as const;
              }
            })(),
          );
        },
      ),
      propertyOptions(100),
    );
  });

  it("notices what funnels hang on, wherever it stands", () => {
    const source = `source web from "e.csv" {\n  actor user_id\n  time ts\n  event name\n}\n`;
    const segment = "segment ads = channel = 'ads'\n";
    const funnel = (name: string): string =>
      `funnel ${name} on web {\n  segment ads\n  stage A: visit\n  stage B: sign_up\n  expect conversion > 20%\n}\n`;
    const above = source + segment + funnel("One") + funnel("Two");
    const below = funnel("One") + funnel("Two") + segment + source;
    checkAll(
      [
        above,
        above.replace("'ads'", "'seo'"),
        above.replace("'ads'", "1"),
        above.replace("segment ads =", "segment other ="),
        above.replace("web from", "app from"),
        `\n${above}`,
        above.replace("stage A: visit", "stage A: visit where x = 1"),
        above.replace("funnel Two", "funnel One"),
        above.replace("funnel One", "\n\nfunnel One"),
        above.replace("funnel Two", "/** Two. */\nfunnel Two"),
        `${above}\nretention R on web {\n  start: visit\n  return: visit\n}\n`,
        above.replace("}\nfunnel", "}\r\nfunnel"),
        above.replace("}\n", "}\r\n"),
        // What a segment is used over besides.
        `${above}source app from "f.csv" {}\nfunnel Other on web {\n  segment ads\n}\n`,
        `${above}source app from "f.csv" {}\nfunnel Other on app {\n  segment ads\n}\n`,
        // A fix that reaches into the source, whose text changes.
        above.replaceAll("  stage A", "  window session\n  stage A"),
        above.replaceAll("  stage A", "  window session\n  stage A").replace("name\n}", "name }"),
        below,
        below.replace("stage A: visit", "stage  A: visit"),
        below.replace("stage A: visit", "stage\nA: visit"),
        below.replace("'ads'", "'seo'"),
        below.replace("e.csv", "f.csv"),
      ].map((text) => [text, webEvents] as const),
    );
  });

  it("gives the nodes of what stays where it is once more, and moves the others with their lines", () => {
    const funnel = (name: string): string =>
      `funnel ${name} on web {\n  stage A: visit\n  expect conversion > 20%\n}\n`;
    const edited = funnel("Two").replace("{", "{\n");
    const remembering = createAnalyzer();
    const before = remembering(funnel("One") + funnel("Two") + funnel("Three"), webEvents);
    const text = funnel("One") + edited + funnel("Three");
    const after = remembering(text, webEvents);
    assert.equal(after.tree.declarations[0], before.tree.declarations[0]);
    assert.equal(after.program.funnels[0]?.stages, before.program.funnels[0]?.stages);
    const moved = after.program.funnels[2];
    assert.equal(moved?.span.start, text.indexOf("funnel Three"));
    assert.equal(moved.expectations[0]?.line, 11);
  });
});
