import assert from "node:assert/strict";
import { hover } from "../../../language/editing.ts";
import { type Locale, analyze } from "../../../language/index.ts";
import { marked } from "../../support/marked.ts";
import { catalog, head, inFunnel, inSource, inStudy } from "./completion-data.ts";

function hovered(source: string, locale: Locale = "en"): string {
  const { text, offset } = marked(source);
  return hover(analyze(text, catalog), catalog, offset, locale)?.markdown ?? "";
}

describe("hover over funnels", () => {
  const stages = `funnel F on web {
  stage A: page_view
  optional stage B: sign_up
  stage C "Paid": payment or invite_sent within 3 days after 1 hour at least 2 times
  exit Gone "Lost": "trial started"
  /** Money. */
  measure revenue = sum(amount) of C
  expect conversion(A -> C) >= 20%
}`;

  it("says what a stage asks for as a sentence", () => {
    const sentence = hovered(`${head}${stages.replace("stage C", "stage C<|>")}`);
    assert.match(
      sentence,
      /^stage \*\*`C`\*\*\n\n`payment or invite_sent`, at most 3 days after `A`, at least 1 hour after `A`, at least 2 times\n\n`Paid` · funnel `F`$/,
    );
    const inRussian = hovered(`${head}${stages.replace("stage C", "stage C<|>")}`, "ru");
    assert.match(inRussian, /не позже чем через 3 days после `A`/);
  });

  it("says what holds by default", () => {
    const shown = hovered(`${head}${stages.replace("funnel F", "funnel F<|>")}`);
    assert.match(shown, /Not said, so by default: `order sequential` · `window unlimited`/);
  });

  it("shows exits and measures", () => {
    assert.match(
      hovered(`${head}${stages.replace("exit Gone", "exit Go<|>ne")}`),
      /^exit \*\*`Gone`\*\*\n\n`Lost` · `"trial started"`/,
    );
    const used = inFunnel("expect reve<|>nue >= 100");
    assert.match(hovered(used), /^measure \*\*`revenue`\*\*\n\n`sum\(amount\) of C`/);
  });

  it("shows figures with their unit and an example", () => {
    const figure = hovered(inFunnel("measure m = repeat_r<|>ate(C)"));
    assert.match(figure, /^`repeat_rate\(Stage \[within 3 days\]\)`/);
    assert.match(figure, /\(a share\)/);
    assert.match(figure, /For example: `repeat_rate\(Paid\)`/);
  });

  it("writes shares as numbers", () => {
    assert.equal(hovered(inFunnel("expect conversion >= 2<|>0%")), "`20%` = `0.2`");
    assert.equal(hovered(inFunnel("expect conversion >= 12.<|>5%")), "`12.5%` = `0.125`");
  });
});

describe("hover over sources", () => {
  it("shows a column's profile: missing values, range, frequent ones", () => {
    const shown = hovered(inFunnel("where amo<|>unt > 1"));
    assert.match(
      shown,
      /^column \*\*`amount`\*\*\n\nnumber · `BIGINT` · 40\u00a0% missing · from `0` to `99\.5`/,
    );
    assert.match(shown, /\| `10` \| 5 rows \| 5\u00a0% \|/);
    const time = hovered(inFunnel("where t<|>s > 2026-01-01"));
    assert.match(time, /from `2025-11-03T00:00:00` to `2026-02-10T10:00:00`/);
  });

  it("shows lookups and their columns", () => {
    assert.match(hovered(inFunnel("where reg<|>ions.country = 'DE'")), /^source \*\*`regions`/);
    const column = hovered(inFunnel("where regions.coun<|>try = 'DE'"));
    assert.match(column, /^column \*\*`regions\.country`\*\*/);
    assert.match(column, /\| `DE` \| 5 rows/);
    assert.match(hovered(inSource("join reg<|>ions by region_id")), /^source \*\*`regions`/);
  });

  it("tells what was inferred", () => {
    const shown = hovered('source de<|>als from "data/deals.csv"\n');
    assert.match(shown, /Inferred from the columns: `actor lead_id` · `time created_at`/);
  });

  it("tells what an import brings", () => {
    const shown = hovered('import "a.fun<|>nel"\n');
    assert.match(
      shown,
      /^file \*\*`a\.funnel`\*\*\n\nBrings:\n\n- segment `tablets`\n- param `most`/,
    );
    assert.match(hovered('import "none.fun<|>nel"\n'), /Brings nothing/);
  });

  it("shows segments of other files, params and presets", () => {
    assert.match(hovered(inFunnel("segment tab<|>lets")), /From the other file\./);
    assert.match(hovered(inFunnel("where amount > $le<|>ast")), /^param \*\*`least`\*\*\n\n`20%`/);
    assert.match(hovered('source s from "web.csv" as salesforce_le<|>ads'), /Salesforce leads/);
    assert.match(hovered('source s from "web.csv" as rec<|>ords'), /^keyword \*\*`records`/);
  });
});

describe("hover over studies", () => {
  it("documents their words and names", () => {
    assert.match(hovered(inStudy("experiment", "vari<|>ant variant")), /^keyword \*\*`variant`/);
    assert.match(hovered(inStudy("retention", "eve<|>ry week for 8")), /^keyword \*\*`every`/);
    assert.match(hovered(inStudy("drivers", "goal A -> C<|>")), /^stage \*\*`C`/);
    assert.match(hovered(inStudy("scenario", "stage B<|> + 10%")), /^stage \*\*`B`/);
    assert.match(
      hovered(inStudy("score", "goal A").replace("score X", "score X<|>")),
      /^score \*\*`X`/,
    );
  });
});
