import assert from "node:assert/strict";
import type { Interval } from "../../../server/engine/sql/dialect.ts";
import { duckdb } from "../../../server/engine/sql/duckdb.ts";
import { number, sql } from "../../../server/engine/sql/fragment.ts";
import { queryRows, scratchDatabase } from "../../support/engine.ts";

const HOUR = 3_600_000;

describe("where the points of a trend begin", function () {
  this.timeout(20_000);
  const database = scratchDatabase();

  async function starts(
    interval: Interval,
    from: string,
    to: string,
    zone: string,
  ): Promise<string[]> {
    const statement = duckdb.pointStarts(
      interval,
      Date.parse(from) * 1000,
      Date.parse(to) * 1000,
      zone,
    );
    const rows = await queryRows(database(), statement);
    const times = rows.map(([time]) => Number(time) / 1000);
    assert.ok(times.every((time, i) => i === 0 || time > (times[i - 1] ?? NaN)));
    assert.ok((times[0] ?? NaN) <= Date.parse(from) && (times.at(-1) ?? NaN) > Date.parse(to));
    return times.map((time) => new Date(time).toISOString().slice(0, 16));
  }

  const inside = (all: readonly string[], from: string, to: string): readonly string[] =>
    all.filter((each) => each >= from && each <= to);

  it("weeks begin on Mondays, in the zone's own time", async () => {
    const all = await starts("weekly", "2026-01-01T12:00Z", "2026-01-13T00:00Z", "Europe/Berlin");
    assert.deepEqual(inside(all, "2025-12-28", "2026-01-20"), [
      "2025-12-28T23:00",
      "2026-01-04T23:00",
      "2026-01-11T23:00",
      "2026-01-18T23:00",
    ]);
  });

  it("months begin with their first day", async () => {
    const all = await starts("monthly", "2026-01-31T23:00Z", "2026-03-01T00:00Z", "UTC");
    assert.deepEqual(inside(all, "2026-01-01", "2026-04-02"), [
      "2026-01-01T00:00",
      "2026-02-01T00:00",
      "2026-03-01T00:00",
      "2026-04-01T00:00",
    ]);
  });

  it("an hour that the clock shows twice is two points, one that it leaves out none", async () => {
    // Clocks in Berlin go back at 01:00 UTC on 25 October 2026, from 03:00 to 02:00.
    const back = await starts("hourly", "2026-10-24T23:30Z", "2026-10-25T02:10Z", "Europe/Berlin");
    assert.deepEqual(inside(back, "2026-10-24T23:00", "2026-10-25T03:00"), [
      "2026-10-24T23:00",
      ...[0, 1, 2, 3].map((hour) => `2026-10-25T0${hour}:00`),
    ]);
    // By half an hour on Lord Howe Island, at 02:00 on 4 October 2026: 15:30 UTC of the 3rd. The hour
    // from 02:00 on is only half there.
    const forth = await starts(
      "hourly",
      "2026-10-03T14:45Z",
      "2026-10-03T16:10Z",
      "Australia/Lord_Howe",
    );
    assert.deepEqual(inside(forth, "2026-10-03T14:30", "2026-10-03T17:00"), [
      "2026-10-03T14:30",
      "2026-10-03T15:30",
      "2026-10-03T16:00",
      "2026-10-03T17:00",
    ]);
  });

  for (const zone of [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
    "America/Havana",
    "Pacific/Apia",
    "Atlantic/Azores",
  ]) {
    it(`each time lies in the point of its own date and hour: ${zone}`, async () => {
      for (const year of [2011, 2026]) {
        const from = `${year}-01-05T07:20Z`;
        const to = `${year + 1}-01-03T11:00Z`;
        const days = await starts("daily", from, to, zone);
        const weeks = await starts("weekly", from, to, zone);
        const months = await starts("monthly", from, to, zone);
        const local = new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" });
        const at = (time: number): string => local.format(time);
        const isStart = (all: readonly string[], time: number): boolean =>
          all.includes(new Date(time).toISOString().slice(0, 16));
        // Every quarter of an hour of the year: a point begins where the local date is another one than before.
        // Where midnight comes twice (Havana), the day begins with the later one, an hour behind that.
        for (
          let time = Date.parse(`${year}-01-06T00:00Z`);
          time < Date.parse(to);
          time += HOUR / 4
        ) {
          const today = at(time);
          const isNew = at(time - HOUR / 4) !== today;
          const again = isNew && repeats(time, zone);
          const begins = again ? time + HOUR : time;
          if (!isNew) continue;
          const weekday = new Date(`${today}T00:00Z`).getUTCDay();
          assert.ok(isStart(days, begins), `${zone} ${today}`);
          assert.equal(isStart(weeks, begins), weekday === 1, `${zone} ${today}`);
          assert.equal(isStart(months, begins), today.endsWith("-01"), `${zone} ${today}`);
        }
        const hours = await starts("hourly", from, `${year}-04-10T00:00Z`, zone);
        const minutes = new Intl.DateTimeFormat("en-GB", { timeZone: zone, minute: "numeric" });
        for (const hour of hours.slice(1, -1)) {
          const minute = Number(minutes.format(Date.parse(`${hour}Z`)));
          assert.ok(minute === 0 || (zone === "Australia/Lord_Howe" && minute === 30), hour);
        }
      }
    });
  }

  /** Whether the clock shows the same time an hour later. */
  function repeats(time: number, zone: string): boolean {
    const clock = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      dateStyle: "short",
      timeStyle: "short",
    });
    return clock.format(time) === clock.format(time + HOUR);
  }

  it("moves times by days and months of the calendar", async () => {
    const moved = async (time: string, count: number, unit: "day" | "month"): Promise<string> => {
      const from = number(Date.parse(time) * 1000);
      const rows = await queryRows(
        database(),
        sql`select cast(${duckdb.moved(from, count, unit, "Europe/Berlin")} as double)`,
      );
      return new Date(Number(rows[0]?.[0]) / 1000).toISOString().slice(0, 16);
    };
    // Over the change of the clocks on 29 March: noon stays noon.
    assert.equal(await moved("2026-03-30T10:00Z", -7, "day"), "2026-03-23T11:00");
    assert.equal(await moved("2026-03-31T10:00Z", -1, "month"), "2026-02-28T11:00");
    assert.equal(await moved("2026-01-15T11:00Z", -12, "month"), "2025-01-15T11:00");
  });
});
