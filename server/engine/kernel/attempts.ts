/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { createAttemptFinder } from "./attempt.ts";
import { forEachActor, type GroupingLimits } from "./group.ts";
import type { Attempt } from "./chosen.ts";
import { createRelaxedFinder } from "./rules/relaxed.ts";
import type { FunnelSpec, TaggedRows } from "./rows.ts";
import type { RowColumns } from "./sort.ts";
import { createSettled, type Range } from "./settled.ts";
import { createSpans, entryStageOf, type Span } from "./span.ts";

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
  const isEach = spec.count === "attempts";
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
    ...(isEach ? { span: [0, 0] as Span } : {}),
  };
  let actorEnd = 0;
  const entryStageIn = entryStageOf(spec, rows);
  const spans = isEach ? createSpans(spec, rows) : undefined;
  const settled = isEach ? createSettled(spec, rows, () => finder.served?.() ?? 0) : undefined;

  /** Finds the chosen attempt of a range of the actor's rows; false: there is none. */
  function find({ time, stages, row }: RowColumns, start: number, end: number): boolean {
    const depth = finder.find(time, stages, start, end, row);
    if (depth < 0) return false;
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
    return true;
  }

  /**
   * The same, by parts of the rows that double until what they have is settled: an actor with many rows
   * has many attempts, and mostly each is found among few of them.
   */
  function findNear(columns: RowColumns, all: Range, far: number): boolean {
    const { start, end } = all;
    const isFromEnd = settled!.isFromEnd(far);
    for (let size = 32; ; size *= 2) {
      const part = isFromEnd
        ? { start: groupStart(columns.time, end - size, start), end }
        : { start, end: groupEnd(columns.time, start + size, end) };
      const isAll = part.start === start && part.end === end;
      if (find(columns, part.start, part.end)) {
        if (isAll || settled!.isSettled(attempt, part, all, far)) return true;
      } else if (isAll) return false;
    }
  }

  /** The others lie strictly before and strictly after the time that the chosen attempt takes up. */
  function visitOthers(columns: RowColumns, start: number, end: number): void {
    const ranges: { readonly start: number; readonly end: number; readonly far: number }[] = [];
    const visitFound = (from: number, to: number): void => {
      const [since, until] = (attempt.span = spans!.of(attempt, columns, from, to));
      attempt.isLatest = to === actorEnd;
      visit(attempt, columns, from, to);
      const far = settled!.far(attempt);
      const early = firstAt(columns.time, from, to, (moment) => moment >= since);
      const late = firstAt(columns.time, from, to, (moment) => moment > until);
      if (late < to) ranges.push({ start: late, end: to, far });
      if (from < early) ranges.push({ start: from, end: early, far });
    };
    visitFound(start, end);
    for (let range = ranges.pop(); range !== undefined; range = ranges.pop()) {
      if (findNear(columns, range, range.far)) visitFound(range.start, range.end);
    }
  }

  forEachActor(
    rows,
    (columns, start, end, actor) => {
      attempt.actor = actor;
      actorEnd = end;
      if (!find(columns, start, end) || rules?.drops() === true) return;
      attempt.firstEntry = columns.row[finder.firstEntry()]!;
      if (isEach) {
        spans!.begin(columns, start, end);
        settled!.begin(columns, start, end);
        visitOthers(columns, start, end);
      } else visit(attempt, columns, start, end);
      done?.(columns, start, end);
    },
    limits,
  );
  return rules?.dropped ?? [];
}

/** Where the rows of the time before a place begin to be of that of the place, at or after `least`. */
function groupStart(time: Float64Array, place: number, least: number): number {
  let start = Math.max(place, least);
  while (start > least && time[start - 1] === time[start]) start--;
  return start;
}

/** Where the rows of the time of the one before a place end, at or before `most`. */
function groupEnd(time: Float64Array, place: number, most: number): number {
  let end = Math.min(place, most);
  while (end < most && time[end] === time[end - 1]) end++;
  return end;
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
