/* oxlint-disable typescript/no-non-null-assertion -- arrays are read within their bounds only */
import { bitCount } from "../matching.ts";

/** How many stages a set of rows can serve, each row one of its own; rows are the bit masks of theirs. */
export interface Cover {
  clear(): void;
  add(stages: number): void;
  remove(stages: number): void;
  /** Whether a row was added since {@link size} was asked that could make it larger. */
  mayHaveGrown(): boolean;
  size(): number;
  /** Keeps a row if it can be served beside those kept; says whether. */
  keep(stages: number): boolean;
  kept(): number;
}

export function createCover(count: number): Cover {
  /** By mask, how many rows there are. */
  const rows = new Map<number, number>();
  let hasGrown = false;
  /** By stage, the mask of the row that it is served by; 0 none. */
  const server = new Int32Array(count);
  /** Stages that no further row can be served at: those who hold them can't move. */
  let closed = 0;
  let kept = 0;

  function clearKept(): void {
    server.fill(0);
    closed = 0;
    kept = 0;
  }

  function keep(mask: number): boolean {
    if ((mask & ~closed) === 0) return false;
    let seen = closed;
    /** Kuhn's augmenting path: a free stage, or one whose row can move to another. */
    const place = (row: number): boolean => {
      for (let stage = 0; stage < count; stage++) {
        const bit = 1 << stage;
        if ((row & bit) === 0 || (seen & bit) !== 0) continue;
        seen |= bit;
        if (server[stage] === 0 || place(server[stage]!)) {
          server[stage] = row;
          return true;
        }
      }
      return false;
    };
    if (place(mask)) {
      kept++;
      return true;
    }
    closed = seen;
    return false;
  }

  return {
    clear() {
      rows.clear();
      hasGrown = false;
      clearKept();
    },
    add(mask) {
      if (mask === 0) return;
      const known = rows.get(mask) ?? 0;
      // More rows than stages of one kind are of no use.
      if (known < bitCount(mask)) hasGrown = true;
      rows.set(mask, known + 1);
    },
    remove(mask) {
      if (mask === 0) return;
      const known = rows.get(mask)!;
      if (known === 1) rows.delete(mask);
      else rows.set(mask, known - 1);
    },
    mayHaveGrown: () => hasGrown,
    size() {
      hasGrown = false;
      clearKept();
      for (const [mask, number] of rows) {
        const useful = Math.min(number, bitCount(mask));
        for (let i = 0; i < useful && keep(mask); i++);
      }
      return kept;
    },
    keep,
    kept: () => kept,
  };
}
