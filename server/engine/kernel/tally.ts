/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { forEachAttempt, type Attempt } from "./attempts.ts";
import { createAttribution } from "./attribution.ts";
import { createCells, type Cells } from "./cells.ts";
import { layOut } from "./layout.ts";
import type { Observer } from "./observer.ts";
import { createReader, type Reading, readingOf } from "./reading.ts";
import type { FunnelSpec, TaggedRows } from "./rows.ts";
import type { RowColumns } from "./sort.ts";
import { append, createSeries, type Series } from "./series.ts";
import type { SplitSpec } from "./splits.ts";

/** Two of what is read, by index, between whose chosen rows the time is taken. */
export interface Step {
  readonly from: number;
  readonly to: number;
}

/** What one pass over the attempts leaves: sums and times, no actors. */
export interface Tally {
  readonly cells: Cells;
  /** How many attempts have what is read: `reached[cell * width + place]`, see `reading.ts`. */
  readonly reached: Int32Array;
  /** One a step: the times of the attempts that contain both its stages. */
  readonly series: readonly Series[];
  /** One a `without`: actors whom its `else drop actor` left out. */
  readonly dropped: readonly number[];
}

export function tallyAttempts(
  rows: TaggedRows,
  spec: FunnelSpec,
  splits: readonly SplitSpec[],
  steps: readonly Step[],
  observers: readonly Observer[] = [],
  reading: Reading = readingOf(spec, layOut(spec)),
): Tally {
  const { width } = reading;
  const reader = createReader(reading);
  const sizes = splits.map(({ values }) => values.length);
  const cells = createCells(rows.splits, sizes);
  const attribution = createAttribution(rows.splits, splits);
  const series = steps.map(createSeries);
  let reached = new Int32Array(64 * width);
  const visit = (attempt: Attempt, columns: RowColumns, start: number, end: number): void => {
    const cell =
      attribution === undefined
        ? cells.cellOf(attempt.firstEntry)
        : cells.cellOfCodes(attribution(attempt));
    for (const observer of observers) observer.add(cell, attempt, columns, start, end);
    if ((cell + 1) * width > reached.length) {
      const wider = new Int32Array(2 * reached.length);
      wider.set(reached);
      reached = wider;
    }
    const { rows: chosen, times, depth, starts } = reader === undefined ? attempt : reader(attempt);
    for (let stage = 0; stage <= depth; stage++) {
      if (chosen[stage]! >= 0) reached[cell * width + stage]!++;
    }
    for (let i = 0; i < steps.length; i++) {
      const { from, to } = steps[i]!;
      if (chosen[to]! < 0 || chosen[from]! < 0) continue;
      const since = starts !== undefined && from === 0 ? starts[to]! : times[from]!;
      append(series[i]!, times[to]! - since, cell);
    }
  };
  const finishing = observers.filter((observer) => observer.done !== undefined);
  const done = (columns: RowColumns, start: number, end: number): void => {
    for (const observer of finishing) observer.done?.(columns, start, end);
  };
  const limits = undefined;
  const dropped = forEachAttempt(
    rows,
    spec,
    visit,
    limits,
    finishing.length > 0 ? done : undefined,
  );
  return { cells, reached, series, dropped };
}
