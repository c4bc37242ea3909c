import assert from "node:assert/strict";
import type { EntryLimits } from "../../../server/engine/plan/plan.ts";
import { previousPeriod } from "../../../server/engine/plan/previous.ts";
import { isoTime } from "../../../server/engine/plan/time.ts";

const local = (date: string) => ({
  local: date.padEnd(26, "2026-01-01T00:00:00.000000".slice(date.length)),
});
const days = (from: string, after: string, months?: 1 | 3 | 12): EntryLimits => ({
  kind: "between",
  from: local(from),
  to: local(after),
  toIncluded: false,
  ...(months === undefined ? {} : { months }),
});
const open = { from: null, to: null };

/** `from .. to` of the period before, and how far it lies back. */
function before(
  entry: EntryLimits,
  range: { from: number | null; to: number | null } = open,
): unknown {
  const found = previousPeriod(entry, range);
  if (found?.entry.kind !== "between") return undefined;
  const { from, to } = found.entry;
  return [
    from.local.replace("T00:00:00.000000", ""),
    to?.local.replace("T00:00:00.000000", ""),
    found.distance,
  ];
}

describe("the period before", () => {
  it("has as many days of the calendar", () => {
    assert.deepEqual(before(days("2026-03-01", "2026-04-01")), [
      "2026-01-29",
      "2026-03-01",
      { kind: "days", count: 31 },
    ]);
    // 2024 is a leap year.
    assert.deepEqual(before(days("2024-03-01", "2024-03-08")), [
      "2024-02-23",
      "2024-03-01",
      { kind: "days", count: 7 },
    ]);
  });

  it("is the month, quarter or year before one", () => {
    assert.deepEqual(before(days("2026-03-01", "2026-04-01", 1)), [
      "2026-02-01",
      "2026-03-01",
      { kind: "months", count: 1 },
    ]);
    assert.deepEqual(before(days("2026-01-01", "2026-04-01", 3)), [
      "2025-10-01",
      "2026-01-01",
      { kind: "months", count: 3 },
    ]);
    assert.deepEqual(before(days("2026-01-01", "2027-01-01", 12)), [
      "2025-01-01",
      "2026-01-01",
      { kind: "months", count: 12 },
    ]);
  });

  it("is exactly as long where hours are given, and shares no moment with the period", () => {
    // Both ends included: two hours and a microsecond.
    const entry: EntryLimits = {
      kind: "between",
      from: local("2026-01-01T10:00"),
      to: local("2026-01-01T12:00"),
      toIncluded: true,
    };
    const from = Date.UTC(2026, 0, 1, 10) * 1000;
    const found = previousPeriod(entry, { from, to: from + 7_200_000_000 });
    assert.deepEqual(found?.distance, { kind: "exact", duration: 7_200_000_001 });
    assert.deepEqual(found.entry, {
      kind: "between",
      from: { local: "2026-01-01T07:59:59.999999", offset: 0 },
      to: { local: "2026-01-01T09:59:59.999999", offset: 0 },
      toIncluded: true,
    });
    assert.equal(isoTime(from - 1), "2026-01-01T09:59:59.999999Z");
  });

  it("of the last days moves back by them", () => {
    const to = Date.UTC(2026, 0, 21) * 1000;
    const duration = 10 * 86_400_000_000;
    const found = previousPeriod({ kind: "last", duration }, { from: to - duration, to });
    assert.deepEqual(found?.distance, { kind: "exact", duration });
  });

  it("is none of a range without an end", () => {
    assert.equal(previousPeriod({ kind: "none" }, open), undefined);
    const entry: EntryLimits = { kind: "between", from: local("2026-01-01"), toIncluded: false };
    assert.equal(previousPeriod(entry, { from: 0, to: null }), undefined);
  });
});
