import { computeFunnel } from "./compute.ts";
import { forEachCut } from "./cut.ts";
import { layOut } from "./layout.ts";
import type { FunnelSpec, TaggedRows } from "./rows.ts";

/** Of the entries of one point. */
export interface PointCounts {
  entered: number;
  converted: number;
  /** How many of the entered may still convert; absent where the funnel has no deadline. */
  immature?: number;
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
  batch?: number,
): PointCounts[] {
  const { goal } = layOut(spec);
  const values = Array.from({ length: Math.max(0, bounds.length - 1) }, (_, point) => `${point}`);
  const points = values.map((): PointCounts => ({ entered: 0, converted: 0 }));
  let hasDeadline = false;
  forEachCut(
    rows,
    spec,
    bounds,
    (cut) => {
      const groups = { splits: [{ text: POINT, values }], pairs: [], asOf };
      for (const { by, figures } of computeFunnel(cut, spec, groups).splits) {
        const point = points[Number(by[POINT])];
        if (point === undefined) continue;
        point.entered += figures.entered;
        point.converted += figures.converted;
        const { immature } = figures.positions?.at(-1) ?? figures.stages[goal] ?? {};
        if (immature === undefined) continue;
        hasDeadline = true;
        point.immature = (point.immature ?? 0) + immature;
      }
    },
    batch,
  );
  // Nobody entered in an empty point, so nobody can still come.
  if (hasDeadline) for (const point of points) point.immature ??= 0;
  return points;
}

const POINT = "point";
