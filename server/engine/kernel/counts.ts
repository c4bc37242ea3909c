/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */

/** Counters by index, as many as are asked for. */
export interface Counts {
  add(index: number): void;
  get(index: number): number;
}

export function createCounts(): Counts {
  let values = new Int32Array(64);
  return {
    add(index) {
      if (index >= values.length) {
        const wider = new Int32Array(2 * index);
        wider.set(values);
        values = wider;
      }
      values[index]!++;
    },
    get: (index) => values[index] ?? 0,
  };
}
