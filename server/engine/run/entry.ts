import type { EntryLimits } from "../plan/plan.ts";
import { localMicroseconds } from "../plan/time.ts";
import { duckdb } from "../sql/duckdb.ts";
import { number, render, sql } from "../sql/fragment.ts";
import type { Database } from "./duckdb.ts";
import { unreadable } from "./failure.ts";

/** Microseconds; null: open. */
export interface EntryRange {
  readonly from: number | null;
  readonly to: number | null;
}

/** `during` in the time zone of a source; both ends included. */
export async function entryRange(
  entry: EntryLimits,
  zone: string,
  asOf: number | null,
  database: Database,
): Promise<EntryRange> {
  switch (entry.kind) {
    case "none":
      return { from: null, to: null };
    case "last":
      return asOf === null ? { from: null, to: null } : { from: asOf - entry.duration, to: asOf };
    case "between": {
      const from = duckdb.moment(entry.from, zone);
      const to = entry.to === undefined ? sql`null` : duckdb.moment(entry.to, zone);
      const less = number(entry.toIncluded ? 0 : 1);
      const statement = sql`select cast(${from} as double) as low, cast(${to} - ${less} as double) as high`;
      const [row] = await database.rows(render(statement, duckdb));
      const high = row?.["high"];
      return { from: Number(row?.["low"]), to: typeof high === "number" ? high : null };
    }
  }
}

/** An instant in ISO form; without a time the whole day, without an offset in UTC. @throws {DataError} FNL5033 */
export function instantMicroseconds(text: string): number {
  const parts =
    /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,6})\d*)?)?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(
      text,
    );
  const whole = parts?.[2] === undefined;
  const [
    ,
    day = "",
    clock = "23:59",
    second = whole ? "59" : "00",
    fraction = whole ? "999999" : "",
  ] = parts ?? [];
  const zone = parts?.[5] ?? "Z";
  const offset =
    zone === "Z"
      ? 0
      : (zone.startsWith("-") ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)));
  const micros =
    localMicroseconds(`${day}T${clock}:${second}.${fraction.padEnd(6, "0")}`) - offset * 60_000_000;
  if (parts === null || !Number.isSafeInteger(micros)) throw unreadable("FNL5033", { text });
  return micros;
}
