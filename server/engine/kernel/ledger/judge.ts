/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { createAttemptFinder, type AttemptFinder } from "../attempt.ts";
import { isPlain, type Attempt } from "../attempts.ts";
import type { Exits } from "../exits.ts";
import { layOut } from "../layout.ts";
import type { FunnelSpec, TaggedRows } from "../rows.ts";
import { createRulesFinder } from "../rules/finder.ts";
import type { RowColumns } from "../sort.ts";
import { lifting, rulesOf, type Rule } from "./rules.ts";

/** Why an attempt ended where it did. `later`: whether anything came later isn't looked at. */
export type Reason =
  | { readonly kind: "exit"; readonly exit: number; readonly place: number }
  | { readonly kind: "open" | "several" | "before" | "later" | Rule };

/** What counts of an attempt here. */
export type Judged = Pick<Attempt, "rows" | "times">;

export interface Judge {
  /**
   * The first reason that holds for an attempt that stopped before the required stage `stage`, the one
   * next to the deepest that it reached, by the rows from `start` to `end` (excluded). `isOpen`: it may
   * still come there.
   */
  reason(
    attempt: Judged,
    stage: number,
    isOpen: boolean,
    columns: RowColumns,
    start: number,
    end: number,
  ): Reason;
}

const plainReasons = {
  open: { kind: "open" },
  several: { kind: "several" },
  before: { kind: "before" },
  later: { kind: "later" },
} as const satisfies Record<string, Reason>;

export function createJudge(spec: FunnelSpec, rows: TaggedRows, exits: Exits): Judge {
  const { previous } = layOut(spec);
  const rules = rulesOf({ spec, rows });
  const alone = rules.map((rule) => ({
    reason: { kind: rule } satisfies Reason,
    finder: finderLifting([rule]),
  }));
  const unruled = finderLifting(rules);
  const isFurthest = spec.order === "furthest";

  function finderLifting(lifted: readonly Rule[]): AttemptFinder {
    const then = lifting({ spec, rows }, lifted);
    return isPlain(then.rows, then.spec)
      ? createAttemptFinder(then.spec)
      : createRulesFinder(then.spec, then.rows);
  }

  /** Where a row of the stage, or of one that implies it, first stands; -1 nowhere. */
  function firstOf(stage: number, { stages }: RowColumns, start: number, end: number): number {
    const bits = isFurthest ? ((1 << spec.stages.length) - 1) & -(1 << stage) : 1 << stage;
    for (let p = start; p < end; p++) if ((stages[p]! & bits) !== 0) return p;
    return -1;
  }

  return {
    reason(attempt, stage, isOpen, columns, start, end) {
      const departure = exits.of(attempt, columns, start, end);
      if (departure !== undefined) {
        return { kind: "exit", exit: departure.exit, place: departure.place };
      }
      if (isOpen) return plainReasons.open;
      // Most who are lost have no row of the next stage at all.
      const first = firstOf(stage, columns, start, end);
      if (first < 0) return plainReasons.later;
      const { time, stages, row } = columns;
      const reaches = (finder: AttemptFinder): boolean =>
        finder.find(time, stages, start, end, row) >= stage;
      if (rules.length > 0 && reaches(unruled)) {
        if (alone.length === 1) return alone[0]!.reason;
        return alone.find(({ finder }) => reaches(finder))?.reason ?? plainReasons.several;
      }
      const isBefore = time[first]! < attempt.times[previous[stage]!]!;
      return isBefore ? plainReasons.before : plainReasons.later;
    },
  };
}
