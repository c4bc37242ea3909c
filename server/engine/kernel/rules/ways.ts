import type { FunnelSpec } from "../rows.ts";
import type { TimelessRow } from "./assign.ts";
import type { Lifts } from "./lifts.ts";

/** A way to serve the first stages: how many rows without a time each has, and which stages are looked at. */
export interface Way {
  readonly lifts: Lifts;
  readonly kept: readonly number[];
}

/**
 * All ways to serve so many required stages and the optional ones up to the next. `last`: no stage behind
 * this one has a row with a time, but it has.
 */
export type Ways = (length: number, last?: number) => readonly Way[];

/**
 * The ways for rows of which `timeless` have no time and `countOf` says how many others a stage has. They
 * are the same for all actors who have as many for each stage, no more counting than it takes.
 */
export function createWays(
  spec: FunnelSpec,
  line: readonly number[],
): (timeless: readonly TimelessRow[], countOf: (stage: number) => number) => Ways {
  const known = new Map<string, Ways>();
  return (timeless, countOf) => {
    const counts = spec.stages.map(({ atLeast = 1 }, stage): Counts => {
      let without = 0;
      for (const row of timeless) without += (row.stages >> stage) & 1;
      return [Math.min(countOf(stage), atLeast), Math.min(without, atLeast)];
    });
    const key = counts.join(" ");
    let ways = known.get(key);
    if (ways === undefined) known.set(key, (ways = remembering(waysToLift(spec, line, counts))));
    return ways;
  };
}

/** Of a stage, how many rows with and without a time there are, up to as many as it takes. */
type Counts = readonly [timed: number, timeless: number];

function remembering(ways: Ways): Ways {
  const known = new Map<string, readonly Way[]>();
  return (length, last) => {
    const key = `${length} ${last}`;
    let found = known.get(key);
    if (found === undefined) known.set(key, (found = ways(length, last)));
    return found;
  };
}

function waysToLift(
  { stages }: FunnelSpec,
  line: readonly number[],
  counted: readonly Counts[],
): Ways {
  return (length, last) => {
    let found: readonly Way[] = [{ lifts: new Map(), kept: [] }];
    let required = 0;
    let isBehind = false;
    for (const stage of line) {
      const { optional = false, atLeast = 1 } = stages[stage] ?? {};
      if (!optional && ++required > length) break;
      const [all = 0, without = 0] = counted[stage] ?? [];
      const timed = isBehind ? 0 : all;
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
