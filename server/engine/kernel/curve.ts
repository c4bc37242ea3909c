/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { CurvePoint } from "../result.ts";
import { type FollowUp, incidenceAt, plainShare } from "../statistics/survival.ts";
import { roundEnd, share } from "./shares.ts";

/** Into so many parts of equal length is the time cut. */
const PARTS = 60;
const SECOND = 1e6;

/**
 * The share that is expected to have converted, by the time since the entry: at 0, at the last time in
 * each of {@link PARTS} equal parts at which somebody converted, and at the end, which is the last time
 * up to which somebody was followed, at most the horizon. Microseconds in, seconds out. Sorts the arrays
 * where somebody left or was censored; undefined without actors.
 */
export function curveOf(followUp: FollowUp, horizon: number): readonly CurvePoint[] | undefined {
  const { converted, left, censored, through = 0 } = followUp;
  const all = converted.length + left.length + censored.length + through;
  if (all === 0) return undefined;
  const isPlain = left.length + censored.length === 0;
  const end = through > 0 ? horizon : Math.min(horizon, latest(converted, left, censored));
  const parts = partsOf(converted, end);
  const times = [...new Set([0, ...parts.times, end])];
  // Nobody is censored: then only how many converted by each of the times matters, not when.
  const found = isPlain
    ? times.map((time) => plainShare(parts.until(time), all))
    : incidenceAt(followUp, times);
  return found.flatMap((point, index): CurvePoint | [] => {
    const time = times[index]!;
    if (point === null) return [];
    const exact = isPlain ? share(parts.until(time), all) : null;
    const { interval } = point;
    return {
      seconds: time / SECOND,
      share: exact ?? roundEnd(point.share),
      interval: interval && [roundEnd(interval[0]), roundEnd(interval[1])],
    };
  });
}

function latest(...lists: readonly Float64Array[]): number {
  let last = 0;
  for (const times of lists) for (const time of times) if (time > last) last = time;
  return last;
}

/** What came at once is a part of its own, before the others. */
function partsOf(converted: Float64Array, end: number) {
  const last = new Float64Array(PARTS + 1).fill(-1);
  const counts = new Float64Array(PARTS + 1);
  for (const time of converted) {
    const part = time === 0 ? 0 : Math.max(1, Math.min(PARTS, Math.ceil((time / end) * PARTS)));
    counts[part]!++;
    if (time > last[part]!) last[part] = time;
  }
  return {
    times: Array.from(last).filter((time) => time >= 0),
    /** How many converted by then. */
    until: (time: number): number =>
      counts.reduce((sum, count, part) => (last[part]! <= time ? sum + count : sum), 0),
  };
}
