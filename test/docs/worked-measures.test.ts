import assert from "node:assert/strict";
import { writeFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { FunnelResult, MeasureResult } from "../../server/engine/result.ts";
import { analyzeWithData, createDataCatalog } from "../../server/engine/run/catalog.ts";
import { createRunner } from "../../server/engine/run/host.ts";
import { runFile } from "../../server/engine/run/run-file.ts";
import type { Runner } from "../../server/engine/run/runner.ts";
import { scratchFolder } from "../support/engine.ts";
import { funnelResults } from "../support/funnel-results.ts";
import { studyDesk } from "../support/study-desk.ts";
import { examples, pageWith, section, tableRows } from "./markdown.ts";

const shown = ({ value }: MeasureResult): string => (value === null ? "—" : String(value));

describe("the worked examples of measures of parts", function () {
  this.timeout(60_000);
  const folder = scratchFolder();
  const desk = studyDesk();
  let runner: Runner;
  before(() => {
    runner = createRunner({
      worker: new URL("../../server/engine/run/worker.ts", import.meta.url),
    });
  });
  after(() => runner.close());

  async function run(text: string): Promise<FunnelResult> {
    const place = { file: join(folder.path, "f.funnel"), root: folder.path };
    const analysis = await analyzeWithData(text, place, createDataCatalog(runner));
    const { result } = await runFile({ analysis, place, runner });
    const [found] = funnelResults(result);
    assert.ok(found);
    return found;
  }

  it("has the points of the trend worked out", async () => {
    const heading = "### In the points of a trend";
    const page = pageWith(heading);
    for (const { words, text } of examples(page, "csv")) {
      const name = words.find((word) => word.endsWith(".csv"));
      if (name === undefined) continue;
      const file = join(folder.path, name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    const example = examples(page, "funnel").find(({ text }) => text.includes("trend daily"));
    assert.ok(example);
    const { trend } = await run(example.text);
    assert.deepEqual(
      tableRows(section(page, heading)),
      trend?.map(({ start, entered, measures = [] }) => [
        start.slice(0, 10),
        String(entered),
        ...measures.map(shown),
      ]),
    );
  });

  it("has the curve worked out", async () => {
    const heading = "### Who has come by when";
    const page = section(pageWith(heading), heading);
    const actors = [...page.matchAll(/`(A\d+(?: B\d+)?)`/g)].map(([, rows = ""]) =>
      rows.split(" "),
    );
    assert.equal(actors.length, 6);
    const dateOf = (day: number): string =>
      new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 19);
    const lines = actors.flatMap((rows, actor) =>
      rows.map((row) => `${actor},${dateOf(Number(row.slice(1)))},${row.slice(0, 1)}`),
    );
    await writeFile(
      join(folder.path, "curve.csv"),
      ["who,ts,event", ...lines, `x,${dateOf(40)},X`].join("\n"),
    );
    const text = `source web from "curve.csv" {
  actor who
  time ts
  event event
}

funnel F on web {
  window 14 days

  stage A: A
  stage B: B
}
`;
    const { stages } = await run(text);
    const [, goal] = stages;
    assert.deepEqual(
      tableRows(page).map(([day, , , share]) => [day, share]),
      goal?.curve?.map(({ seconds, share }) => [String(seconds / 86_400), String(share)]),
    );
    assert.equal(goal?.curve?.at(-1)?.share, goal?.kaplan_meier?.share);
  });

  it("has the counts of the experiment worked out", async () => {
    const heading = "### An experiment of counts worked out";
    const page = pageWith(heading);
    const csv = examples(page, "csv").find(({ words }) => words.includes("versions.csv"));
    const funnel = examples(page, "funnel").find(({ text }) => text.includes("versions.csv"));
    assert.ok(csv && funnel);
    await desk.write("versions.csv", csv.text);
    const { result, report } = await desk.run("experiment", funnel.text);
    assert.deepEqual(
      tableRows(section(page, heading)),
      result.variants.map(({ name, from, to, measures: [rate, cost] = [] }) => {
        assert.ok(rate && cost);
        const p = rate.p === undefined ? "" : String(rate.p);
        assert.equal(cost.p, undefined);
        return [name, String(from), String(to), shown(rate), p, shown(cost)];
      }),
    );
    const [, variant] = result.variants;
    assert.equal(variant?.against_control?.p, variant?.measures?.[0]?.p);
    assert.match(report, /cost_per_click\nVariant +Value\nA +2\.00\nB +1\.50/);
  });
});
