import assert from "node:assert/strict";
import { analyze, type DiagnosticCode } from "../../../language/index.ts";
import { findPreset, presetItems, presets } from "../../../language/semantics/presets/index.ts";
import { parseText } from "../../../language/syntax/parse.ts";
import { fakeCatalog, type FakeTable } from "../../support/catalog.ts";
import { checkBesides, codesOf } from "../../support/mistakes.ts";

const besides: readonly DiagnosticCode[] = ["FNL1025", "FNL1029"];
const history: FakeTable = {
  OpportunityId: "text",
  CreatedDate: "time",
  StageName: { New: 4, Won: 2 },
};
const file = (preset: string, block = ""): string =>
  `source deals from "h.csv" as ${preset}${block}\n`;
const opportunities = "salesforce_opportunity_history";
const funnel = "funnel F {\n  stage A: New\n  stage B: Won\n}\n";

describe("presets", () => {
  for (const preset of presets)
    it(`${preset.name} is written in the language`, () => {
      const text = `source s from "f" as ${preset.shape} {\n${preset.items.join("\n")}\n}\n`;
      assert.deepEqual(parseText(text).problems, []);
      assert.equal(presetItems(preset).length, preset.items.length);
      for (const column of Object.keys(preset.labels))
        assert.ok(
          preset.items.some((item) => item.includes(column)),
          column,
        );
      assert.equal(findPreset(preset.name), preset);
    });

  it("say all that their shape needs, so that a funnel runs", () => {
    const text = file(opportunities) + funnel;
    const catalog = fakeCatalog({ "h.csv": history });
    assert.deepEqual(codesOf(text, catalog), []);
    const { sources, funnels } = analyze(text, catalog).program;
    assert.equal(funnels[0]?.runnable, true);
    const [deals] = sources;
    assert.ok(deals?.shape === "events");
    assert.deepEqual(
      [deals.actor, deals.actorWord, deals.time, deals.event],
      [
        [["OpportunityId"]],
        "deals",
        { column: ["CreatedDate"] },
        { kind: "column", column: ["StageName"] },
      ],
    );
  });

  it("find columns whatever their case, spaces and punctuation, and by their labels", () => {
    const catalog = fakeCatalog({
      "h.csv": { "Opportunity ID": "text", created_date: "time", Stage: { New: 4, Won: 2 } },
    });
    const [deals] = analyze(file(opportunities), catalog).program.sources;
    assert.ok(deals?.shape === "events");
    assert.deepEqual(
      [deals.actor, deals.time, deals.event],
      [[["Opportunity ID"]], { column: ["created_date"] }, { kind: "column", column: ["Stage"] }],
    );
  });

  it("may be of records, with conditions on their dates", () => {
    const catalog = fakeCatalog({
      "h.csv": { Id: "text", CreatedDate: "time", ConvertedDate: "time", IsConverted: "boolean" },
    });
    const [leads] = analyze(file("salesforce_leads"), catalog).program.sources;
    assert.ok(leads?.shape === "records");
    assert.deepEqual(
      leads.stages.map(({ event, kind, where }) => [event, kind, where?.kind]),
      [
        ["lead", "date", undefined],
        ["converted", "date", "column"],
      ],
    );
  });

  it("give way to what the block says", () => {
    const catalog = fakeCatalog({ "h.csv": { ...history, Account: "text" } });
    const text = file(opportunities, ' {\n  actor Account\n  where StageName != "New"\n}');
    const [deals] = analyze(text, catalog).program.sources;
    assert.ok(deals?.shape === "events");
    assert.deepEqual([deals.actor, deals.where.length], [[["Account"]], 1]);
  });

  it("name the column that a file calls otherwise, and the nearest", () => {
    const renamed: FakeTable = { Opportunity_ID: "text", CreatedDates: "time", StageName: "text" };
    const catalog = fakeCatalog({ "h.csv": renamed });
    const text = file(opportunities);
    const [found, ...more] = analyze(text, catalog).diagnostics;
    assert.deepEqual(more, []);
    assert.ok(found?.code === "FNL4027");
    assert.deepEqual(found.args, {
      preset: opportunities,
      column: "CreatedDate",
      suggestion: "CreatedDates",
    });
    checkBesides(
      {
        text: file(`⟦${opportunities}⟧`),
        code: "FNL4027",
        fixed: file(opportunities, " {\n  time CreatedDates\n}"),
        catalog,
      },
      besides,
    );
    assert.equal(analyze(text + funnel, catalog).program.funnels[0]?.runnable, false);
  });

  it("are offered for a word that is nearly one", () => {
    checkBesides(
      {
        text: file("⟦salesforce_opportunities_history⟧"),
        code: "FNL2018",
        fixed: file(opportunities),
        catalog: fakeCatalog({ "h.csv": history }),
      },
      besides,
    );
  });
});
