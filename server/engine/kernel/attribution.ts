/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { Attempt } from "./attempts.ts";
import { MISSING } from "./cells.ts";
import { entryBit, type FunnelSpec, type TaggedRows } from "./rows.ts";
import type { SplitSpec } from "./splits.ts";
import { NO_TIME } from "./timeless.ts";

/** The code of the value under which an attempt counts, a split each; overwritten by the next. */
export type Attribution = (attempt: Attempt) => ArrayLike<number>;

/**
 * Which row of an attempt gives a split its value. Undefined where all take the actor's first entry, so
 * that there is nothing to choose. A split `at every` has one value on all rows by then, see
 * {@link eachValue}.
 */
export function createAttribution(
  columns: readonly Int32Array[],
  splits: readonly SplitSpec[],
): Attribution | undefined {
  if (splits.every(({ at = "entry" }) => at === "entry" || at === "every")) return undefined;
  const codes = new Int32Array(splits.length);
  return (attempt) => {
    for (let s = 0; s < splits.length; s++) {
      codes[s] = codeOf(columns[s]!, splits[s]!.at ?? "entry", attempt);
    }
    return codes;
  };
}

function codeOf(
  column: Int32Array,
  at: NonNullable<SplitSpec["at"]>,
  { rows, times, firstEntry }: Attempt,
): number {
  switch (at) {
    case "entry":
    case "every":
      return column[firstEntry]!;
    case "first":
    case "last": {
      // Not all orders have their stages in the order of time; of equal times the stages' counts.
      let found = MISSING;
      let moment = NaN;
      // A row without a time stands where its stage does among the others.
      let before = NO_TIME;
      for (let stage = 0; stage < rows.length; stage++) {
        const row = rows[stage]!;
        if (row < 0) continue;
        const then = times[stage] === NO_TIME ? before : times[stage]!;
        before = then;
        if (column[row] === MISSING) continue;
        if (found === MISSING || (at === "first" ? then < moment : then >= moment)) {
          found = column[row]!;
          moment = then;
        }
      }
      return found;
    }
    default: {
      const row = rows[at]!;
      return row < 0 ? MISSING : column[row]!;
    }
  }
}

/** The same rows, those of an actor with one value of the splits `at every` being an actor of their own. */
export function eachValue(rows: TaggedRows, splits: readonly SplitSpec[]): TaggedRows {
  let { actor, actors } = rows;
  rows.splits.forEach((column, s) => {
    if (splits[s]?.at === "every") ({ actor, actors } = partActors(actor, column));
  });
  return { ...rows, actor, actors };
}

/** Numbers the pairs of an actor and a code. */
function partActors(
  actor: Int32Array,
  column: Int32Array,
): { readonly actor: Int32Array; readonly actors: number } {
  const codes = new Map<number, number>();
  const parted = new Int32Array(column.length);
  const width = column.reduce((most, code) => Math.max(most, code), 0) + 2;
  for (let row = 0; row < column.length; row++) {
    const key = actor[row]! * width + column[row]! - MISSING;
    let code = codes.get(key);
    if (code === undefined) codes.set(key, (code = codes.size));
    parted[row] = code;
  }
  return { actor: parted, actors: codes.size };
}

/** How many actors have entries under several values of a split; a missing one is none. */
export function actorsUnderSeveral(rows: TaggedRows, spec: FunnelSpec, split: number): number {
  const column = rows.splits[split];
  if (column === undefined) return 0;
  const bit = entryBit(spec);
  const none = -1;
  const several = -2;
  const known = new Int32Array(rows.actors).fill(none);
  let count = 0;
  for (let row = 0; row < rows.length; row++) {
    const code = column[row]!;
    const actor = rows.actor[row]!;
    if ((rows.stages[row]! & bit) === 0 || code === MISSING || known[actor] === several) continue;
    if (known[actor] === none) known[actor] = code;
    else if (known[actor] !== code) {
      known[actor] = several;
      count++;
    }
  }
  return count;
}
