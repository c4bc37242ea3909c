/** The largest partial sum that a double still holds exactly. */
const EXACT = Number.MAX_SAFE_INTEGER;

/**
 * The exact sum of whole numbers, each of a magnitude up to 2^53. Adding doubles would round as soon
 * as the sum of a few thousand times passes 2^53, and differently for another order of rows.
 */
export function exactSum(values: Float64Array): bigint {
  let total = 0n;
  let partial = 0;
  for (const value of values) {
    const next = partial + value;
    if (next <= EXACT && next >= -EXACT) {
      partial = next;
    } else {
      total += BigInt(partial) + BigInt(value);
      partial = 0;
    }
  }
  return total + BigInt(partial);
}
