/** How many rows a stage takes; `isWhole`: they are all that it takes, so one of them is its row. */
export interface Demand {
  readonly stage: number;
  readonly rows: number;
  readonly isWhole: boolean;
}

/** Rows without a time: the place of each, the stages that it matches, the `without` that name it. */
export interface TimelessRow {
  readonly place: number;
  readonly stages: number;
  readonly marks: number;
}

/** Rows that a `without` names must be taken by one of its own stages: by mark, their bit mask. */
export type Exempting = ReadonlyMap<number, number>;

/**
 * Gives each demand distinct rows that match its stage: by stage, the place of its row. Of all ways to do
 * it the one that gives the first demand's stage the first row, then the second … Undefined where there is
 * none. `pins`: by stage, the only row that it may have.
 */
export function assign(
  rows: readonly TimelessRow[],
  demands: readonly Demand[],
  exempting: Exempting,
  pins: ReadonlyMap<number, number> = new Map(),
): ReadonlyMap<number, number> | undefined {
  const slots = [
    ...demands.flatMap(({ stage, isWhole }) => (isWhole ? [{ stage, isRow: true }] : [])),
    ...demands.flatMap(({ stage, rows: count, isWhole }) =>
      Array.from({ length: isWhole ? count - 1 : count }, () => ({ stage, isRow: false })),
    ),
  ];
  const holders = new Map<TimelessRow, number>();
  const found = new Map<number, number>();

  const isExempt = (row: TimelessRow): boolean =>
    [...exempting].every(
      ([mark, ends]) =>
        (row.marks & (1 << mark)) === 0 || ((1 << (holders.get(row) ?? 31)) & ends) !== 0,
    );
  const fill = (next: number): boolean => {
    const slot = slots[next];
    if (slot === undefined) return exempting.size === 0 || rows.every(isExempt);
    const pin = slot.isRow ? pins.get(slot.stage) : undefined;
    const tried = new Set<string>();
    for (const row of rows) {
      if (holders.has(row) || (row.stages & (1 << slot.stage)) === 0) continue;
      if (pin !== undefined && row.place !== pin) continue;
      // Of rows that are alike, the first in the file does what the others could.
      const kind = pins.size > 0 ? `${row.place}` : `${row.stages} ${row.marks}`;
      if (tried.has(kind)) continue;
      tried.add(kind);
      holders.set(row, slot.stage);
      if (fill(next + 1)) {
        if (slot.isRow) found.set(slot.stage, row.place);
        return true;
      }
      holders.delete(row);
    }
    return false;
  };
  return fill(0) ? found : undefined;
}
