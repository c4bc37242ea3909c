/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */

/** Numbers that come one by one, each with the code of the cell of the split that it belongs to. */
export interface Series {
  values: Float64Array;
  cells: Int32Array;
  length: number;
}

export function createSeries(): Series {
  return { values: new Float64Array(64), cells: new Int32Array(64), length: 0 };
}

export function append(series: Series, value: number, cell: number): void {
  if (series.length === series.values.length) grow(series);
  series.values[series.length] = value;
  series.cells[series.length] = cell;
  series.length++;
}

function grow(series: Series): void {
  const values = new Float64Array(2 * series.length);
  const cells = new Int32Array(2 * series.length);
  values.set(series.values);
  cells.set(series.cells);
  series.values = values;
  series.cells = cells;
}

/** The values of all cells, in the series' own memory. */
export function allValues(series: Series): Float64Array {
  return series.values.subarray(0, series.length);
}

/** A copy of the values, cut into one array a group; `groupOf` says to which group a cell belongs. */
export function valuesByGroup(series: Series, groupOf: Int32Array, groups: number): Float64Array[] {
  const next = new Int32Array(groups + 1);
  for (let i = 0; i < series.length; i++) next[groupOf[series.cells[i]!]! + 1]!++;
  for (let g = 1; g <= groups; g++) next[g]! += next[g - 1]!;
  const ends = next.slice(1);
  const sorted = new Float64Array(series.length);
  for (let i = 0; i < series.length; i++) {
    sorted[next[groupOf[series.cells[i]!]!]!++] = series.values[i]!;
  }
  return Array.from(ends, (end, g) => sorted.subarray(g === 0 ? 0 : ends[g - 1]!, end));
}
