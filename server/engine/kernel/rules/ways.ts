import type { FunnelSpec } from "../rows.ts";
import type { TimelessRow } from "./assign.ts";
import type { Lifts } from "./lifts.ts";

/** A way to serve the first stages: how many rows without a time each has, and which stages are looked at. */
export interface Way {
  readonly lifts: Lifts;
  readonly kept: readonly number[];
}

/**
 * All ways to serve so many required stages and the optional ones up to the next, for rows of which
 * `timeless` have no time and `countOf` says how many others a stage has. `last`: no stage behind this one
 * has a row with a time, but it has.
 */
export function waysToLift(
  { stages }: FunnelSpec,
  line: readonly number[],
  timeless: readonly TimelessRow[],
  countOf: (stage: number) => number,
): (length: number, last?: number) => readonly Way[] {
  return (length, last) => {
    let found: readonly Way[] = [{ lifts: new Map(), kept: [] }];
    let required = 0;
    let isBehind = false;
    for (const stage of line) {
      const { optional = false, atLeast = 1 } = stages[stage] ?? {};
      if (!optional && ++required > length) break;
      const timed = isBehind ? 0 : countOf(stage);
      const without = timeless.filter((row) => (row.stages & (1 << stage)) !== 0).length;
      const most = Math.min(atLeast - (stage === last ? 1 : 0), without);
      const counts: number[] = [];
      for (let count = 0; count <= most; count++) {
        if (timed >= atLeast - count) counts.push(count);
      }
      found = found.flatMap(({ lifts, kept }) => [
        ...counts.map((count) => ({
          lifts: count === 0 ? lifts : new Map([...lifts, [stage, count]]),
          kept: [...kept, stage],
        })),
        // There is no row for it, or none may be.
        ...(optional && !counts.includes(0) ? [{ lifts, kept }] : []),
      ]);
      isBehind ||= stage === last;
    }
    return found.flatMap((way) => withoutLastOptional(way, stages));
  };
}

/**
 * The funnel that is left prefers its deepest stage to anything. An optional one isn't that where a stage
 * behind it is served without a time: then any of those at the end may be left out as well.
 */
function withoutLastOptional({ lifts, kept }: Way, stages: FunnelSpec["stages"]): readonly Way[] {
  const isLifted = (stage: number): boolean => lifts.get(stage) === (stages[stage]?.atLeast ?? 1);
  const deepest = kept.findLastIndex(isLifted);
  const required = kept.findLastIndex(
    (stage) => stages[stage]?.optional === false && !isLifted(stage),
  );
  const atEnd = kept.filter(
    (stage, index) => index > required && index < deepest && !isLifted(stage),
  );
  return subsets(atEnd).map((left) => ({
    lifts:
      left.length === 0 ? lifts : new Map([...lifts].filter(([stage]) => !left.includes(stage))),
    kept: kept.filter((stage) => !left.includes(stage)),
  }));
}

function subsets(stages: readonly number[]): readonly (readonly number[])[] {
  const found: number[][] = [[]];
  for (const stage of stages) found.push(...found.map((others) => [...others, stage]));
  return found;
}
