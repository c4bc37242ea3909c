/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { Attempt } from "./attempts.ts";
import { layOut } from "./layout.ts";
import type { FunnelSpec, TaggedRows } from "./rows.ts";
import type { RowColumns } from "./sort.ts";

/** A way out that an actor took. */
export interface Departure {
  /** Which of the funnel's exits. */
  readonly exit: number;
  /** Microseconds. */
  readonly time: number;
  /** The row, by its place in the columns. */
  readonly place: number;
}

/** Who didn't reach the goal because they went another way. */
export interface Exits {
  /**
   * The earliest row of an exit at or after that of the deepest required stage, but for those that the
   * attempt chose; of equal times the first in the file, of several exits the first written. Undefined
   * where there is none, and where the goal was reached.
   */
  of(
    attempt: Pick<Attempt, "rows" | "times">,
    columns: RowColumns,
    start: number,
    end: number,
  ): Departure | undefined;
}

const NONE: Exits = { of: () => undefined };

export function createExits(spec: FunnelSpec, { marks }: Pick<TaggedRows, "marks">): Exits {
  const { exits = 0, without = [] } = spec;
  if (exits === 0 || marks === undefined) return NONE;
  const first = without.length;
  const mask = (2 ** exits - 1) * 2 ** first;
  const { required, goal } = layOut(spec);

  return {
    of(attempt, { time, row }, start, end) {
      if (attempt.rows[goal]! >= 0) return undefined;
      const deepest = required.findLast((stage) => attempt.rows[stage]! >= 0) ?? 0;
      const from = attempt.times[deepest]!;
      for (let place = start; place < end; place++) {
        const found = marks[row[place]!]! & mask;
        if (found === 0 || time[place]! < from || attempt.rows.includes(row[place]!)) continue;
        return { exit: 31 - Math.clz32(found & -found) - first, time: time[place]!, place };
      }
      return undefined;
    },
  };
}
