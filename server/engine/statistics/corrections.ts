/**
 * P-values corrected for the number of tests, in the order given: below α only where the method rejects
 * at α. Each is at least the p-value itself and at most 1.
 */

/**
 * S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure", Scandinavian Journal of Statistics
 * 6 (1979), 65–70: the chance of any false rejection stays below α.
 */
export function holm(values: readonly number[]): number[] {
  const order = ascending(values);
  const corrected = values.slice();
  let least = 0;
  order.forEach(({ value, index }, rank) => {
    least = Math.max(least, Math.min(1, (values.length - rank) * value));
    corrected[index] = least;
  });
  return corrected;
}

/**
 * Y. Benjamini and Y. Hochberg, "Controlling the False Discovery Rate", Journal of the Royal Statistical
 * Society B 57 (1995), 289–300: the expected share of false ones among the rejections stays below α.
 */
export function benjaminiHochberg(values: readonly number[]): number[] {
  const order = ascending(values);
  const corrected = values.slice();
  let most = 1;
  order.reverse().forEach(({ value, index }, fromTop) => {
    most = Math.min(most, (values.length / (values.length - fromTop)) * value);
    corrected[index] = most;
  });
  return corrected;
}

function ascending(values: readonly number[]): { value: number; index: number }[] {
  return values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
}
