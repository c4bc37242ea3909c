import assert from "node:assert/strict";
import fc from "fast-check";
import { analyze, createAnalyzer } from "../../language/index.ts";
import { fakeCatalog } from "../support/catalog.ts";
import { withFiles } from "../support/files.ts";
import { propertyOptions } from "../support/properties.ts";

/**
 * A file in lines, each of which may be written in several ways or not at all: what funnels use, which is
 * edited, and funnels that don't change while it is.
 */
const lines: readonly (readonly string[])[] = [
  ['import "a.funnel"', "", "/** Shared. */"],
  ["param least = 20%", "param least = 3", "param most = 20%", ""],
  ["param channels = 'ads'", ""],
  ["", "// About the source.", "/* It is read"],
  [
    'source web from "e.csv" {',
    'source web from "f.csv" {',
    'source  web from "e.csv" as records {',
  ],
  ["  actor user_id", "  actor channel", "  actor", ""],
  ["  time ts", "  time  ts // when", ""],
  ["  event name", "  event channel", "  event nme", ""],
  ["", "  where channel != 'ads'", "  where x", "  wher", "  where (amount > 1", "  }"],
  [
    "",
    '  timezone "Europe/Berlin"',
    "  timezone",
    "  dedupe by user_id",
    "  options { header false }",
  ],
  [
    "  let paid = amount > 0",
    "  let paid = amount",
    "  let payd = amount > 0",
    "  let  paid = amount > 0",
  ],
  ["", "  session 30 minutes", "  session"],
  ["  join people on user_id", "  join people", ""],
  ["  cost amount", "  value amount", ""],
  ["}", "} // The end.", ""],
  ['source people from "p.csv" as lookup {}', 'source people from "p.csv" {}', ""],
  ["", 'source other from "f.csv" {\n  actor user_id\n  time ts\n  event name\n}'],
  [
    "segment ads = channel = $channels",
    "segment ads = channel = 'seo' and paid",
    "segment ads =",
    "",
  ],
  ["segment adult = people.age > 17", "segment adult = age > 17", ""],
  ["segment regular = did visit at least 2 times", "segment regular = did vsit", ""],
];

const used = (at: number): string => lines[at]?.[0] ?? "";

const funnels = `
funnel One on web {
  segment ads
  where paid
  stage A: visit
  stage B: sign_up where people.age > 17
  expect conversion > $least
  expect cost(web) / actors(B) < 5
}

/** The second. */
funnel Two {
  window session
  segment adult
  compare regular with ads
  stage A: visit
  without refund between A and B
  stage B: sign_up
  measure visits = bounce_rate
}

funnel Three on web, other {
  stage A: web.visit
  stage B: purchase
}

retention Weekly on web {
  start visit
  return sign_up
}
`;

const shared = [
  'source crm from "f.csv" {\n  actor user_id\n  time ts\n  event name\n}\nsegment ads = true\n',
  "segment regular = channel = 'ads'\n",
  "segment regular = chanel = 'ads'\n",
  "source web from\n",
  undefined,
];

const facts = fakeCatalog({
  "e.csv": {
    user_id: "text",
    ts: "time",
    name: { visit: 9, sign_up: 4, refund: 1 },
    channel: { ads: 3, seo: 9 },
    amount: "number",
  },
  "f.csv": { user_id: "text", ts: "time", name: { visit: 2, purchase: 1 }, channel: { ads: 1 } },
  "p.csv": { user_id: "text", age: "number" },
});

interface Edit {
  readonly line: number;
  readonly way: number;
  readonly file: number;
  /** How much of the line is typed by now, as a share. */
  readonly typed: number;
}

const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({
    line: fc.nat({ max: lines.length - 1 }),
    way: fc.nat({ max: 5 }),
    file: fc.nat({ max: 3 * shared.length }),
    typed: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
  }),
  { minLength: 1, maxLength: 12 },
);

describe("an analysis that remembers funnels", function () {
  this.timeout(60_000);

  it("notices each edit of what they use", () => {
    fc.assert(
      fc.property(edits, fc.boolean(), (changes, isBelow) => {
        const remembering = createAnalyzer();
        const now = lines.map((_, at) => used(at));
        let file = shared[0];
        for (const edit of [undefined, ...changes]) {
          if (edit) {
            const ways = lines[edit.line] ?? [];
            const way = ways[edit.way % ways.length] ?? "";
            now[edit.line] = way.slice(0, Math.ceil(way.length * edit.typed));
            if (edit.file < shared.length) file = shared[edit.file];
          }
          const text = isBelow
            ? `${funnels}\n${now.join("\n")}\n`
            : `${now.join("\n")}\n${funnels}`;
          const catalog = withFiles(facts, file === undefined ? {} : { "a.funnel": file });
          const options = { name: "main.funnel" };
          assert.deepStrictEqual(
            remembering(text, catalog, options),
            analyze(text, catalog, options),
            text,
          );
        }
      }),
      propertyOptions(30),
    );
  });
});
