/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { FunnelSpec, TaggedRows } from "./rows.ts";
import type { RowColumns } from "./sort.ts";
import type { Timeless } from "./timeless.ts";

/**
 * The stages, as a bit mask, of which it can't be said until when they may be reached, since a row without a
 * time may always come: such ones, and those behind them.
 */
export function undatedStages(
  { stages, order = "sequential" }: FunnelSpec,
  timeless: Timeless | undefined,
): number {
  const direct = timeless?.stages ?? 0;
  if (direct === 0) return 0;
  const all = 2 ** stages.length - 1;
  switch (order) {
    case "any":
      return all;
    case "furthest":
      return 2 ** (32 - Math.clz32(direct & all)) - 1;
    case "independent":
      return (direct & 1) !== 0 ? all : direct & all;
    case "sequential":
    case "strict": {
      const first = stages.findIndex(
        ({ optional }, stage) => !optional && (direct & (1 << stage)) !== 0,
      );
      return (first < 0 ? 0 : all & -(1 << first)) | (direct & all);
    }
  }
}

/**
 * The stages, as a bit mask, that a `without` keeps an actor from whatever comes, for one of the rows
 * `start` to `end` (excluded), which have no time, is what it names.
 */
export function forbidden(
  { stages, order, without = [] }: FunnelSpec,
  { marks }: Pick<TaggedRows, "marks">,
  { row }: Pick<RowColumns, "row">,
  start: number,
  end: number,
): number {
  let found = 0;
  for (let p = start; p < end; p++) found |= marks?.[row[p]!] ?? 0;
  const all = 2 ** stages.length - 1;
  return without.reduce((mask, { to }, mark) => {
    if ((found & (1 << mark)) === 0) return mask;
    return mask | (order === "independent" ? 1 << to : all & -(1 << to));
  }, 0);
}
