/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { createAttemptFinder } from "./attempt.ts";
import { forEachActor, type GroupingLimits } from "./group.ts";
import { createRulesFinder } from "./rules/finder.ts";
import { layOut } from "./layout.ts";
import type { FunnelSpec, TaggedRows } from "./rows.ts";
import type { RowColumns } from "./sort.ts";

/** An attempt of an actor: the chosen one, or each. One object serves all visits: read it, don't keep it. */
export interface Attempt {
  readonly actor: number;
  /** Index of the deepest stage reached. */
  readonly depth: number;
  /** By stage: index of its row in the {@link TaggedRows}; -1 where the attempt doesn't contain it. */
  readonly rows: Int32Array;
  /** By stage: the row's time in microseconds; undefined content where there is no row. */
  readonly times: Float64Array;
  /** Index of the actor's first row that may be an entry, whatever came of it. */
  readonly firstEntry: number;
}

/**
 * Visits the chosen attempt of every actor who entered, by ascending code; where attempts are counted,
 * all of each actor's, in no particular order. With it come the rows that it was chosen from: `start` to
 * `end` (excluded) of columns that the next visit overwrites. Returns how many actors each
 * `without … else drop actor` left out; those are not visited. `done` is told when all attempts of an
 * actor were visited, with all of the actor's rows.
 */
export function forEachAttempt(
  rows: TaggedRows,
  spec: FunnelSpec,
  visit: (attempt: Attempt, columns: RowColumns, start: number, end: number) => void,
  limits?: GroupingLimits,
  done?: (columns: RowColumns, start: number, end: number) => void,
): readonly number[] {
  const rules = isPlain(rows, spec) ? undefined : createRulesFinder(spec, rows);
  const finder = rules ?? createAttemptFinder(spec);
  const count = spec.stages.length;
  const attempt = {
    actor: 0,
    depth: 0,
    rows: new Int32Array(count),
    times: new Float64Array(count),
    firstEntry: 0,
  };
  const isEach = spec.count === "attempts";
  const { goal, window } = layOut(spec);
  const session = spec.inSession ? rows.session : undefined;

  /** Visits the chosen attempt of a range of the actor's rows; returns where its time ends. */
  function visitRange(
    columns: RowColumns,
    start: number,
    end: number,
    isWhole: boolean,
  ): number | undefined {
    const { time, stages, row } = columns;
    const depth = finder.find(time, stages, start, end, row);
    if (depth < 0 || (isWhole && rules?.drops() === true)) return undefined;
    for (let stage = 0; stage < count; stage++) {
      const p = finder.chosen[stage]!;
      attempt.rows[stage] = p < 0 ? -1 : row[p]!;
      if (p >= 0) attempt.times[stage] = time[p]!;
    }
    attempt.depth = depth;
    if (isWhole) attempt.firstEntry = row[finder.firstEntry()]!;
    visit(attempt, columns, start, end);
    if (attempt.rows[goal]! >= 0) return attempt.times[goal]!;
    return session === undefined
      ? attempt.times[0]! + window
      : lastOf(session, attempt.rows[0]!, columns, end);
  }

  /** The others lie strictly before and strictly after the time that the chosen attempt takes up. */
  function visitOthers(columns: RowColumns, start: number, end: number, until: number): void {
    const ranges: [start: number, end: number][] = [];
    const push = (from: number, to: number, before: number, after: number): void => {
      const early = firstAt(columns.time, from, to, (moment) => moment >= before);
      const late = firstAt(columns.time, from, to, (moment) => moment > after);
      if (late < to) ranges.push([late, to]);
      if (from < early) ranges.push([from, early]);
    };
    push(start, end, attempt.times[0]!, until);
    for (let range = ranges.pop(); range !== undefined; range = ranges.pop()) {
      const then = visitRange(columns, range[0], range[1], false);
      if (then !== undefined) push(range[0], range[1], attempt.times[0]!, then);
    }
  }

  forEachActor(
    rows,
    (columns, start, end, actor) => {
      attempt.actor = actor;
      const until = visitRange(columns, start, end, true);
      if (isEach && until !== undefined) visitOthers(columns, start, end, until);
      if (until !== undefined) done?.(columns, start, end);
    },
    limits,
  );
  return rules?.dropped ?? [];
}

/** The time of the last row, before `end`, that belongs to the visit of `row`. */
function lastOf(session: Int32Array, row: number, columns: RowColumns, end: number): number {
  let last = end - 1;
  while (session[columns.row[last]!] !== session[row]) last--;
  return columns.time[last]!;
}

/** The first row from `start` on whose time is late enough; `end` if there is none. */
function firstAt(
  time: Float64Array,
  start: number,
  end: number,
  isLate: (moment: number) => boolean,
): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isLate(time[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Whether a funnel does without the rules that ask for more than the fast way knows. */
export function isPlain(rows: TaggedRows, spec: FunnelSpec): boolean {
  const { stages, order = "sequential", entry = "first", without = [], inSession } = spec;
  return (
    order === "sequential" &&
    entry === "first" &&
    without.length === 0 &&
    inSession === undefined &&
    (rows.same ?? []).length === 0 &&
    stages.every(({ after, atLeast = 1 }) => after === undefined && atLeast === 1)
  );
}
