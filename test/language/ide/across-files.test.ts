import assert from "node:assert/strict";
import {
  definition,
  documentLinks,
  highlights,
  rename,
  renameSymbol,
  symbolAt,
  usesOf,
} from "../../../language/editing.ts";
import { type Analysis, analyze, applyEdits } from "../../../language/index.ts";
import { withFiles } from "../../support/files.ts";
import { marked } from "../../support/marked.ts";
import { bracketed, catalog, webSource } from "./check.ts";

const shared = `${webSource}
/** Phones. */
segment mobile = device = "ios"
param minimum = 10
`;
const main = `import "web.funnel"

funnel Signup on web {
  where amount > $minimum
  segment mobile
  stage Visit: web.page_view
  stage Paid: payment
  split by device
}
`;

function look(text: string, name = "main.funnel"): Analysis {
  return analyze(text, withFiles(catalog, { "web.funnel": shared }), { name });
}

function at(word: string, text = main): { readonly analysis: Analysis; readonly offset: number } {
  const { offset } = marked(text.replace(word, `<|>${word}`));
  return { analysis: look(text), offset };
}

describe("names of imported files", () => {
  it("lead to their declarations there", () => {
    const found = (word: string): string => {
      const { analysis, offset } = at(word);
      const answer = definition(analysis, offset);
      assert.equal(answer?.file, "web.funnel");
      assert.ok(answer);
      return `${bracketed(shared, [answer.name]).match(/.*\[.*/)?.[0]} ${shared.slice(answer.whole.start, answer.whole.end).split("\n")[0]}`;
    };
    assert.equal(
      found("mobile"),
      'segment [mobile] = device = "ios" segment mobile = device = "ios"',
    );
    assert.equal(found("web {"), 'source [web] from "web.csv" { source web from "web.csv" {');
    assert.equal(found("minimum"), "param [minimum] = 10 param minimum = 10");
  });

  it("lead to the file from the path of its import", () => {
    const { analysis, offset } = at("web.funnel");
    assert.deepEqual(definition(analysis, offset), {
      origin: { start: 7, end: 19 },
      file: "web.funnel",
      name: { start: 0, end: 0 },
      whole: { start: 0, end: 0 },
    });
  });

  it("are marked in the file with the cursor", () => {
    const { analysis, offset } = at("web {");
    assert.deepEqual(
      highlights(analysis, offset).map(({ span, kind }) => [
        main.slice(span.start, span.end),
        kind,
      ]),
      [
        ["web", "read"],
        ["web", "read"],
      ],
    );
  });

  it("are found from their declaration in the files that import it", () => {
    const symbol = symbolAt(look(shared, "web.funnel"), shared.indexOf("mobile"));
    assert.ok(symbol);
    assert.equal(symbol.file, undefined);
    const uses = usesOf(look(main), { ...symbol, file: "web.funnel" });
    assert.deepEqual(
      uses.map(({ span }) => span.start),
      [main.indexOf("mobile")],
    );
  });
});

describe("renaming across files", () => {
  const renamed = (word: string, newName: string, text = main): string => {
    const { analysis, offset } = at(word, text);
    const answer = rename(analysis, offset, newName, "en");
    return answer.kind === "refused" ? answer.reason : applyEdits(text, answer.edits);
  };

  it("writes the uses anew, in backticks where the name needs them", () => {
    assert.equal(
      renamed("web {", "the web"),
      main
        .replaceAll(/\bweb(?=[ .]\w|[ ][{])/g, (word) => word)
        .replace("on web", "on `the web`")
        .replace("web.page_view", "`the web`.page_view"),
    );
    assert.equal(renamed("minimum", "least"), main.replace("$minimum", "$least"));
  });

  it("refuses names that no param can have", () => {
    assert.equal(
      renamed("minimum", "at least"),
      "A param's name has letters, digits and underscores only.",
    );
  });

  it("refuses names that are taken in any of the files", () => {
    const own = `${main}segment tablet = device = "x"\n`;
    assert.equal(renamed("tablet", "mobile", own), "“mobile” is taken already.");
    const symbol = symbolAt(look(shared, "web.funnel"), shared.indexOf("mobile"));
    assert.ok(symbol);
    const there = { ...symbol, file: "web.funnel" };
    const answer = renameSymbol(look(own), there, "tablet", "en");
    assert.deepEqual(answer, { kind: "refused", reason: "“tablet” is taken already." });
    assert.equal(renameSymbol(look(main), there, "tablet", "en").kind, "edits");
  });
});

describe("links", () => {
  it("lead to imported files and to data that exist", () => {
    const text = `import "web.funnel"\nimport "nowhere.funnel"\nsource a from "shop.csv"\nsource b from "none.csv"\nsource c from "*.csv"\n`;
    assert.deepEqual(
      documentLinks(look(text), catalog).map(({ span, path }) => [
        text.slice(span.start, span.end),
        path,
      ]),
      [
        ["web.funnel", "web.funnel"],
        ["shop.csv", "shop.csv"],
      ],
    );
  });
});
