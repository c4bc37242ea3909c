import type { Random } from "./random.ts";

export type Cell = string | number | boolean | null;

export interface Column {
  readonly name: string;
  /** The type in a Parquet file; CSV knows none. */
  readonly type: "text" | "timestamp" | "boolean" | "money";
}

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A row with the moment by which the file is ordered. */
export interface TimedRow {
  readonly at: number;
  readonly cells: Cell[];
}

/** Logs arrive ordered by time; rows of equal time keep the order in which they were made. */
export function inTimeOrder(rows: readonly TimedRow[]): TimedRow[] {
  return rows
    .map((row, index) => ({ row, index }))
    .sort((a, b) => a.row.at - b.row.at || a.index - b.index)
    .map(({ row }) => row);
}

/** Networks repeat themselves: some rows are sent twice, the copy right behind or a few rows later. */
export function withDuplicates(
  random: Random,
  rows: readonly TimedRow[],
  probability: number,
): TimedRow[] {
  const result: TimedRow[] = [];
  for (const row of rows) {
    result.push(row);
    if (random.chance(probability)) result.push({ at: row.at, cells: [...row.cells] });
  }
  return result;
}

/** Empties or spoils a cell in `count` rows. */
export function spoil(
  random: Random,
  rows: readonly TimedRow[],
  column: number,
  count: number,
  value: Cell,
): void {
  for (let done = 0; done < count;) {
    const row = rows[random.between(0, rows.length - 1)];
    if (row === undefined || row.cells[column] === value) continue;
    row.cells[column] = value;
    done++;
  }
}
