/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { createAttemptFinder, type AttemptFinder } from "../attempt.ts";
import { isPlain } from "../attempts.ts";
import type { Exits } from "../exits.ts";
import { layOut } from "../layout.ts";
import type { FunnelSpec, TaggedRows } from "../rows.ts";
import { createRelaxedFinder } from "../rules/relaxed.ts";
import type { RowColumns } from "../sort.ts";
import { firstTimed, NO_TIME } from "../timeless.ts";
import { gapsOf, type Judged, servedBy } from "./gaps.ts";
import { createOwnStages } from "./own-value.ts";
import { lifting, rulesOf, type Rule } from "./rules.ts";

/** Why an attempt ended where it did. `later`: whether anything came later isn't looked at. */
export type Reason =
  | { readonly kind: "exit"; readonly exit: number; readonly place: number }
  | { readonly kind: "open" | "several" | "before" | "later" | Rule };

export interface Judge {
  /**
   * The first reason that holds for an attempt that stopped before what is `missing` (see `gaps.ts`), by
   * the rows from `start` to `end` (excluded). `isOpen`: it may still come there.
   */
  reason(
    attempt: Judged,
    missing: number,
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
  const count = spec.stages.length;
  const gaps = gapsOf(spec, layOut(spec));
  const rules = rulesOf({ spec, rows });
  const alone = rules.map((rule) => ({
    reason: { kind: rule } satisfies Reason,
    finder: finderLifting([rule]),
    isShared: rule !== "same",
  }));
  const unruled = finderLifting(rules);
  const isFurthest = spec.order === "furthest";
  const isAny = spec.order === "any";
  const ownStages = createOwnStages(spec, rows);
  const all = (1 << count) - 1;

  function finderLifting(lifted: readonly Rule[]): AttemptFinder {
    const then = lifting({ spec, rows }, lifted);
    return isPlain(then.rows, then.spec)
      ? createAttemptFinder(then.spec)
      : createRelaxedFinder(then.spec, then.rows);
  }

  /** The stages one of which is missing; in order `any` each that has no row yet would do. */
  function wanted({ rows: chosen }: Judged, missing: number): number {
    if (!isAny) return isFurthest ? all & -(1 << missing) : 1 << missing;
    let mask = 0;
    for (let stage = 0; stage < count; stage++) if (chosen[stage]! < 0) mask |= 1 << stage;
    return mask;
  }

  /** The first row of them, inverted the last; -1: there is none. */
  function firstOf(mask: number, { stages }: RowColumns, start: number, end: number): number {
    if (spec.inverted) {
      for (let p = end - 1; p >= start; p--) if ((stages[p]! & mask) !== 0) return p;
      return -1;
    }
    for (let p = start; p < end; p++) if ((stages[p]! & mask) !== 0) return p;
    return -1;
  }

  /** Whether the first of the rows that have a time came too early. */
  function isBefore(
    attempt: Judged,
    missing: number,
    columns: RowColumns,
    start: number,
    end: number,
  ): boolean {
    // Where order plays no part, nothing comes too early; nor before or after what has no time.
    const since = gaps.since(attempt, missing);
    if (isAny || since === NO_TIME) return false;
    const timed = rows.timeless === undefined ? start : firstTimed(columns.time, start, end);
    const first = firstOf(wanted(attempt, missing), columns, timed, end);
    if (first < 0) return false;
    const moment = columns.time[first]!;
    return spec.inverted ? moment > since : moment < since;
  }

  return {
    reason(attempt, missing, isOpen, columns, start, end) {
      const departure = exits.of(attempt, columns, start, end, missing);
      if (departure !== undefined) {
        return { kind: "exit", exit: departure.exit, place: departure.place };
      }
      if (isOpen) return plainReasons.open;
      // Most who are lost have no row of the next stage at all.
      if (firstOf(wanted(attempt, missing), columns, start, end) < 0) return plainReasons.later;
      const { time, row } = columns;
      const reaches = (finder: AttemptFinder, isShared: boolean): boolean => {
        const stages = isShared ? ownStages(attempt.entry, columns, start, end) : columns.stages;
        if (finder.find(time, stages, start, end, row) < 0) return false;
        return isAny ? servedBy(finder.chosen) > missing - count : finder.chosen[missing]! >= 0;
      };
      if (rules.length > 0 && reaches(unruled, false)) {
        if (alone.length === 1) return alone[0]!.reason;
        const found = alone.find(({ finder, isShared }) => reaches(finder, isShared));
        return found?.reason ?? plainReasons.several;
      }
      return isBefore(attempt, missing, columns, start, end)
        ? plainReasons.before
        : plainReasons.later;
    },
  };
}
