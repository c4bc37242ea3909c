import assert from "node:assert/strict";
import type { StageFigures } from "../../server/engine/kernel/figures.ts";
import type { OracleMaturity } from "./oracle-maturity.ts";

/** Holds the curve of a stage to the definition: each of its points, and that it ends where it must. */
export function checkCurve(
  { curve, kaplan_meier }: Pick<StageFigures, "curve" | "kaplan_meier">,
  { incidence, lastSeen }: OracleMaturity,
  entered: number,
  where: string,
): void {
  if (entered === 0) return assert.equal(curve, undefined, where);
  assert.ok(curve, where);
  assert.equal(curve[0]?.seconds, 0, where);
  assert.equal((curve.at(-1)?.seconds ?? NaN) * 1e6, lastSeen, where);
  curve.forEach(({ seconds, share }, index) => {
    const { seconds: before, share: less } = curve[index - 1] ?? { seconds: -1, share: 0 };
    assert.ok(before < seconds && less <= share, where);
    const expected = incidence(Math.round(seconds * 1e6));
    assert.ok(Math.abs(share - expected) < 1e-6, where);
  });
  // At the end of it is the estimate itself.
  const { share, interval } = kaplan_meier ?? {};
  if (share === undefined) return;
  assert.equal(curve.at(-1)?.share, share, where);
  assert.deepEqual(curve.at(-1)?.interval, interval, where);
}
