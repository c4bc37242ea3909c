/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { maturityOf } from "../compute.ts";
import { layOut } from "../layout.ts";
import { entryBit } from "../rows.ts";
import type { RowColumns } from "../sort.ts";
import { tallyAttempts } from "../tally.ts";
import type { Ruled } from "./rules.ts";

/** Microseconds. */
export interface Moment {
  readonly asOf: number | undefined;
}

/** So many entries are tried, the latest first: earlier ones have less time. */
const TRIED = 100;

/**
 * The latest entry of an actor from which a stage may still be reached, by its place in the columns, as if it
 * were the only one. `ruled`: of the rows of this actor alone.
 */
export function openEntry(
  { rows, spec, asOf }: Ruled & Moment,
  stage: number,
  columns: RowColumns,
  start: number,
  end: number,
): number | undefined {
  if (asOf === undefined) return undefined;
  const bit = entryBit(spec);
  const layout = layOut(spec);
  const stages = rows.stages.map((mask) => mask & ~bit);
  const alone = { ...rows, stages, splits: [] };
  let tried = 0;
  for (let place = end - 1; place >= start && tried < TRIED; place--) {
    const row = columns.row[place]!;
    if ((rows.stages[row]! & bit) === 0) continue;
    tried++;
    stages[row]! |= bit;
    const maturity = maturityOf(alone, spec, layout, { splits: [], pairs: [], asOf });
    if (maturity === undefined) return undefined;
    let isOpen = false;
    const watch = { add: (): void => void (isOpen ||= maturity.isOpen(stage)) };
    tallyAttempts(alone, spec, [], [], [maturity, watch]);
    if (isOpen) return place;
    stages[row]! &= ~bit;
  }
  return undefined;
}
