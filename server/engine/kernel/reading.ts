/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { Attempt } from "./chosen.ts";
import type { StageLayout } from "./layout.ts";
import type { FunnelSpec } from "./rows.ts";
import { rankOf } from "./timeless.ts";

/**
 * What is counted of an attempt, in the order in which a funnel is read. Mostly that is its stages. In
 * order `any` the funnel is read by how many of the stages there are: behind the stages come the places
 * 1, 2 … of the attempt's rows in time, the first of them its entry and the last its goal.
 */
export interface Reading {
  readonly stages: number;
  /** With the places. */
  readonly width: number;
  readonly first: number;
  readonly goal: number;
  /** What a step comes from; -1 for the first that is read. */
  readonly previous: Int32Array;
  readonly optional: Int32Array;
  /** Time runs backwards: from the first that is read to the others. */
  readonly inverted: boolean;
}

export function readingOf(spec: FunnelSpec, layout: StageLayout): Reading {
  const { count, first, goal, previous, optional } = layout;
  const inverted = spec.inverted === true;
  if (spec.order !== "any") {
    return { stages: count, width: count, first, goal, previous, optional, inverted };
  }
  const byPlace = Array.from({ length: 2 * count }, (_, i) => (i < count ? count : i - 1));
  byPlace[count] = -1;
  return {
    stages: count,
    width: 2 * count,
    first: count,
    goal: 2 * count - 1,
    previous: Int32Array.from(byPlace),
    optional,
    inverted,
  };
}

/** The rows and times of an attempt by what is counted of it. One object serves all attempts. */
export type Read = Pick<Attempt, "rows" | "times" | "depth" | "starts">;

/** Undefined where an attempt is read as it is. */
export function createReader(reading: Reading): ((attempt: Attempt) => Read) | undefined {
  const { stages, width } = reading;
  if (width === stages) return undefined;
  const rows = new Int32Array(width);
  const times = new Float64Array(width);
  const read = { rows, times, depth: width - 1 };
  return (attempt) => {
    rows.fill(-1);
    rows.set(attempt.rows);
    times.set(attempt.times);
    const present = [...attempt.rows.keys()].filter((stage) => attempt.rows[stage]! >= 0);
    present.sort((a, b) => rankOf(times[a]!) - rankOf(times[b]!) || rows[a]! - rows[b]!);
    present.forEach((stage, place) => {
      rows[stages + place] = rows[stage]!;
      times[stages + place] = times[stage]!;
    });
    return read;
  };
}
