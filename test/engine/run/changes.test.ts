import assert from "node:assert/strict";
import type { FunnelResult } from "../../../server/engine/result.ts";
import type { ComputableFunnel } from "../../../server/engine/plan/computable.ts";
import {
  column,
  compare,
  funnel,
  moment,
  nowhere,
  num,
  source,
  stage,
  text,
} from "../../support/engine.ts";
import { chance } from "../../support/chance.ts";
import { desk } from "../../support/worker.ts";

const DAY = 86_400_000_000;
const HEADER = "user,event,ts,channel\n";

type Day = string;
const day = (date: Day) => {
  const found = moment(date);
  if (found.kind !== "moment") throw new Error(date);
  return found.moment;
};
/** `during 2026-01-05 .. 2026-01-11`, the day after the last one given. */
const during = (from: Day, after: Day): Pick<ComputableFunnel, "during"> => ({
  during: { kind: "between", from: day(from), to: day(after), toIncluded: false },
});
const trend = (interval: "hourly" | "daily" | "weekly" | "monthly", forecast?: number) => ({
  trend: { interval, span: nowhere, ...(forecast === undefined ? {} : { forecast }) },
});
const previous = { compare: { kind: "previous", span: nowhere } } as const;

describe("changes over time and between groups, in a run", () => {
  const { write, run } = desk();

  const ab = [stage("a"), stage("b")];

  async function result(
    more: Partial<ComputableFunnel>,
    options: { asOf?: string; zone?: string } = {},
  ): Promise<FunnelResult> {
    const from = source("rows.csv", { timezone: options.zone ?? "UTC" });
    const { asOf } = options;
    return (await run(funnel(ab, more), [from], asOf === undefined ? {} : { asOf })).result;
  }

  /** Users who enter on random days of 2026 and mostly go on within days, some of them several times. */
  async function writeLog(seed: number, rows = 400): Promise<void> {
    const random = chance(seed);
    const lines = Array.from({ length: rows }, () => {
      const at = new Date(Date.UTC(2026, 0, 1) + Math.floor(random() * 100 * 24) * 3_600_000);
      const name = random() < 0.6 ? "a" : "b";
      const channel = random() < 0.5 ? "ads" : "mail";
      return `${Math.floor(random() * 60)},${name},${at.toISOString()},${channel}\n`;
    });
    await write("rows.csv", HEADER + lines.join(""));
  }

  it("a trend has a point for each week, empty ones too, partial ones marked", async () => {
    await write(
      "rows.csv",
      `${HEADER}1,a,2026-01-01T10:00,x
1,b,2026-01-02T10:00,x
2,a,2026-01-05T00:00,x
1,a,2026-01-21T10:00,x
3,a,2026-01-22T10:00,x
3,b,2026-01-23T10:00,x
`,
    );
    const { trend: points } = await result({ window: 7 * DAY, ...trend("weekly") });
    const shown = points?.map(({ start, entered, converted, immature, partial }) => [
      start,
      `${converted}/${entered}`,
      immature,
      partial,
    ]);
    // The data begin on a Thursday and end on a Friday; user 1 may come again until the 28th.
    assert.deepEqual(shown, [
      ["2025-12-29T00:00:00Z", "1/1", 0, true],
      ["2026-01-05T00:00:00Z", "0/1", 0, false],
      ["2026-01-12T00:00:00Z", "0/0", 0, false],
      ["2026-01-19T00:00:00Z", "1/2", 1, true],
    ]);
    assert.equal(points?.[2]?.conversion, null);
    assert.equal(points[2].interval, null);
    assert.deepEqual(points[3]?.interval, [0.094531, 0.905469]);
  });

  it("a trend follows the clocks of the source's zone", async () => {
    await write(
      "rows.csv",
      `${HEADER}1,a,2026-10-25T00:30:00Z,x
2,a,2026-10-25T01:30:00Z,x
2,b,2026-10-25T02:10:00Z,x
`,
    );
    // Clocks in Berlin go from 03:00 back to 02:00 at 01:00 UTC: half past two comes twice.
    const { trend: points } = await result(trend("hourly"), { zone: "Europe/Berlin" });
    assert.deepEqual(
      points?.map(({ start, entered, converted }) => [start, entered, converted]),
      [
        ["2026-10-25T00:00:00Z", 1, 0],
        ["2026-10-25T01:00:00Z", 1, 1],
        ["2026-10-25T02:00:00Z", 0, 0],
      ],
    );
  });

  it("a trend without rows has no points, and too many points are said", async () => {
    await write("rows.csv", HEADER);
    assert.deepEqual((await result(trend("daily"))).trend, []);
    await write("rows.csv", `${HEADER}1,a,2020-01-01,x\n1,b,2026-01-01,x\n`);
    const { trend: points, diagnostics } = await result(trend("hourly"));
    assert.equal(points, undefined);
    assert.deepEqual(
      diagnostics.map(({ code, args }) => [code, args["limit"]]),
      [["FNL5240", 5000]],
    );
  });

  it("a point of a trend is a run with that `during`", async () => {
    const cases = [
      ["weekly", "UTC", { window: 5 * DAY }],
      ["monthly", "America/New_York", { order: "furthest" }],
      ["monthly", "Europe/Berlin", { order: "strict", window: 9 * DAY }],
      ["monthly", "UTC", { entry: "last", count: "attempts", window: 2 * DAY }],
    ] as const;
    await writeLog(1);
    for (const [interval, zone, more] of cases) {
      const found = await result({ ...more, ...trend(interval) }, { zone });
      const points = found.trend ?? [];
      assert.ok(points.length >= 4);
      for (const [index, point] of points.entries()) {
        const next = points[index + 1];
        if (next === undefined) break;
        const range = {
          kind: "between" as const,
          from: day(point.start.slice(0, -1)),
          to: day(next.start.slice(0, -1)),
          toIncluded: false,
        };
        const utc = {
          ...range,
          from: { ...range.from, offset: 0 },
          to: { ...range.to, offset: 0 },
        };
        const alone = await result({ ...more, during: utc }, { zone });
        assert.equal(point.entered, alone.entered);
        assert.equal(point.converted, alone.converted);
        assert.deepEqual(point.interval, alone.interval);
        assert.equal(point.immature, alone.stages.at(-1)?.immature);
      }
    }
  }).timeout(60_000);

  it("a forecast goes on behind the last point, or says why not", async () => {
    await writeLog(3, 2_000);
    const found = await result({ window: 3 * DAY, ...trend("weekly", 3) });
    const { trend: points = [], forecast } = found;
    assert.equal(forecast?.method, "exponential smoothing");
    assert.equal(forecast.points.length, 3);
    const last = Date.parse(points.at(-1)?.start ?? "");
    assert.equal(Date.parse(forecast.points[0]?.start ?? "") - last, 7 * 86_400_000);
    for (const {
      conversion,
      interval_80: [a, b],
      interval_95: [c, d],
    } of forecast.points)
      assert.ok(c < a && a < conversion && conversion < b && b < d);
    const months = await result({ window: 3 * DAY, ...trend("monthly", 2) });
    assert.equal(months.forecast?.reason, "too_few_points");
    assert.deepEqual(months.forecast.points, []);
  });

  it("an expectation holds the last complete point against the forecast from those before", async () => {
    const weeks = (last: number): string =>
      Array.from({ length: 12 }, (_, week) =>
        Array.from({ length: 40 }, (__, user) => {
          const at = (hour: number): string =>
            new Date(Date.UTC(2026, 0, 5 + 7 * week, hour)).toISOString();
          const goes = user < (week === 11 ? last : 19 + (week % 3));
          const id = `${week}-${user}`;
          return `${id},a,${at(1)},x\n${goes ? `${id},b,${at(2)},x\n` : ""}`;
        }).join(""),
      ).join("");
    const expectation = {
      kind: "trend",
      span: nowhere,
      line: 8,
      text: "trend within forecast",
    } as const;
    const judged = async (last: number, otherwise: "warn" | "fail") => {
      await write("rows.csv", `${HEADER}${weeks(last)}z,c,2026-03-30,x\n`);
      const trendExpectations = [{ ...expectation, otherwise }];
      const more = { window: DAY, trendExpectations, ...trend("weekly") };
      return (await result(more)).expectations?.[0];
    };
    const usual = await judged(20, "fail");
    assert.equal(usual?.status, "pass");
    assert.equal(usual.line, 9);
    assert.equal(usual.actual, 0.5);
    assert.ok(Math.abs((usual.expected ?? 0) - 0.5) < 0.02);
    assert.deepEqual((await judged(2, "warn"))?.status, "fail");
    assert.deepEqual((await judged(2, "warn"))?.otherwise, "warn");
    const none = await result({ trendExpectations: [{ ...expectation, otherwise: "fail" }] });
    assert.equal(none.expectations?.[0]?.status, "unknown");
  });

  describe("compared with the period before", () => {
    it("is what a run of that period at that time says", async () => {
      await writeLog(4, 1_500);
      const week = during("2026-03-09", "2026-03-16");
      const found = await result(
        { window: 4 * DAY, ...week, ...previous },
        { asOf: "2026-03-17T12:00:00Z" },
      );
      const then = await result(
        { window: 4 * DAY, ...during("2026-03-02", "2026-03-09") },
        { asOf: new Date(Date.parse(found.as_of ?? "") - 7 * 86_400_000).toISOString() },
      );
      assert.equal(found.compare?.to, "previous period");
      assert.deepEqual(found.compare.during, then.during);
      assert.equal(found.compare.entered, then.entered);
      assert.equal(found.compare.converted, then.converted);
      assert.equal(found.compare.conversion, then.conversion);
      const [step] = found.compare.stages;
      const own = found.stages[1]?.conversion_from_previous ?? NaN;
      assert.equal(step?.conversion_from_previous, then.stages[1]?.conversion_from_previous);
      assert.ok(Math.abs((step?.difference ?? NaN) - (own - (then.conversion ?? NaN))) < 2e-6);
    });

    it("is the month before a month, and moves `as of` by a month", async () => {
      await writeLog(5);
      const month = {
        kind: "between",
        from: day("2026-03-01"),
        to: day("2026-04-01"),
        toIncluded: false,
        months: 1,
      } as const;
      const { compare: found } = await result(
        { during: month, ...previous },
        { asOf: "2026-03-31" },
      );
      assert.deepEqual(found?.during, {
        from: "2026-02-01T00:00:00Z",
        to: "2026-02-28T23:59:59.999999Z",
      });
      assert.match(found.as_of ?? "", /^2026-02-28T/);
    });

    it("keeps to days of the calendar where the clocks change", async () => {
      await writeLog(6);
      // 29 March 2026 has 23 hours in Berlin.
      const { compare: found } = await result(
        { ...during("2026-03-29", "2026-03-30"), ...previous },
        { zone: "Europe/Berlin" },
      );
      assert.deepEqual(found?.during, {
        from: "2026-03-27T23:00:00Z",
        to: "2026-03-28T22:59:59.999999Z",
      });
    });

    it("is as long as the last days", async () => {
      await write("rows.csv", `${HEADER}1,a,2026-01-01,x\n2,a,2026-01-11,x\n3,a,2026-01-21,x\n`);
      const found = await result({ during: { kind: "last", duration: 10 * DAY }, ...previous });
      // The entry of the 11th lies in the period itself, on its first moment.
      assert.equal(found.entered, 2);
      assert.equal(found.compare?.entered, 1);
      assert.deepEqual(found.compare.during, {
        from: "2026-01-01T00:00:00Z",
        to: "2026-01-10T23:59:59.999999Z",
      });
      assert.equal(found.compare.as_of, "2026-01-11T00:00:00Z");
    });

    it("says where the data don't reach back so far, and reads rejected lines once", async () => {
      await write("rows.csv", `${HEADER}1,a,2026-02-10,x\nbroken\n2,a,2026-02-20,x\n`);
      const found = await result({ ...during("2026-02-09", "2026-02-23"), ...previous });
      assert.deepEqual(
        found.diagnostics.map(({ code }) => code).filter((code) => code === "FNL5241"),
        ["FNL5241"],
      );
      assert.equal(found.compare?.entered, 0);
      assert.equal(found.compare.stages[0]?.difference, null);
      assert.equal(found.sources[0]?.rows.rejected, 1);
    });
  });

  it("compares two segments, and counts who is in both", async () => {
    const users = (channel: string, from: number, count: number, goes: number): string =>
      Array.from({ length: count }, (_, index) => {
        const id = from + index;
        return `${id},a,2026-01-01,${channel}\n${index < goes ? `${id},b,2026-01-02,${channel}\n` : ""}`;
      }).join("");
    await write("rows.csv", HEADER + users("ads", 0, 100, 20) + users("mail", 90, 100, 60));
    const only = (name: string) =>
      ({
        kind: "rows",
        name,
        condition: compare(column("channel"), "=", text(name), "text"),
      }) as const;
    const compared = {
      kind: "segments",
      left: only("ads"),
      right: only("mail"),
      span: nowhere,
    } as const;
    const { compare: found, entered } = await result({ compare: compared });
    assert.equal(entered, 190);
    const alone = await result({ segments: [only("ads")] });
    assert.equal(alone.entered, found?.first?.entered);
    assert.equal(alone.converted, found?.first?.converted);
    assert.equal(found?.to, "ads vs mail");
    assert.deepEqual(found.first, {
      entered: 100,
      converted: 20,
      conversion: 0.2,
      stages: [{ name: "b", count: 20, conversion_from_previous: 0.2 }],
    });
    assert.deepEqual([found.entered, found.converted], [100, 60]);
    assert.equal(found.stages[0]?.difference, -0.4);
    assert.equal(found.overlap, 10);
    assert.equal(found.named, "b");
  });

  describe("compared by segments that read a column of their own", () => {
    const above = (name: string, least: string) =>
      ({
        kind: "rows",
        name,
        condition: compare(column("amount", "number"), ">", num(least), "number"),
      }) as const;
    const compared = {
      kind: "segments",
      left: above("some", "0"),
      right: above("much", "10"),
      span: nowhere,
    } as const;
    const log = "user,event,ts,amount\n1,a,2026-01-01,5\n1,b,2026-01-02,much\n2,a,2026-01-01,20\n";

    it("tells of values there that can't be read, once", async () => {
      await write("rows.csv", log);
      const { diagnostics, sources } = await result({ compare: compared });
      assert.deepEqual(
        diagnostics.map(({ code }) => code),
        ["FNL5105"],
      );
      assert.equal(sources[0]?.rows.read, 3);
    });

    it("tells how far the reading is, from 0 to 1 for all of them together", async () => {
      await write("rows.csv", log);
      const told: number[] = [];
      const onReading = (fraction?: number): void => void told.push(fraction ?? Number.NaN);
      await run(funnel(ab, { compare: compared }), [source("rows.csv")], { onReading });
      assert.deepEqual(
        told,
        told.toSorted((a, b) => a - b),
      );
      assert.ok(
        told.every((fraction) => fraction >= 0 && fraction <= 1),
        told.join(" "),
      );
      // Its profile and its rows, then those of both sides.
      assert.deepEqual(
        [...new Set(told)].map((fraction) => Math.round(6 * fraction)),
        [0, 1, 2, 3, 4, 5],
      );
    });
  });

  it("names the biggest leak of a split, else of the period before, else none", async () => {
    const users = (channel: string, from: number, goes: number): string =>
      Array.from({ length: 100 }, (_, index) => {
        const id = `${channel}${from}-${index}`;
        const date = `2026-01-0${from}`;
        return `${id},a,${date},${channel}\n${index < goes ? `${id},b,${date},${channel}\n` : ""}`;
      }).join("");
    await write(
      "rows.csv",
      HEADER + users("ads", 8, 10) + users("mail", 8, 40) + users("x", 1, 80),
    );
    const split = {
      text: "channel",
      span: nowhere,
      value: column("channel"),
      at: "entry",
    } as const;
    const week = during("2026-01-08", "2026-01-15");
    const bySplit = await result({ ...week, splits: [split] });
    assert.deepEqual(bySplit.leak, { stage: "b", by: [{ channel: "ads" }], gain: 30 });
    // 50 of 200 against 80 of 100.
    const byTime = await result({ ...week, ...previous });
    assert.deepEqual(byTime.leak, { stage: "b", gain: 110 });
    assert.equal((await result(week)).leak, undefined);
    const later = await result({ ...week, splits: [{ ...split, at: "last" }] });
    assert.equal(later.leak, undefined);
    await write("rows.csv", HEADER + users("ads", 8, 40) + users("mail", 8, 41));
    assert.equal((await result({ ...week, splits: [split] })).leak, null);
  });
});
