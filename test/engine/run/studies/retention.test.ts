import assert from "node:assert/strict";
import { matchesGolden } from "../../../support/golden.ts";
import { studyDesk } from "../../../support/study-desk.ts";

/**
 * Weeks from Monday: 5, 12, 19 and 26 January 2026. The latest row is on Monday 26th, so that the week of
 * the 19th is over.
 */
const rows = `user,ts,event,plan
1,2026-01-07 10:00,sign_up,free
1,2026-01-08 10:00,visit,
1,2026-01-12 00:00,visit,
1,2026-01-25 23:59,visit,
2,2026-01-05 00:00,sign_up,pro
2,2026-01-04 10:00,visit,
2,2026-01-19 10:00,visit,
2,2026-01-19 11:00,visit,
3,2026-01-12 09:00,sign_up,free
3,2026-01-12 09:00,visit,
3,2026-01-14 09:00,sign_up,pro
4,2026-01-18 23:59,sign_up,
4,2026-01-26 12:00,visit,
5,2026-01-20 08:00,visit,
`;

const source = (zone = ""): string => `source web from "rows.csv" {
  actor user
  time ts
  event event
${zone === "" ? "" : `  timezone "${zone}"\n`}}

`;

const retention = (...more: readonly string[]): string => `retention Habit on web {
  start: sign_up
  return: visit
${more.map((line) => `  ${line}\n`).join("")}}
`;

