import { aalenJohansen, plainShare } from "../statistics/survival.ts";
import { curveOf } from "./curve.ts";
import type { StageMaturity } from "./figures.ts";
import { roundEnd, share } from "./shares.ts";

/**
 * `all`: how many chosen attempts there are; `grown`: how many of them began a horizon ago, or longer.
 * `withCurve`: asks for it.
 */
export function expected(
  events: Float64Array,
  waiting: readonly Float64Array[],
  gone: readonly Float64Array[],
  all: number,
  grown: number,
  horizon: number,
  withCurve: boolean,
): Pick<StageMaturity, "kaplan_meier" | "curve"> {
  if (grown === 0 && !withCurve) return { kaplan_meier: null };
  const left = joined(gone);
  const censored = joined(waiting.map((times) => times.filter((time) => time < horizon)));
  const through = all - events.length - left.length - censored.length;
  const followUp = { converted: events, left, censored, through };
  const curve = withCurve ? curveOf(followUp, horizon) : undefined;
  const drawn = curve === undefined ? {} : { curve };
  if (grown === 0) return { kaplan_meier: null, ...drawn };
  // Where nobody is censored before the horizon, times don't matter; they needn't be sorted then.
  const isPlain = grown === all && left.length === 0;
  const found = isPlain ? plainShare(events.length, all) : aalenJohansen(followUp, horizon);
  if (found === null) return { kaplan_meier: null, ...drawn };
  const { interval } = found;
  return {
    kaplan_meier: {
      share: (grown === all ? share(events.length, all) : null) ?? roundEnd(found.share),
      interval: interval && [roundEnd(interval[0]), roundEnd(interval[1])],
    },
    ...drawn,
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
