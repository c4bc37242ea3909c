/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { Attempt } from "../attempts.ts";
import { maturityOf } from "../compute.ts";
import { createExits } from "../exits.ts";
import { layOut } from "../layout.ts";
import type { FunnelSpec, TaggedRows } from "../rows.ts";
import type { RowColumns } from "../sort.ts";
import { NO_TIME } from "../timeless.ts";
import { tallyAttempts } from "../tally.ts";
import { createJudge, type Reason } from "./judge.ts";
import { gapsOf } from "./gaps.ts";
import { nearest, type NearMiss } from "./nearest.ts";
import { type Moment, openEntry } from "./open-entry.ts";
import { createOwnStages } from "./own-value.ts";
import { type Rule, rulesOf, type Ruled } from "./rules.ts";
import { forEachTurn, type Kept, kept } from "./turns.ts";

/** An attempt, and why it went no further. Rows by their index in the {@link TaggedRows}. */
export interface Explained {
  /** By stage; -1 where the attempt doesn't contain it. */
  readonly rows: readonly number[];
  /** Absent where all was reached. */
  readonly stopped?: Stopped;
  /** Order `independent`: the further stages that it stopped before. */
  readonly also?: readonly Stopped[];
}

export interface Stopped {
  /** The required stage that it stopped before; in order `any` the place behind the stages. */
  readonly stage: number;
  readonly reason: Reason["kind"];
  /** Which exit. */
  readonly exit?: number;
  /** The row of the exit, the one that came before, the first later one; the entry from which it is still open. */
  readonly row?: number;
  /** Of `several`: those that must be lifted together. */
  readonly rules?: readonly Rule[];
  /** What would have been reached if the rule, or several, hadn't stood in the way. */
  readonly near?: NearMiss;
}

/**
 * The attempts of the only actor of `rows`, which are all of the actor's, by time: none if the actor never
 * entered. `isDropped`: left out by an `else drop actor`.
 */
export function explain(
  rows: TaggedRows,
  spec: FunnelSpec,
  asOf?: number,
): { readonly attempts: Explained[]; readonly isDropped: boolean } {
  const layout = layOut(spec);
  const maturity = maturityOf(rows, spec, layout, {
    splits: [],
    pairs: [],
    ...(asOf === undefined ? {} : { asOf }),
  });
  const gaps = gapsOf(spec, layout);
  const found: Found[] = [];
  const explained = new Map<Found, Explained>();
  const judge = createJudge(spec, rows, createExits(spec, rows));
  const told = (one: Found, columns: RowColumns, start: number, end: number): void => {
    const [stopped, ...also] = one.missing.map((stage) => {
      const reason = judge.reason(one, stage, one.open.includes(stage), columns, start, end);
      return stoppedBy({ rows, spec, asOf }, reason, one, stage, columns, start, end);
    });
    explained.set(one, {
      rows: Array.from(one.rows),
      ...(stopped === undefined ? {} : { stopped }),
      ...(also.length === 0 ? {} : { also }),
    });
  };
  const watch = {
    add(_: number, attempt: Attempt): void {
      const missing = gaps.of(attempt).slice();
      const open = missing.filter((stage) => maturity?.isOpen(stage) === true);
      found.push({ ...kept(attempt, spec.inverted), missing, open });
    },
    done(columns: RowColumns, start: number, end: number): void {
      if (spec.count !== "attempts") for (const one of found) told(one, columns, start, end);
      else {
        forEachTurn(spec, found, columns, start, end, (one, own, from, to) => {
          told(one, own, from, to);
        });
      }
    },
  };
  const observers = maturity === undefined ? [watch] : [maturity, watch];
  const { dropped } = tallyAttempts({ ...rows, splits: [] }, spec, [], [], observers);
  found.sort((a, b) => a.entered - b.entered);
  return {
    attempts: found.flatMap((one) => explained.get(one) ?? []),
    isDropped: dropped.some((count) => count > 0),
  };
}

interface Found extends Kept {
  readonly missing: readonly number[];
  /** Those of them that it may still come to. */
  readonly open: readonly number[];
}

function stoppedBy(
  ruled: Ruled & Moment,
  reason: Reason,
  attempt: Found,
  stage: number,
  columns: RowColumns,
  start: number,
  end: number,
): Stopped {
  const { spec } = ruled;
  const last = gapsOf(spec, layOut(spec)).since(attempt, stage);
  // In the order in which the funnel is read.
  const places = Array.from({ length: end - start }, (_, i) =>
    spec.inverted ? end - 1 - i : start + i,
  );
  const sign = spec.inverted ? -1 : 1;
  /** Not a number where one of the two has no time: then neither is before the other. */
  const sinceLast = (p: number): number =>
    columns.time[p] === NO_TIME || last === NO_TIME ? NaN : sign * (columns.time[p]! - last);
  const rowAt = (place: number | undefined): Pick<Stopped, "row"> =>
    place === undefined ? {} : { row: columns.row[place]! };
  switch (reason.kind) {
    case "open":
      return { stage, reason: reason.kind, ...rowAt(openEntry(ruled, stage, columns, start, end)) };
    case "exit":
      return { stage, reason: reason.kind, exit: reason.exit, ...rowAt(reason.place) };
    case "before": {
      const isOfStage = (p: number): boolean => (columns.stages[p]! & (1 << stage)) !== 0;
      const before = places.findLast((p) => sinceLast(p) < 0 && isOfStage(p));
      return { stage, reason: reason.kind, ...rowAt(before) };
    }
    case "later":
      return { stage, reason: reason.kind, ...rowAt(places.find((p) => sinceLast(p) > 0)) };
    default: {
      const isSeveral = reason.kind === "several";
      const own = createOwnStages(spec, ruled.rows)(attempt.entry, columns, start, end);
      const nearBy = (rules: readonly Rule[]): NearMiss | undefined => {
        const stages = rules.includes("same") ? columns.stages : own;
        return nearest(ruled, rules, stage, { ...columns, stages }, start, end);
      };
      const lifted = isSeveral ? fewest(ruled, nearBy) : [reason.kind];
      const near = nearBy(lifted);
      return {
        stage,
        reason: reason.kind,
        ...(isSeveral ? { rules: lifted } : {}),
        ...(near === undefined ? {} : { near }),
      };
    }
  }
}

/** Of the rules that stand in the way together, no more than it takes: those that are blamed first stay. */
function fewest(
  ruled: Ruled,
  nearBy: (lifted: readonly Rule[]) => NearMiss | undefined,
): readonly Rule[] {
  let lifted = rulesOf(ruled);
  for (const rule of lifted.toReversed()) {
    const others = lifted.filter((each) => each !== rule);
    if (nearBy(others) !== undefined) lifted = others;
  }
  return lifted;
}
