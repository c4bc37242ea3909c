/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { createAttemptFinder } from "./attempt.ts";
import { forEachActor, type GroupingLimits } from "./group.ts";
import type { Attempt } from "./chosen.ts";
import { createRelaxedFinder } from "./rules/relaxed.ts";
import type { FunnelSpec, TaggedRows } from "./rows.ts";
import type { RowColumns } from "./sort.ts";
import { createNear } from "./near.ts";
import { createSpans } from "./span.ts";
import { firstTimed } from "./timeless.ts";

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
  const isEach = spec.count === "attempts";
  const near = createNear(spec, rows, finder);
  const { attempt } = near;
  let actorEnd = 0;
  const spans = isEach ? createSpans(spec, rows) : undefined;

  /** The others lie strictly before and strictly after the time that the chosen attempt takes up. */
  function visitOthers(columns: RowColumns, start: number, end: number): void {
    const ranges: { readonly start: number; readonly end: number; readonly far: number }[] = [];
    const visitFound = (from: number, to: number): void => {
      const [since, until] = (attempt.span = spans!.of(attempt, columns, from, to));
      attempt.isLatest = to === actorEnd;
      visit(attempt, columns, from, to);
      const far = near.far();
      // Rows without a time, which fit anywhere, are the chosen attempt's.
      const first = rows.timeless === undefined ? from : firstTimed(columns.time, from, to);
      // One none of whose rows has a time takes up none, and ends before it begins.
      const isNowhere = since > until;
      const early = isNowhere
        ? first
        : firstAt(columns.time, first, to, (moment) => moment >= since);
      const late = isNowhere ? first : firstAt(columns.time, first, to, (moment) => moment > until);
      if (late < to) ranges.push({ start: late, end: to, far });
      if (first < early) ranges.push({ start: first, end: early, far });
    };
    visitFound(start, end);
    for (let range = ranges.pop(); range !== undefined; range = ranges.pop()) {
      if (near.findNear(columns, range, range.far)) visitFound(range.start, range.end);
    }
  }

  forEachActor(
    rows,
    (columns, start, end, actor) => {
      attempt.actor = actor;
      actorEnd = end;
      if (!near.find(columns, start, end) || rules?.drops() === true) return;
      attempt.firstEntry = columns.row[finder.firstEntry()]!;
      if (isEach) {
        spans!.begin(columns, start, end);
        near.begin(columns, start, end);
        visitOthers(columns, start, end);
      } else visit(attempt, columns, start, end);
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
    rows.timeless === undefined &&
    inverted === undefined &&
    entry === "first" &&
    without.length === 0 &&
    inSession === undefined &&
    (rows.same ?? []).length === 0 &&
    stages.every(({ after, atLeast = 1 }) => after === undefined && atLeast === 1)
  );
}
