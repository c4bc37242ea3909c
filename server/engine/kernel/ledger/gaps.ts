/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { Attempt } from "../attempts.ts";
import type { StageLayout } from "../layout.ts";
import type { FunnelSpec } from "../rows.ts";

/** What counts of an attempt here. */
export type Judged = Pick<Attempt, "rows" | "times" | "entered" | "entry" | "starts" | "entries">;

/** What attempts stopped before, as an order reads it (see `reading.ts`). */
export interface Gaps {
  /** All that somebody may stop before. */
  readonly all: readonly number[];
  /**
   * What an attempt stopped before: the next required stage, in order `any` the next place; each missing
   * one where the stages are funnels of their own. Empty: nothing. One array serves all attempts.
   */
  of(attempt: Pick<Attempt, "rows">): readonly number[];
  /**
   * The time of the row that such a step comes from, in microseconds. Of the several attempts of an actor,
   * stages that are funnels of their own count from the attempt's entry where they are missing.
   */
  since(attempt: Judged, missing: number): number;
}

export function gapsOf(spec: FunnelSpec, layout: StageLayout): Gaps {
  const { count, required, previous, goal } = layout;
  const found: number[] = [];
  const nothing: readonly number[] = [];
  if (spec.order === "any") {
    return {
      all: Array.from({ length: count - 1 }, (_, i) => count + 1 + i),
      of({ rows }) {
        const served = servedBy(rows);
        if (served === count) return nothing;
        found[0] = count + served;
        return found;
      },
      since({ rows, times }) {
        let last = -Infinity;
        for (let stage = 0; stage < count; stage++) {
          if (rows[stage]! >= 0) last = Math.max(last, times[stage]!);
        }
        return last;
      },
    };
  }
  if (spec.order === "independent") {
    const spokes = Array.from(required.subarray(1));
    return {
      all: spokes,
      of({ rows }) {
        found.length = 0;
        for (const stage of spokes) if (rows[stage]! < 0) found.push(stage);
        return found;
      },
      since: ({ starts, entered }, stage) =>
        spec.count === "attempts" ? entered : starts![stage]!,
    };
  }
  const path = spec.inverted ? required.toReversed() : required;
  return {
    all: Array.from(path.subarray(1)),
    of({ rows }) {
      if (rows[goal]! >= 0) return nothing;
      found[0] = path[path.findLastIndex((stage) => rows[stage]! >= 0) + 1]!;
      return found;
    },
    since: ({ times }, stage) => times[previous[stage]!]!,
  };
}

/** How many stages have a row. */
export function servedBy(rows: Int32Array): number {
  let served = 0;
  for (const row of rows) if (row >= 0) served++;
  return served;
}
