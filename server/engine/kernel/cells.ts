/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */

export const MISSING = -1;

/**
 * Numbers the combinations of split values that occur, in the order in which they are met: values
 * are many, and most combinations of two splits never happen.
 */
export interface Cells {
  /** The cell of a row of the {@link TaggedRows}. Without splits, all rows are in cell 0. */
  cellOf(row: number): number;
  /** The cell of a code a split, wherever each comes from. */
  cellOfCodes(codes: ArrayLike<number>): number;
  readonly count: () => number;
  /** The code of the cell's value in a split, or {@link MISSING}. */
  code(cell: number, split: number): number;
}

/** `columns`: the codes by row, a split each; `sizes`: how many values each has. */
export function createCells(columns: readonly Int32Array[], sizes: readonly number[]): Cells {
  const [column, ...others] = columns;
  if (column === undefined) {
    return { cellOf: () => 0, cellOfCodes: () => 0, count: () => 1, code: () => MISSING };
  }
  if (others.length === 0) return cellsOfOne(column, sizes[0] ?? 0);
  const cellByKey = new Map<number, number>();
  const codes: number[] = [];
  const own = new Int32Array(columns.length);
  const cellOfCodes = (its: ArrayLike<number>): number => {
    let key = 0;
    for (let s = 0; s < columns.length; s++) key = key * (sizes[s]! + 1) + its[s]! - MISSING;
    const known = cellByKey.get(key);
    if (known !== undefined) return known;
    const cell = cellByKey.size;
    cellByKey.set(key, cell);
    for (let s = 0; s < columns.length; s++) codes.push(its[s]!);
    return cell;
  };
  return {
    cellOf(row) {
      for (let s = 0; s < columns.length; s++) own[s] = columns[s]![row]!;
      return cellOfCodes(own);
    },
    cellOfCodes,
    count: () => cellByKey.size,
    code: (cell, split) => codes[cell * columns.length + split]!,
  };
}

/** A table instead of a map: most funnels with a split have one, and each actor asks. */
function cellsOfOne(column: Int32Array, size: number): Cells {
  const cellByKey = new Int32Array(size + 1).fill(-1);
  const codes: number[] = [];
  const cellOfCode = (code: number): number => {
    const key = code - MISSING;
    if (cellByKey[key]! < 0) cellByKey[key] = codes.push(code) - 1;
    return cellByKey[key]!;
  };
  return {
    cellOf: (row) => cellOfCode(column[row]!),
    cellOfCodes: (its) => cellOfCode(its[0]!),
    count: () => codes.length,
    code: (cell) => codes[cell]!,
  };
}
