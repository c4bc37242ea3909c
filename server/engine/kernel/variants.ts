/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { MISSING } from "./cells.ts";
import { entryBit, type FunnelSpec, type TaggedRows } from "./rows.ts";

/**
 * The same rows, in which nobody enters who has entries under several values of the first split (a missing
 * one is none), and how many those are.
 */
export function withoutSeveral(
  rows: TaggedRows,
  spec: FunnelSpec,
): { readonly rows: TaggedRows; readonly several: number } {
  const column = rows.splits[0];
  if (column === undefined) return { rows, several: 0 };
  const bit = entryBit(spec);
  const none = -1;
  const many = -2;
  const known = new Int32Array(rows.actors).fill(none);
  let several = 0;
  for (let row = 0; row < rows.length; row++) {
    const code = column[row]!;
    const actor = rows.actor[row]!;
    if ((rows.stages[row]! & bit) === 0 || code === MISSING || known[actor] === many) continue;
    if (known[actor] === none) known[actor] = code;
    else if (known[actor] !== code) {
      known[actor] = many;
      several++;
    }
  }
  if (several === 0) return { rows, several };
  const stages = rows.stages.map((mask, row) =>
    known[rows.actor[row]!] === many ? mask & ~bit : mask,
  );
  return { rows: { ...rows, stages }, several };
}
