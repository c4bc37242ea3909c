import { aalenJohansen } from "../statistics/survival.ts";
import type { StageMaturity } from "./figures.ts";
import { roundEnd, share } from "./shares.ts";

/** `all`: how many chosen attempts there are; `grown`: how many of them began a horizon ago, or longer. */
export function expected(
  events: Float64Array,
  waiting: readonly Float64Array[],
  gone: readonly Float64Array[],
  all: number,
  grown: number,
  horizon: number,
): StageMaturity["kaplan_meier"] {
  if (grown === 0) return null;
  const left = joined(gone);
  // Where nobody is censored before the horizon, times don't matter; they needn't be sorted then.
  if (grown === all && left.length === 0) events.fill(0);
  const censored = joined(waiting.map((times) => times.filter((time) => time < horizon)));
  const through = all - events.length - left.length - censored.length;
  const found = aalenJohansen({ converted: events, left, censored, through }, horizon);
  if (found === null) return null;
  return {
    share: (grown === all ? share(events.length, all) : null) ?? roundEnd(found.share),
    interval: found.interval && [roundEnd(found.interval[0]), roundEnd(found.interval[1])],
  };
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let next = 0;
  for (const part of parts) {
    whole.set(part, next);
    next += part.length;
  }
  return whole;
}
