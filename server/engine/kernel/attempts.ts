/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { createAttemptFinder } from "./attempt.ts";
import { forEachActor, type GroupingLimits } from "./group.ts";
import type { Attempt } from "./chosen.ts";
import { createRelaxedFinder } from "./rules/relaxed.ts";
import type { FunnelSpec, TaggedRows } from "./rows.ts";
import type { RowColumns } from "./sort.ts";
import { entryStageOf, spanOf } from "./span.ts";

export type { Attempt } from "./chosen.ts";

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
  const rules = isPlain(rows, spec) ? undefined : createRelaxedFinder(spec, rows);
  const finder = rules ?? createAttemptFinder(spec);
  const count = spec.stages.length;
  const attempt = {
    actor: 0,
    depth: 0,
    rows: new Int32Array(count),
    times: new Float64Array(count),
    entry: 0,
    entered: 0,
    firstEntry: 0,
    isLatest: true,
    ...(finder.starts === undefined ? {} : { starts: finder.starts }),
    ...(finder.entries === undefined ? {} : { entries: new Int32Array(count) }),
  };
  const isEach = spec.count === "attempts";
  let actorEnd = 0;
  const entryStageIn = entryStageOf(spec, rows);
  const spanIn = spanOf(spec, rows);

  /** Visits the chosen attempt of a range of the actor's rows; false: there is none. */
  function visitRange(columns: RowColumns, start: number, end: number, isWhole: boolean): boolean {
    const { time, stages, row } = columns;
    const depth = finder.find(time, stages, start, end, row);
    if (depth < 0 || (isWhole && rules?.drops() === true)) return false;
    for (let stage = 0; stage < count; stage++) {
      const p = finder.chosen[stage]!;
      attempt.rows[stage] = p < 0 ? -1 : row[p]!;
      if (p >= 0) attempt.times[stage] = time[p]!;
    }
    const { entries } = attempt;
    finder.entries?.forEach((p, stage) => void (entries![stage] = row[p]!));
    const entryStage = entryStageIn(attempt);
    attempt.depth = depth;
    attempt.entry = attempt.rows[entryStage]!;
    attempt.entered = attempt.times[entryStage]!;
    if (isWhole) attempt.firstEntry = row[finder.firstEntry()]!;
    attempt.isLatest = end === actorEnd;
    visit(attempt, columns, start, end);
    return true;
  }

  /** The others lie strictly before and strictly after the time that the chosen attempt takes up. */
  function visitOthers(columns: RowColumns, start: number, end: number): void {
    const ranges: [start: number, end: number][] = [];
    const push = (from: number, to: number): void => {
      const [before, after] = spanIn(attempt, columns, from, to);
      const early = firstAt(columns.time, from, to, (moment) => moment >= before);
      const late = firstAt(columns.time, from, to, (moment) => moment > after);
      if (late < to) ranges.push([late, to]);
      if (from < early) ranges.push([from, early]);
    };
    push(start, end);
    for (let range = ranges.pop(); range !== undefined; range = ranges.pop()) {
      if (visitRange(columns, range[0], range[1], false)) push(range[0], range[1]);
    }
  }

  forEachActor(
    rows,
    (columns, start, end, actor) => {
      attempt.actor = actor;
      actorEnd = end;
      if (!visitRange(columns, start, end, true)) return;
      if (isEach) visitOthers(columns, start, end);
      done?.(columns, start, end);
    },
    limits,
  );
  return rules?.dropped ?? [];
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
  const { stages, order = "sequential", entry = "first", without = [], inSession, inverted } = spec;
  return (
    order === "sequential" &&
    inverted === undefined &&
    entry === "first" &&
    without.length === 0 &&
    inSession === undefined &&
    (rows.same ?? []).length === 0 &&
    stages.every(({ after, atLeast = 1 }) => after === undefined && atLeast === 1)
  );
}
