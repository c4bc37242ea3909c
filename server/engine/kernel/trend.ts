/* oxlint-disable typescript/no-non-null-assertion -- arrays are read within their bounds only */
import { computeFunnel } from "./compute.ts";
import { type CutOptions, forEachCut } from "./cut.ts";
import { summariseDurations } from "./durations.ts";
import type { GroupFigures, GroupSpec, PairFigures } from "./figures.ts";
import { layOut } from "./layout.ts";
import { looksBeyondWindow, type Need, type Taken } from "./measures/needs.ts";
import type { MeasuredGroup } from "./measures/of-funnel.ts";
import type { FunnelSpec, TaggedRows } from "./rows.ts";

/** Of the entries of one point. */
export interface PointFigures extends MeasuredGroup {
  /** How many of the entered may still convert; absent where the funnel has no deadline. */
  readonly immature?: number;
}

/** What is asked of each point beside its counts. */
export interface PointSpec extends Pick<GroupSpec, "measures">, Pick<CutOptions, "batch"> {
  readonly pairs?: GroupSpec["pairs"];
}

/**
 * The funnel itself over the entries of each point, with the rows from the point's start on: so an actor
 * may count in several. `bounds`: ascending microseconds; point i goes from `bounds[i]` to
 * `bounds[i + 1]`, excluded. `asOf`: as in `GroupSpec`.
 */
export function computeTrend(
  rows: TaggedRows,
  spec: FunnelSpec,
  bounds: ArrayLike<number>,
  asOf: number,
  { pairs = [], measures, batch }: PointSpec = {},
): PointFigures[] {
  const { goal } = layOut(spec);
  const { needs = [] } = measures ?? {};
  const values = Array.from({ length: Math.max(0, bounds.length - 1) }, (_, point) => `${point}`);
  const points = values.map(() => createPoint(spec.stages.length, pairs, needs));
  let hasDeadline = false;
  forEachCut(
    rows,
    spec,
    bounds,
    (cut) => {
      const groups: GroupSpec = {
        splits: [{ text: POINT, values }],
        pairs,
        asOf,
        keepsTimes: true,
        ...(measures === undefined ? {} : { measures }),
      };
      for (const group of computeFunnel(cut, spec, groups).splits) {
        const { positions, stages } = group.figures;
        const { immature } = positions?.at(-1) ?? stages[goal] ?? {};
        if (immature !== undefined) hasDeadline = true;
        points[Number(group.by[POINT])]?.add(group, immature ?? 0);
      }
    },
    {
      ...(batch === undefined ? {} : { batch }),
      keepsLater: needs.some(looksBeyondWindow),
    },
  );
  // Nobody entered in an empty point, so nobody can still come.
  return points.map((point) => point.figures(hasDeadline));
}

const POINT = "point";

/** Puts together what the batches of rows have of one point. */
function createPoint(width: number, pairs: GroupSpec["pairs"], needs: readonly Need[]) {
  const stages = Array.from({ length: width }, () => 0);
  const reached = pairs.map(() => ({ from: 0, both: 0, times: [] as Float64Array[] }));
  const taken = needs.map(() => ({ values: [] as Float64Array[], part: 0, of: 0 }));
  let entered = 0;
  let converted = 0;
  let immature = 0;
  return {
    add(group: GroupFigures, open: number): void {
      entered += group.figures.entered;
      converted += group.figures.converted;
      immature += open;
      group.figures.stages.forEach(({ count }, stage) => void (stages[stage]! += count));
      group.pairs.forEach(({ reachedFrom, reachedBoth, times }, index) => {
        const pair = reached[index]!;
        pair.from += reachedFrom;
        pair.both += reachedBoth;
        if (times !== undefined) pair.times.push(times);
      });
      group.taken?.forEach((found, index) => {
        const sum = taken[index]!;
        if (found.kind === "values") return void sum.values.push(found.values);
        sum.part += found.part;
        sum.of += found.of;
      });
    },
    figures: (hasDeadline: boolean): PointFigures => ({
      figures: { entered, converted, stages: stages.map((count) => ({ count })) },
      ...(hasDeadline ? { immature } : {}),
      pairs: pairs.map(({ from, to }, index): PairFigures => {
        const pair = reached[index]!;
        const microseconds = summariseDurations(joined(pair.times));
        return { from, to, reachedFrom: pair.from, reachedBoth: pair.both, microseconds };
      }),
      taken: needs.map(({ kind }, index): Taken => {
        const { values, part, of } = taken[index]!;
        const isCount =
          kind === "rows" || kind === "repeats" || kind === "within" || kind === "won";
        return isCount ? { kind: "part", part, of } : { kind: "values", values: joined(values) };
      }),
    }),
  };
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let length = 0;
  for (const part of parts) {
    whole.set(part, length);
    length += part.length;
  }
  return whole;
}
