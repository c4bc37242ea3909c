import assert from "node:assert/strict";
import {
  definition,
  highlights,
  prepareRename,
  references,
  rename,
} from "../../../language/editing.ts";
import { applyEdits } from "../../../language/index.ts";
import { bracketed, given, webSource } from "./check.ts";

const body = `${webSource}segment mobile = device = "ios"
funnel Signup on web {
  segment mobile
  stage Visit: web.page_view
  stage Paid: payment
  expect conversion(Visit -> Paid) >= 20% when actors(Visit) > 10
}
funnel Other on web {
  stage Visit: page_view
  stage Paid: payment
}
`;

/** The text with a cursor before the n-th occurrence of a word. */
function at(word: string, n = 1): string {
  let index = -1;
  for (let i = 0; i < n; i++) index = body.indexOf(word, index + 1);
  return `${body.slice(0, index)}<|>${body.slice(index)}`;
}

function definedAt(source: string): string {
  const { analysis, offset, text } = given(source);
  const found = definition(analysis, offset);
  return found === undefined ? "" : bracketed(text, [found.name]);
}

function used(source: string): string {
  const { analysis, offset, text } = given(source);
  return bracketed(text, references(analysis, offset, { includeDeclaration: true }));
}

describe("definition", () => {
  it("leads from uses to declarations", () => {
    assert.match(definedAt(at("Visit ->")), /stage \[Visit\]: web/);
    assert.match(definedAt(at("Paid) >=")), /stage \[Paid\]: payment\n  expect/);
    assert.match(definedAt(at("mobile\n")), /segment \[mobile\] =/);
    assert.match(definedAt(at("web {", 1)), /source \[web\] from/);
    assert.match(definedAt(at("web.page_view")), /source \[web\] from/);
  });

  it("stays where it is on a declaration, and is nowhere for other words", () => {
    assert.match(definedAt(at("Signup")), /funnel \[Signup\] on/);
    assert.equal(definedAt(at("payment")), "");
  });

  it("takes along the whole declaration", () => {
    const { analysis, offset, text } = given(at("Visit ->"));
    const found = definition(analysis, offset);
    assert.equal(text.slice(found?.whole.start, found?.whole.end), "stage Visit: web.page_view");
  });
});

describe("references", () => {
  it("are those of one funnel's stage, not of its namesake", () => {
    const shown = used(at("Visit ->"));
    assert.equal(shown.match(/\[Visit\]/g)?.length, 3);
    assert.match(shown, /funnel Other on web \{\n  stage Visit:/);
  });

  it("are all uses of a source", () => {
    assert.equal(used(at("web {", 1)).match(/\[web\]/g)?.length, 4);
  });

  it("highlight the declaration as what is written", () => {
    const { analysis, offset } = given(at("mobile\n"));
    assert.deepEqual(
      highlights(analysis, offset).map(({ kind }) => kind),
      ["write", "read"],
    );
  });

  it("leave the declaration out where that is asked", () => {
    const { analysis, offset } = given(at("mobile\n"));
    assert.equal(references(analysis, offset, { includeDeclaration: false }).length, 1);
  });
});

describe("rename", () => {
  const renamed = (source: string, newName: string): string => {
    const { analysis, offset, text } = given(source);
    const result = rename(analysis, offset, newName, "en");
    return result.kind === "edits" ? applyEdits(text, result.edits) : result.reason;
  };

  it("changes the declaration and every use", () => {
    const text = renamed(at("Visit ->"), "Came");
    assert.match(text, /stage Came: web\.page_view/);
    assert.match(text, /conversion\(Came -> Paid\) >= 20% when actors\(Came\)/);
    assert.match(text, /funnel Other on web \{\n  stage Visit:/);
  });

  it("puts into backticks what isn't a plain name", () => {
    assert.match(
      renamed(at("mobile\n"), "on phones"),
      /segment `on phones` = .*\n.*\n  segment `on phones`/,
    );
    assert.match(renamed(at("mobile\n"), "`on phones`"), /segment `on phones` =/);
    assert.match(renamed(at("mobile\n"), "where"), /segment `where` =/);
  });

  it("refuses taken and empty names and words that are no names", () => {
    assert.equal(renamed(at("Visit ->"), "Paid"), "“Paid” is taken already.");
    assert.equal(renamed(at("Visit ->"), " "), "A name can't be empty.");
    assert.match(renamed(at("payment"), "x"), /can be renamed/);
  });

  it("refuses names that mean something else there", () => {
    const funnel = (items: string): string =>
      `${webSource.replace("event name", "event name\n  let big = amount > 5")}funnel F on web {\n  where big\n  stage A: page_view\n  stage B: payment\n${items}}\n`;
    const measure = funnel("  measure mine = actors(B)\n  expect mine > 1\n");
    assert.equal(
      renamed(measure.replace("mine >", "<|>mine >"), "conversion"),
      "“conversion” is taken already.",
    );
    const exit = funnel("  exit Lost: sign_up\n");
    assert.equal(renamed(exit.replace("Lost", "<|>Lost"), "A"), "“A” is taken already.");
    assert.equal(renamed(exit.replace("A:", "<|>A:"), "Lost"), "“Lost” is taken already.");
    const big = funnel("").replace("where big", "where <|>big");
    assert.equal(renamed(big, "amount"), "“amount” is taken already.");
    assert.match(renamed(big, "large"), /let large = amount > 5[^]*where large/);
  });

  it("keeps a stage that a split takes its value from a name", () => {
    const split = `${webSource}funnel F on web {\n  stage A: page_view\n  stage B: payment\n  split by device at <|>B\n}\n`;
    assert.match(renamed(split, "last"), /split by device at `last`\n/);
    assert.match(renamed(split, "latest"), /split by device at latest\n/);
  });

  it("edits each place once, however many funnels share a segment", () => {
    const shared = `${webSource}param <|>least = 5\nsegment big = amount > $least\n${["F", "G"].map((name) => `funnel ${name} on web {\n  segment big\n  stage A: page_view\n  stage B: payment\n}\n`).join("")}`;
    assert.match(
      renamed(shared, "most"),
      /param most = 5\nsegment big = amount > \$most\nfunnel F/,
    );
  });

  it("offers the bare name for editing", () => {
    const { analysis, offset } = given("segment `on <|>phones` = true");
    assert.equal(prepareRename(analysis, offset)?.text, "on phones");
  });
});
