/* oxlint-disable typescript/no-non-null-assertion -- arrays are read within their bounds only */
import type { DurationFigures, Interval } from "../result.ts";
import { fraction, round } from "../statistics/fraction.ts";
import { wilson } from "../statistics/wilson.ts";
import type { FunnelFigures, FurtherFigures, StageFigures } from "./figures.ts";
import type { Reading } from "./reading.ts";

/** `part / all` to six decimals, halves away from zero; null for 0 ÷ 0. */
export function share(part: number, all: number): number | null {
  const exact = fraction(part, all);
  return exact && round(exact, 6);
}

/** The 95 % Wilson interval of `part / all`, to six decimals; null for 0 ÷ 0. */
export function shareInterval(part: number, all: number): Interval | null {
  const ends = wilson(part, all);
  return ends && [roundEnd(ends[0]), roundEnd(ends[1])];
}

/** To six decimals. */
export function roundEnd(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/**
 * The figures of a group of actors. `reached`: how many attempts have what is read; `fromPrevious`: the
 * times from what a step comes from; `toGoal`: those from the entry to the goal.
 */
export function funnelFigures(
  reading: Reading,
  reached: ArrayLike<number>,
  fromPrevious: readonly (DurationFigures | null)[],
  toGoal: DurationFigures | null,
  further?: readonly FurtherFigures[],
): FunnelFigures {
  const entered = reached[reading.first]!;
  const converted = reached[reading.goal]!;
  const optional = new Set(reading.optional);
  const all = Array.from(reading.previous, (previous, stage): StageFigures => {
    const count = reached[stage]!;
    const fromFirst = share(count, entered);
    if (previous < 0) {
      return {
        count,
        conversion_from_previous: null,
        conversion_from_first: fromFirst,
        dropoff: null,
        interval: null,
        seconds_from_previous: null,
      };
    }
    const before = reached[previous]!;
    return {
      count,
      conversion_from_previous: share(count, before),
      conversion_from_first: fromFirst,
      ...(optional.has(stage) ? {} : { dropoff: before - count }),
      interval: shareInterval(count, before),
      ...further?.[stage],
      seconds_from_previous: fromPrevious[stage] ?? null,
    };
  });
  return {
    entered,
    converted,
    conversion: share(converted, entered),
    interval: shareInterval(converted, entered),
    seconds: toGoal,
    stages: all.slice(0, reading.stages),
    ...(reading.width > reading.stages ? { positions: all.slice(reading.stages) } : {}),
  };
}
