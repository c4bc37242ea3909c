import assert from "node:assert/strict";
import type { RetentionResult } from "../../server/engine/result.ts";
import { chartForStudy } from "../../server/report/charts/studies.ts";
import { compileChart } from "../../server/report/compile.ts";
import type { StudyReport } from "../../server/report/study-report.ts";
import { assertReadable } from "./readable.ts";
import { drawScene } from "./scene.ts";

/** Weekly cohorts of 100, 90, … of whom 40 %, 20 %, … have come back; the last periods aren't over. */
function sample(weeks: number): { result: RetentionResult; report: StudyReport } {
  const cohorts = Array.from({ length: weeks }, (_, row) => {
    const actors = 100 - 2 * row;
    const cells = Array.from({ length: weeks - row }, (__, period) => {
      const returned = period === 0 ? actors : Math.round((actors * 0.4) / period);
      return {
        returned,
        share: returned / actors,
        ...(period === weeks - row - 1 && { partial: true as const }),
      };
    });
    return { start: new Date(Date.UTC(2026, 0, 5 + 7 * row)).toISOString(), actors, cells };
  });
  const cells = (cohorts[0]?.cells ?? []).map((cell) => ({
    actors: 100,
    returned: cell.returned,
    share: cell.share,
    interval: null,
  }));
  const percent = (share: number): string => `${(share * 100).toFixed(1)}\u00a0%`;
  const rows = [
    { name: "All", actors: 1000, cells },
    ...cohorts.map((each) => ({ ...each, name: each.start.slice(0, 10) })),
  ];
  return {
    result: {
      kind: "retention",
      name: "Weekly",
      every: "week",
      as_of: null,
      sources: [],
      limits: [],
      diagnostics: [],
      cohorts,
      total: { actors: 1000, cells },
    },
    report: {
      kind: "retention",
      title: "Weekly",
      context: "Retention by week",
      summary: ["40.0\u00a0% came back after a week."],
      announcement: "",
      tables: [
        {
          title: "Cohorts",
          headings: ["Week from", "Actors", ...cells.map((_, period) => String(period))],
          rows: rows.map((row) => ({
            name: row.name,
            cells: [String(row.actors), ...row.cells.map((cell) => percent(cell.share))].map(
              (text) => ({ text }),
            ),
          })),
          note: "* isn't over.",
        },
      ],
      notices: [],
      rows: "1,000 rows read",
    },
  };
}

function compiled(weeks: number, complain?: (complaint: string) => void): object {
  const { result, report } = sample(weeks);
  const spec = chartForStudy(result, report, "en");
  assert.ok(spec !== undefined);
  return compileChart(spec, complain);
}

describe("the chart of a retention", () => {
  it("reads well at every width, with one cohort and with many", async () => {
    for (const weeks of [1, 8, 24]) {
      const complaints: string[] = [];
      const vega = compiled(weeks, (complaint) => complaints.push(complaint));
      assert.deepEqual(complaints, []);
      for (const width of [236, 568, 880, 1800]) assertReadable(await drawScene(vega, width));
    }
  });

  it("shades a cell by its share beside the largest one after the first period", async () => {
    const { items } = await drawScene(compiled(8), 880);
    const shade = (row: number, period: number): unknown =>
      items.find(
        ({ layer, datum }) =>
          layer === "gridCells" && datum["row"] === row && datum["period"] === period,
      )?.datum["shade"];
    // 36 of 90 are 40 %, in the period behind half of that; the first period is never fuller.
    assert.equal(shade(6, 0), 0.6);
    assert.ok(Math.abs(Number(shade(6, 2)) / Number(shade(6, 1)) - 0.5) < 0.02);
  });

  it("says all numbers where there is room, and none in a strip", async () => {
    const numbers = async (width: number): Promise<number> =>
      (await drawScene(compiled(24), width)).items.filter(({ layer }) => layer === "gridNumbers")
        .length;
    // 24 of all and 24 + 23 + … + 1 of the cohorts.
    assert.equal(await numbers(1800), 24 + 300);
    assert.equal(await numbers(300), 0);
  });

  it("isn't drawn where nobody is in it", () => {
    const { result, report } = sample(1);
    assert.equal(
      chartForStudy({ ...result, cohorts: [] }, { ...report, tables: [] }, "en"),
      undefined,
    );
  });
});
