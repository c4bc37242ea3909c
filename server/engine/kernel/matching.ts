/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */

/**
 * Gives stages distinct rows among the rows of one time: the only place where the rule that a row
 * serves one stage needs more than looking. Everything refers to the rows from `from` on that have
 * the time of row `from`, up to `end` at most.
 */
export interface Matcher {
  /** Whether all stages in the bit mask `wanted` can be served by distinct rows. */
  feasible(
    time: Float64Array,
    stages: Int32Array,
    from: number,
    end: number,
    wanted: number,
  ): boolean;
  /**
   * The same, writing the rows into `chosen`: in the order of `priority` each stage gets the first
   * row in file order with which the others can still be served.
   */
  assign(
    time: Float64Array,
    stages: Int32Array,
    from: number,
    end: number,
    wanted: number,
    chosen: Int32Array,
  ): boolean;
}

/** `priority` lists all stages. */
export function createMatcher(priority: Int32Array): Matcher {
  const count = priority.length;
  /** The candidates of stage s: `rows[s * count + i]` for i below `found[s]`, in file order. */
  const rows = new Int32Array(count * count);
  const found = new Int32Array(count);
  /** The row that serves a stage; -1 none. */
  const placed = new Int32Array(count);
  const before = new Int32Array(count);
  /** Stages whose row is not to be taken over. */
  let barred = 0;

  /**
   * Collects the first rows of each wanted stage. The others can take no more rows than they are, so
   * as many as there are wanted stages suffice: the work per time is bounded, however many rows it has.
   */
  function collect(
    time: Float64Array,
    stages: Int32Array,
    from: number,
    end: number,
    wanted: number,
  ): void {
    found.fill(0);
    placed.fill(-1);
    const enough = bitCount(wanted);
    const moment = time[from]!;
    let open = wanted;
    for (let p = from; p < end && open !== 0 && time[p] === moment; p++) {
      for (let hits = stages[p]! & open; hits !== 0; hits &= hits - 1) {
        const stage = lowestBit(hits);
        const n = found[stage]!;
        rows[stage * count + n] = p;
        found[stage] = n + 1;
        if (n + 1 === enough) open &= ~(1 << stage);
      }
    }
  }

  function holder(row: number): number {
    for (let s = 0; s < count; s++) if (placed[s] === row) return s;
    return -1;
  }

  /** Kuhn's augmenting path: a free row, or one whose stage can move to another. */
  function place(stage: number): boolean {
    const first = stage * count;
    const last = first + found[stage]!;
    for (let i = first; i < last; i++) {
      if (holder(rows[i]!) < 0) {
        placed[stage] = rows[i]!;
        return true;
      }
    }
    for (let i = first; i < last; i++) {
      const owner = holder(rows[i]!);
      if ((barred & (1 << owner)) !== 0) continue;
      barred |= 1 << owner;
      if (place(owner)) {
        placed[stage] = rows[i]!;
        return true;
      }
    }
    return false;
  }

  function feasible(
    time: Float64Array,
    stages: Int32Array,
    from: number,
    end: number,
    wanted: number,
  ): boolean {
    collect(time, stages, from, end, wanted);
    for (let left = wanted; left !== 0; left &= left - 1) {
      const stage = lowestBit(left);
      barred = 1 << stage;
      if (!place(stage)) return false;
    }
    return true;
  }

  /** Moves `stage` to its first row that leaves the stages in `fixed` alone and the others served. */
  function improve(stage: number, fixed: number): void {
    const first = stage * count;
    for (let i = first; i < first + found[stage]!; i++) {
      const row = rows[i]!;
      if (row === placed[stage]) return;
      const owner = holder(row);
      if (owner >= 0 && (fixed & (1 << owner)) !== 0) continue;
      before.set(placed);
      placed[stage] = row;
      if (owner < 0) return;
      placed[owner] = -1;
      barred = fixed | (1 << stage) | (1 << owner);
      if (place(owner)) return;
      placed.set(before);
    }
  }

  return {
    feasible,
    assign(time, stages, from, end, wanted, chosen) {
      if (!feasible(time, stages, from, end, wanted)) return false;
      let fixed = 0;
      for (const stage of priority) {
        if ((wanted & (1 << stage)) === 0) continue;
        improve(stage, fixed);
        fixed |= 1 << stage;
        chosen[stage] = placed[stage]!;
      }
      return true;
    },
  };
}

export function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

export function bitCount(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count++;
  return count;
}
