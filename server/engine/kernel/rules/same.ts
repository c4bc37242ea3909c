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
  const groups = new Map<string | number, number[]>();
  const [only] = same.length === 1 ? same : [];
  for (let p = start; p < end; p++) {
    const key = only === undefined ? keyOf(same, row[p]!) : only[row[p]!]!;
    if (key === -1) continue;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [p]);
    else known.push(p);
  }
  return [...groups.values()];
}

/** The values of a row, written one behind the other; -1: it lacks one. */
function keyOf(same: readonly Int32Array[], row: number): string | -1 {
  const codes = same.map((column) => column[row]!);
  return codes.includes(-1) ? -1 : codes.join(" ");
}
