/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { Attempt } from "../attempts.ts";
import type { Exits } from "../exits.ts";
import type { LedgerFigures } from "../figures.ts";
import type { StageLayout } from "../layout.ts";
import type { Observer } from "../observer.ts";
import type { FunnelSpec, TaggedRows } from "../rows.ts";
import type { RowColumns } from "../sort.ts";
import { createJudge, type Reason } from "./judge.ts";
import { createLost, type Lost } from "./lost.ts";
import { RULES } from "./rules.ts";

/** Why those who are missing at a stage stopped before it: by stage, in groups of cells of the splits. */
export interface Ledger extends Observer {
  /** By group and stage; undefined on the first stage and on optional ones. */
  figures(groupOf: Int32Array, groups: number): (LedgerFigures | undefined)[][];
  /** Those of whom it isn't known whether anything came later. Absent: it wasn't asked for. */
  readonly lost?: Lost;
}

/** Whether it is known of an order who stopped before which stage: they are in the order of the text. */
export function hasLedger({ order = "sequential", inverted }: FunnelSpec): boolean {
  return !inverted && order !== "any" && order !== "independent";
}

/** Reasons as places in a list of counters, behind those of the exits. */
const KINDS = ["open", ...RULES, "several", "before", "later"] as const;
const placeOf = new Map<string, number>(KINDS.map((kind, place) => [kind, place]));

/**
 * `isOpen`: whether the attempt that was taken in last may still come to a stage. With `namesLost` it
 * keeps a list of those whose later rows are to be looked at.
 */
export function createLedger(
  spec: FunnelSpec,
  layout: StageLayout,
  rows: TaggedRows,
  exits: Exits,
  isOpen: (stage: number) => boolean,
  namesLost: boolean,
): Ledger {
  const { count, required, goal } = layout;
  const judge = createJudge(spec, rows, exits);
  const ways = spec.exits ?? 0;
  const reasons = ways + KINDS.length;
  const isEach = spec.count === "attempts";
  const lost = namesLost ? createLost(isEach) : undefined;
  let counts = new Int32Array(16 * count * reasons);
  let pending: Pending[] = [];

  function write(
    cell: number,
    actor: number,
    attempt: Pick<Attempt, "rows" | "times">,
    stage: number,
    reason: Reason,
    until: number,
  ): void {
    const key = cell * count + stage;
    if ((key + 1) * reasons > counts.length) {
      const wider = new Int32Array(2 * (key + 1) * reasons);
      wider.set(counts);
      counts = wider;
    }
    const place = reason.kind === "exit" ? reason.exit : ways + placeOf.get(reason.kind)!;
    counts[key * reasons + place]!++;
    if (reason.kind === "later")
      lost?.add(actor, attempt.times[layout.previous[stage]!]!, stage, until);
  }

  /** The required stage that an attempt stopped before; undefined if it reached the goal. */
  function missing({ rows: chosen }: Pick<Attempt, "rows">): number | undefined {
    if (chosen[goal]! >= 0) return undefined;
    return required[required.findLastIndex((stage) => chosen[stage]! >= 0) + 1];
  }

  return {
    ...(lost === undefined ? {} : { lost: lost.found }),
    add(cell, attempt, columns, start, end) {
      if (isEach) {
        const { actor, rows: chosen, times } = attempt;
        const stage = missing(attempt);
        const open = stage !== undefined && isOpen(stage);
        pending.push({ cell, actor, rows: chosen.slice(), times: times.slice(), stage, open });
        return;
      }
      const stage = missing(attempt);
      if (stage === undefined) return;
      const reason = judge.reason(attempt, stage, isOpen(stage), columns, start, end);
      write(cell, attempt.actor, attempt, stage, reason, Infinity);
    },
    ...(isEach
      ? {
          /** An attempt is judged by the rows from its entry to the next one's. */
          done(columns: RowColumns, start: number, end: number): void {
            pending.sort((a, b) => a.times[0]! - b.times[0]!);
            let from = start;
            pending.forEach((attempt, index) => {
              const { cell, actor, stage, open } = attempt;
              const until = pending[index + 1]?.times[0] ?? Infinity;
              while (from < end && columns.time[from]! < attempt.times[0]!) from++;
              let to = from;
              while (to < end && columns.time[to]! < until) to++;
              if (stage === undefined) return;
              const reason = judge.reason(attempt, stage, open, columns, from, to);
              write(cell, actor, attempt, stage, reason, until);
            });
            pending = [];
          },
        }
      : {}),
    figures(groupOf, groups) {
      const found = Array.from({ length: groups }, () =>
        Array.from({ length: count }, (): LedgerFigures | undefined => undefined),
      );
      for (const stage of required.subarray(1)) {
        const sums = Array.from({ length: groups }, () => new Int32Array(reasons));
        groupOf.forEach((group, cell) => {
          const from = (cell * count + stage) * reasons;
          for (let i = 0; i < reasons; i++) sums[group]![i]! += counts[from + i] ?? 0;
        });
        sums.forEach((sum, group) => {
          found[group]![stage] = {
            exits: Array.from(sum.subarray(0, ways)),
            reasons: Object.fromEntries(
              KINDS.flatMap((kind, place) => {
                const held = sum[ways + place]!;
                return held === 0 ? [] : [[kind, held]];
              }),
            ),
          };
        });
      }
      return found;
    },
  };
}

interface Pending extends Pick<Attempt, "actor" | "rows" | "times"> {
  readonly cell: number;
  /** The required stage that it stopped before. */
  readonly stage: number | undefined;
  readonly open: boolean;
}
