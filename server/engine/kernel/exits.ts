/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { gapsOf, type Judged } from "./ledger/gaps.ts";
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
   * The earliest row of an exit at or after that of the deepest required stage, in order `any` of the last
   * one, but for those that the attempt chose; inverted, where time runs backwards, the latest one at or
   * before. Of equal times the first in the file, of several exits the first written. Undefined where there
   * is none, and where nothing more was to be reached. Where the stages are funnels of their own, `stage`
   * says of which it is asked, absent: of the goal.
   */
  of(
    attempt: Judged,
    columns: RowColumns,
    start: number,
    end: number,
    stage?: number,
  ): Departure | undefined;
}

const NONE: Exits = { of: () => undefined };

export function createExits(spec: FunnelSpec, { marks }: Pick<TaggedRows, "marks">): Exits {
  const { exits = 0, without = [] } = spec;
  if (exits === 0 || marks === undefined) return NONE;
  const first = without.length;
  const mask = (2 ** exits - 1) * 2 ** first;
  const layout = layOut(spec);
  const gaps = gapsOf(spec, layout);
  const isEach = spec.count === "attempts";
  const isAlone = spec.order === "independent";

  /** Whether the row stands for a stage already. */
  function isTaken({ rows, entry, entries }: Judged, row: number, stage: number): boolean {
    if (!isAlone) return rows.includes(row);
    return row === (isEach ? entry : entries![stage]);
  }

  return {
    of(attempt, { time, row }, start, end, of = layout.goal) {
      const missing = gaps.of(attempt);
      const stage = isAlone ? of : missing[0];
      if (stage === undefined || !missing.includes(stage)) return undefined;
      const since = gaps.since(attempt, stage);
      const leaves = (place: number): boolean =>
        (marks[row[place]!]! & mask) !== 0 && !isTaken(attempt, row[place]!, stage);
      const departure = (place: number): Departure => {
        const found = marks[row[place]!]! & mask;
        return { exit: 31 - Math.clz32(found & -found) - first, time: time[place]!, place };
      };
      if (spec.inverted) {
        let latest = -1;
        for (let place = end - 1; place >= start; place--) {
          if (latest >= 0 && time[place]! < time[latest]!) break;
          if (time[place]! <= since && leaves(place)) latest = place;
        }
        return latest < 0 ? undefined : departure(latest);
      }
      for (let place = start; place < end; place++) {
        if (time[place]! >= since && leaves(place)) return departure(place);
      }
      return undefined;
    },
  };
}