describe("a retention in a file", function () {
  this.timeout(60_000);
  const desk = studyDesk();
  before(() => desk.write("rows.csv", rows));

  const shown = async (text: string) => {
    const { result } = await desk.run("retention", text);
    return result.cohorts.map(({ start, actors, cells }) => [
      start.slice(0, 10),
      actors,
      cells.map(({ returned, partial }) => `${returned}${partial === true ? "*" : ""}`).join(" "),
    ]);
  };

  it("counts by calendar weeks, and marks the week that isn't over", async () => {
    // 1 returns in weeks 0, 1 (Monday at midnight) and 2, 2 in week 2 (once; what was before the start is
    // no return). 3 returns at the very time of the start, 4 two weeks on.
    assert.deepEqual(await shown(source() + retention("every week for 8")), [
      ["2026-01-05", 2, "1 1 2 0*"],
      ["2026-01-12", 2, "1 0 1*"],
    ]);
  });

  it("has as many cells behind the start as it is asked for", async () => {
    assert.deepEqual(await shown(source() + retention("every week for 1")), [
      ["2026-01-05", 2, "1 1"],
      ["2026-01-12", 2, "1 0"],
    ]);
  });

  it("averages only what is over", async () => {
    const { result } = await desk.run("retention", source() + retention("every week for 8"));
    assert.deepEqual(
      result.total.cells.map(({ actors, returned, share }) => [actors, returned, share]),
      [
        [4, 2, 0.5],
        [4, 1, 0.25],
        // The second cohort's week 2 is that of the latest row.
        [2, 2, 1],
        [0, 0, null],
      ],
    );
    assert.equal(result.total.actors, 4);
    assert.equal(result.as_of, "2026-01-26T12:00:00Z");
  });

  it("counts in months and in days", async () => {
    assert.deepEqual(await shown(source() + retention("every month for 3")), [
      // All in January, which isn't over: 1, 2, 3 and 4 return.
      ["2026-01-01", 4, "4*"],
    ]);
    assert.deepEqual((await shown(source() + retention("every day for 2"))).at(0), [
      "2026-01-05",
      1,
      "0 0 0",
    ]);
  });

  it("begins its days where the source's zone does", async () => {
    // Written without an offset, times are local: the same days, which begin 5 hours later in UTC.
    const { result } = await desk.run(
      "retention",
      source("America/New_York") + retention("every week for 8"),
    );
    assert.equal(result.cohorts[0]?.start, "2026-01-05T05:00:00Z");
    assert.deepEqual(
      result.cohorts.map(({ actors }) => actors),
      [2, 2],
    );
  });

  it("keeps days of 23 and 25 hours apart", async () => {
    // In Berlin clocks go forward on 29 March: from its midnight to the next are 23 hours.
    await desk.write(
      "spring.csv",
      `user,ts,event
1,2026-03-28T23:30:00Z,sign_up
1,2026-03-29T21:59:59Z,visit
2,2026-03-28T23:00:00Z,sign_up
2,2026-03-29T22:00:00Z,visit
3,2026-04-01T12:00:00Z,visit
`,
    );
    const text = source("Europe/Berlin").replace("rows.csv", "spring.csv");
    assert.deepEqual(await shown(text + retention("every day for 2")), [
      ["2026-03-28", 2, "1 1 0"],
    ]);
  });

  it("splits by the value on the start row, conditions first", async () => {
    const text = source() + retention("every week for 8", "split by plan");
    const { result } = await desk.run("retention", text);
    assert.deepEqual(
      result.splits?.map(({ by, total }) => [by["plan"], total.actors]),
      [
        ["free", 2],
        ["pro", 1],
        [null, 1],
      ],
    );
    const filtered =
      source() + retention("every week for 8").replace("{\n", '{\n  where user != "3"\n');
    assert.deepEqual((await shown(filtered))[1], ["2026-01-12", 1, "0 0 1*"]);
  });

  it("measures as over a funnel of two stages", async () => {
    const text =
      source() +
      retention(
        "every week for 8",
        "measure back = conversion(start -> return)",
        "measure soon = conversion(start -> return within 2 days)",
        "measure visits = count of return / actors(start)",
      );
    const { result, report } = await desk.run("retention", text);
    // All four come back some time; 1 and 3 within two days; after their starts 1 has 3 visits, 2 has 2, 3 and 4 one each.
    assert.deepEqual(
      result.measures?.map(({ name, value }) => [name, value]),
      [
        ["back", 1],
        ["soon", 0.5],
        ["visits", 1.75],
      ],
    );
    assert.match(report, /soon +50\.0 % +4/);
  });

  it("measures each value of a split, too", async () => {
    const text =
      source() +
      retention(
        "every week for 8",
        "split by plan",
        "measure soon = conversion(start -> return within 2 days)",
        "measure visits = count of return / actors(start)",
      );
    const { result, report } = await desk.run("retention", text);
    // As above: of the plan free are 1 and 3, of pro 2, of none 4.
    assert.deepEqual(
      result.splits?.map(({ by, measures = [] }) => [
        by["plan"],
        ...measures.map(({ value }) => value),
      ]),
      [
        ["free", 1, 2],
        ["pro", 0, 2],
        [null, 0, 1],
      ],
    );
    assert.deepEqual(
      result.measures?.map(({ value }) => value),
      [0.5, 1.75],
    );
    assert.match(report, /Measures by plan\nplan +soon +visits\nfree +100 % +2/);
  });

  it("says that one row lies further behind the others than all of its periods", async () => {
    const wrong = "\n9,2062-01-01 12:00,visit,";
    await desk.write("far.csv", rows.trimEnd() + wrong);
    const text = (periods: string): string =>
      source().replace("rows.csv", "far.csv") + retention(`every week for ${periods}`);
    const codes = async (periods: string): Promise<unknown> =>
      (await desk.run("retention", text(periods))).result.diagnostics.map(({ code, args }) => [
        code,
        args["last"],
      ]);
    assert.deepEqual(await codes("8"), [["FNL5110", "2062-01-01T12:00:00Z"]]);
    assert.deepEqual(await codes("2000"), []);
  });

  it("says that nobody starts", async () => {
    const text = source() + retention("every week for 8").replace("sign_up", "never");
    const { result, report } = await desk.run("retention", text);
    assert.deepEqual(result.total, { actors: 0, cells: [] });
    assert.deepEqual(
      result.diagnostics.map(({ code }) => code),
      ["FNL5101"],
    );
    assert.match(report, /0 actors started/);
  });

  for (const [name, width, locale] of [
    ["", 80, "en"],
    ["-narrow", 44, "en"],
    ["-ru", 80, "ru"],
  ] as const) {
    it(`reads well in a terminal: ${width} cells, ${locale}`, async () => {
      const text = source() + retention("every week for 8", "split by plan");
      const { report } = await desk.run("retention", text, { width, locale });
      matchesGolden(`report/retention${name}.txt`, `${report}\n`);
    });
  }
});
