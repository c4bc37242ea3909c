/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { FunnelSpec, TaggedRows } from "../rows.ts";
import type { RowColumns } from "../sort.ts";

/** The stages of rows `start` to `end` (excluded) as an attempt with this entry's row is judged by them. */
export type OwnStages = (
  entry: number,
  columns: RowColumns,
  start: number,
  end: number,
) => Int32Array;

/**
 * In order `furthest` the entry is the earliest row of those that share a value. Where attempts are
 * counted, the rows of other values among an attempt's own may have theirs before: they are none of it.
 */
export function createOwnStages(spec: FunnelSpec, { same = [] }: TaggedRows): OwnStages {
  const shared = spec.order === "furthest" && spec.count === "attempts" ? same : [];
  return (entry, { stages, row }, start, end) => {
    if (shared.length === 0) return stages;
    const own = stages.slice(0, end);
    for (let p = start; p < end; p++) {
      if (shared.some((codes) => codes[row[p]!] !== codes[entry])) own[p] = 0;
    }
    return own;
  };
}
