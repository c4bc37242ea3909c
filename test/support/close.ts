import assert from "node:assert/strict";

/** Holds `actual` to `expected` within a relative error; in tails an absolute one says nothing. */
export function assertClose(actual: number | undefined, expected: number, error = 1e-11): void {
  const reach = error * Math.abs(expected);
  assert.ok(
    actual !== undefined && Math.abs(actual - expected) <= reach,
    `${actual} is ${expected} to ${error}`,
  );
}

/** Holds a value to one that was printed with so many decimals. */
export function assertPrinted(actual: number | undefined, printed: string): void {
  assert.equal(actual?.toFixed(printed.split(".")[1]?.length ?? 0), printed);
}
