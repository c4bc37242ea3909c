/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */

/** Parallel columns of rows: what the kernel works on while it looks at one actor. */
export interface RowColumns {
  readonly time: Float64Array;
  readonly stages: Int32Array;
  /** Index in the {@link TaggedRows} that the row came from. */
  readonly row: Int32Array;
}

export function createColumns(capacity: number): RowColumns {
  return {
    time: new Float64Array(capacity),
    stages: new Int32Array(capacity),
    row: new Int32Array(capacity),
  };
}

const RUN = 24;

/**
 * Sorts rows `start` to `end` (excluded) by time, rows of equal time staying in their order: short
 * runs by insertion, then merges of runs twice as long. Most logs are written in the order of time,
 * so the caller asks {@link isSorted} first.
 */
export function sortByTime(columns: RowColumns, start: number, end: number): void {
  for (let from = start; from < end; from += RUN)
    insertionSort(columns, from, Math.min(from + RUN, end));
  if (end - start <= RUN) return;

  // The merges go to and fro between the rows and a copy of them.
  const scratch = createColumns(end - start);
  let source = view(columns, start, end);
  let target = scratch;
  const length = end - start;
  for (let width = RUN; width < length; width *= 2) {
    for (let from = 0; from < length; from += 2 * width) {
      const middle = Math.min(from + width, length);
      merge(source, target, from, middle, Math.min(middle + width, length));
    }
    [source, target] = [target, source];
  }
  if (source === scratch) {
    columns.time.set(scratch.time, start);
    columns.stages.set(scratch.stages, start);
    columns.row.set(scratch.row, start);
  }
}

export function isSorted(time: Float64Array, start: number, end: number): boolean {
  for (let i = start + 1; i < end; i++) if (time[i]! < time[i - 1]!) return false;
  return true;
}

function view(columns: RowColumns, start: number, end: number): RowColumns {
  return {
    time: columns.time.subarray(start, end),
    stages: columns.stages.subarray(start, end),
    row: columns.row.subarray(start, end),
  };
}

function insertionSort({ time, stages, row }: RowColumns, start: number, end: number): void {
  for (let i = start + 1; i < end; i++) {
    const t = time[i]!;
    const s = stages[i]!;
    const r = row[i]!;
    let to = i;
    for (; to > start && time[to - 1]! > t; to--) {
      time[to] = time[to - 1]!;
      stages[to] = stages[to - 1]!;
      row[to] = row[to - 1]!;
    }
    time[to] = t;
    stages[to] = s;
    row[to] = r;
  }
}

function merge(
  source: RowColumns,
  target: RowColumns,
  start: number,
  middle: number,
  end: number,
): void {
  let left = start;
  let right = middle;
  for (let to = start; to < end; to++) {
    const from =
      right >= end || (left < middle && source.time[left]! <= source.time[right]!)
        ? left++
        : right++;
    target.time[to] = source.time[from]!;
    target.stages[to] = source.stages[from]!;
    target.row[to] = source.row[from]!;
  }
}
