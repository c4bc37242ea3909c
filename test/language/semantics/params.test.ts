import assert from "node:assert/strict";
import { definition, prepareRename } from "../../../language/editing.ts";
import { analyze } from "../../../language/index.ts";
import {
  checkMistake,
  codesOf,
  inFunnel,
  type Mistake,
  webEvents,
} from "../../support/mistakes.ts";

const rest = ["stage A: visit", "stage B: sign_up"];
const use = (param: string, ...lines: readonly string[]): string =>
  `param ${param}\n\n${inFunnel(...lines, ...rest)}`;
const unused = (param: string): string => `${param}${inFunnel(...rest)}`;

const mistakes: readonly Mistake[] = [
  {
    text: use("minimum = 5", "where amount > ⟦$minimun⟧ and amount > $minimum"),
    code: "FNL2009",
    fixed: use("minimum = 5", "where amount > $minimum and amount > $minimum"),
  },
  { text: inFunnel("where amount > ⟦$limit⟧", ...rest), code: "FNL2009" },
  { text: unused("⟦param limit = 5⟧\n"), code: "FNL2023", fixed: unused("") },
  {
    text: use("limit = 5", "where amount > $limit").replace("\n", "\nparam ⟦limit⟧ = 6\n"),
    code: "FNL2016",
  },
  { text: use('city = "Bonn"', "where amount ⟦>⟧ $city"), code: "FNL3001" },
];

describe("params", () => {
  for (const mistake of mistakes) it(JSON.stringify(mistake.text), () => checkMistake(mistake));

  const valueOf = (declared: string, outside?: string) =>
    analyze(unused(`param p = ${declared}\n`), webEvents, {
      ...(outside !== undefined && { params: new Map([["p", outside]]) }),
    }).program.params.map(({ type, value }) => [type, value]);

  it("have the type of what they are declared with", () => {
    assert.deepEqual(valueOf("-1_000.5"), [
      ["number", { kind: "negate", operand: { kind: "number", value: "1000.5" }, type: "number" }],
    ]);
    assert.deepEqual(valueOf("20%"), [["share", { kind: "number", value: "0.2" }]]);
    assert.deepEqual(valueOf("3 days"), [
      ["duration", { kind: "duration", microseconds: 259_200_000_000 }],
    ]);
    assert.deepEqual(valueOf('"ads"'), [["text", { kind: "text", value: "ads" }]]);
    assert.deepEqual(valueOf("2026-01-31"), [
      ["time", { kind: "moment", moment: { local: "2026-01-31T00:00:00.000000" } }],
    ]);
  });

  it("take values from outside, read as they are declared", () => {
    assert.deepEqual(valueOf("5", "7"), [["number", { kind: "number", value: "7" }]]);
    assert.deepEqual(valueOf("20%", "0.3"), [["share", { kind: "number", value: "0.3" }]]);
    assert.deepEqual(valueOf("20%", "30%"), [["share", { kind: "number", value: "0.3" }]]);
    assert.deepEqual(valueOf('"a"', '5 "days" '), [["text", { kind: "text", value: '5 "days" ' }]]);
    assert.deepEqual(valueOf("1 hour", "2 days"), [
      ["duration", { kind: "duration", microseconds: 172_800_000_000 }],
    ]);
  });

  for (const [declared, outside] of [
    ["5", "five"],
    ["5", "5%"],
    ["5", "5 param q = 6"],
    ["20%", "3 days"],
    ["3 days", "3"],
    ["3 days", "1 month"],
    ["2026-01-31", "31.01.2026"],
    ["5", ""],
  ] as const)
    it(`aren't ${JSON.stringify(outside)} where they are ${declared}`, () => {
      const text = use(`p = ${declared}`, "split by if(amount is missing, $p, $p)");
      const { diagnostics, program } = analyze(text, webEvents, {
        params: new Map([["p", outside]]),
      });
      assert.deepEqual(
        diagnostics.map(({ code, span }) => [code, text.slice(span.start, span.end)]),
        [["FNL3019", "p"]],
      );
      assert.deepEqual(program.params, []);
      assert.equal(program.funnels[0]?.runnable, false);
    });

  it("that nobody declares can't be set", () => {
    const { diagnostics } = analyze(inFunnel(...rest), webEvents, {
      params: new Map([["x", "1"]]),
    });
    assert.deepEqual(
      diagnostics.map(({ code, span }) => [code, span]),
      [["FNL2021", { start: 0, end: 0 }]],
    );
  });

  it("stand for their values in conditions", () => {
    const text = use("p = 5", "where amount > $p");
    assert.deepEqual(codesOf(text), []);
    const [condition] = analyze(text, webEvents).program.funnels[0]?.where ?? [];
    assert.ok(condition?.kind === "comparison");
    assert.deepEqual(condition.right, { kind: "number", value: "5" });
  });

  it("lead from their uses to where they are declared", () => {
    const text = use("limit = 5", "where amount > $limit");
    const analysis = analyze(text, webEvents);
    const at = text.indexOf("$limit") + 3;
    assert.equal(definition(analysis, at)?.name.start, text.indexOf("limit"));
    assert.ok(prepareRename(analysis, at));
  });

  it("of a file without funnels may be there for others", () => {
    assert.deepEqual(codesOf("param limit = 5\n"), []);
  });
});
