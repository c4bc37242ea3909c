/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */

const SMALL = 600;

/**
 * Puts the `k`-th smallest value of `values[from..to]` (both included) at index `k`, with nothing
 * greater before it and nothing smaller behind it. Linear on average (Hoare's selection with the
 * median of three as pivot); input that defeats the pivots is sorted instead.
 */
export function select(values: Float64Array, k: number, from = 0, to = values.length - 1): void {
  let low = from;
  let high = to;
  let patience = 4 * (32 - Math.clz32(high - low + 1));
  while (high - low > SMALL) {
    if (patience-- === 0) break;
    const pivot = medianOfThree(values[low]!, values[(low + high) >>> 1]!, values[high]!);
    let left = low;
    let right = high;
    while (left <= right) {
      while (values[left]! < pivot) left++;
      while (values[right]! > pivot) right--;
      if (left <= right) {
        const value = values[left]!;
        values[left++] = values[right]!;
        values[right--] = value;
      }
    }
    if (k <= right) high = right;
    else if (k >= left) low = left;
    else return;
  }
  values.subarray(low, high + 1).sort();
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
