/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { createAttemptFinder } from "./attempt.ts";
import { forEachActor, type GroupingLimits } from "./group.ts";
import { createRulesFinder } from "./rules/finder.ts";
import type { FunnelSpec, TaggedRows } from "./rows.ts";

/** The chosen attempt of an actor. One object serves all visits: read it, don't keep it. */
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
 * Visits the chosen attempt of every actor who entered, by ascending code. Returns how many actors each
 * `without … else drop actor` left out; those are not visited.
 */
export function forEachAttempt(
  rows: TaggedRows,
  spec: FunnelSpec,
  visit: (attempt: Attempt) => void,
  limits?: GroupingLimits,
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
  forEachActor(
    rows,
    ({ time, stages, row }, start, end, actor) => {
      const depth = finder.find(time, stages, start, end, row);
      if (depth < 0) return;
      for (let stage = 0; stage < count; stage++) {
        const p = finder.chosen[stage]!;
        attempt.rows[stage] = p < 0 ? -1 : row[p]!;
        if (p >= 0) attempt.times[stage] = time[p]!;
      }
      attempt.actor = actor;
      attempt.depth = depth;
      attempt.firstEntry = row[finder.firstEntry()]!;
      visit(attempt);
    },
    limits,
  );
  return rules?.dropped ?? [];
}

/** Whether a funnel does without the rules that ask for more than the fast way knows. */
function isPlain(rows: TaggedRows, spec: FunnelSpec): boolean {
  const { stages, order = "sequential", entry = "first", without = [] } = spec;
  return (
    order === "sequential" &&
    entry === "first" &&
    without.length === 0 &&
    (rows.same ?? []).length === 0 &&
    stages.every(({ after, atLeast = 1 }) => after === undefined && atLeast === 1)
  );
}
