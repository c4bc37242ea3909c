/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */

/** Counters by cell, as many as are asked for. */
export interface Counts {
  add(cell: number, count: number): void;
  byGroup(groupOf: Int32Array, groups: number): Float64Array;
}

export function createCounts(): Counts {
  let values = new Float64Array(64);
  return {
    add(cell, count) {
      if (cell >= values.length) {
        const wider = new Float64Array(2 * cell);
        wider.set(values);
        values = wider;
      }
      values[cell]! += count;
    },
    byGroup(groupOf, groups) {
      const sums = new Float64Array(groups);
      groupOf.forEach((group, cell) => void (sums[group]! += values[cell] ?? 0));
      return sums;
    },
  };
}
