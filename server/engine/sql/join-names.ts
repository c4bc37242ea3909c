/** The column that has the key of a row's lookup; missing where the lookup lacks it. */
export function matchedKey(lookup: string): string {
  return `key of ${lookup}`;
}

/** A column that was joined, by its place among those that are read of the lookup. */
export function joinedColumn(lookup: string, index: number): string {
  return `column ${index} of ${lookup}`;
}
