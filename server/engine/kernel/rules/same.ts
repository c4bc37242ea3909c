/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */

/**
 * The rows of an actor by what they share: those of each combination of values that occurs, in the
 * order of its first row. Rows without one of the values are in none.
 */
export function valueGroups(
  same: readonly Int32Array[],
  row: Int32Array,
  start: number,
  end: number,
): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  for (let p = start; p < end; p++) {
    const codes = same.map((column) => column[row[p]!]!);
    if (codes.includes(-1)) continue;
    const key = codes.join(" ");
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [p]);
    else known.push(p);
  }
  return [...groups.values()];
}
