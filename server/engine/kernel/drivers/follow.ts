/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { forEachAttempt } from "../attempts.ts";
import { createExits } from "../exits.ts";
import type { FunnelSpec, TaggedRows } from "../rows.ts";
import type { Step } from "../tally.ts";
import { NO_TIME, rankOf } from "../timeless.ts";

/** Those who reached the first stage of a goal and not yet the second, by place; a column each. */
export interface Followed {
  readonly length: number;
  /** Codes. */
  readonly actor: Int32Array;
  /** The row of the goal's first stage. */
  readonly row: Int32Array;
  /** Its time. Microseconds. */
  readonly since: Float64Array;
  /** So long after it they converted, or could no longer be seen to. Microseconds. */
  readonly end: Float64Array;
  /** 1: converted. */
  readonly converted: Uint8Array;
}

/**
 * By the chosen attempts, in an order in which a stage comes before the next. Whoever didn't convert is seen
 * to the end of the window, to the row of an exit or to `asOf`, whichever is first. In the orders that have
 * their stages in any order of time, those who did the second first are left out; and so are those whose
 * rows of the two don't have times.
 */
export function followGoal(
  rows: TaggedRows,
  spec: FunnelSpec,
  { from, to }: Step,
  asOf: number,
): Followed {
  const exits = createExits(spec, rows);
  const window = spec.window ?? Infinity;
  const most = rows.actors;
  const actor = new Int32Array(most);
  const row = new Int32Array(most);
  const since = new Float64Array(most);
  const end = new Float64Array(most);
  const converted = new Uint8Array(most);
  let length = 0;
  forEachAttempt(rows, { ...spec, count: "actors" }, (attempt, columns, start, stop) => {
    const { rows: chosen, times, entered, starts } = attempt;
    if (chosen[from]! < 0) return;
    const began = times[from]!;
    const isThere = chosen[to]! >= 0;
    const entry = starts === undefined ? entered : starts[to]!;
    // Without times nobody can be followed.
    if (began === NO_TIME || (isThere && times[to]! < began)) return;
    const deadline = entry === NO_TIME ? Infinity : entry + window;
    const left = isThere ? undefined : exits.of(attempt, columns, start, stop)?.time;
    const last = isThere ? times[to]! : Math.min(asOf, deadline, rankOf(left ?? Infinity));
    actor[length] = attempt.actor;
    row[length] = chosen[from]!;
    since[length] = began;
    end[length] = Math.max(0, last - began);
    converted[length] = isThere ? 1 : 0;
    length++;
  });
  return {
    length,
    actor: actor.subarray(0, length),
    row: row.subarray(0, length),
    since: since.subarray(0, length),
    end: end.subarray(0, length),
    converted: converted.subarray(0, length),
  };
}
