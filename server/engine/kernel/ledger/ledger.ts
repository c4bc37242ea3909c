/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { Exits } from "../exits.ts";
import type { LedgerFigures } from "../figures.ts";
import type { StageLayout } from "../layout.ts";
import type { Observer } from "../observer.ts";
import type { FunnelSpec, TaggedRows } from "../rows.ts";
import type { RowColumns } from "../sort.ts";
import { NO_TIME } from "../timeless.ts";
import { readingOf } from "../reading.ts";
import { gapsOf, type Judged } from "./gaps.ts";
import { createJudge, type Reason } from "./judge.ts";
import { createLost, type Lost } from "./lost.ts";
import { RULES } from "./rules.ts";
import { forEachTurn, type Kept, kept } from "./turns.ts";

/** Why those who are missing at a stage stopped before it: by stage, in groups of cells of the splits. */
export interface Ledger extends Observer {
  /** By group and what is read (see `reading.ts`); undefined where nobody can be missing. */
  figures(groupOf: Int32Array, groups: number): (LedgerFigures | undefined)[][];
  /** Those of whom it isn't known whether anything came later. Absent: it wasn't asked for. */
  readonly lost?: Lost;
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
  const { width } = readingOf(spec, layout);
  const gaps = gapsOf(spec, layout);
  const judge = createJudge(spec, rows, exits);
  const ways = spec.exits ?? 0;
  const reasons = ways + KINDS.length;
  const isEach = spec.count === "attempts";
  const lost = namesLost ? createLost(isEach, spec.inverted === true) : undefined;
  let counts = new Int32Array(16 * width * reasons);
  let pending: Pending[] = [];

  function write(
    cell: number,
    actor: number,
    attempt: Judged,
    missing: number,
    reason: Reason,
    until: number,
  ): void {
    const key = cell * width + missing;
    if ((key + 1) * reasons > counts.length) {
      const wider = new Int32Array(2 * (key + 1) * reasons);
      wider.set(counts);
      counts = wider;
    }
    const place = reason.kind === "exit" ? reason.exit : ways + placeOf.get(reason.kind)!;
    counts[key * reasons + place]!++;
    if (reason.kind !== "later") return;
    // Nothing is later than what has no time.
    const since = gaps.since(attempt, missing);
    if (since !== NO_TIME) lost?.add(actor, since, missing, until);
  }

  return {
    ...(lost === undefined ? {} : { lost: lost.found }),
    add(cell, attempt, columns, start, end) {
      const missing = gaps.of(attempt);
      if (isEach) {
        const open = missing.filter(isOpen);
        pending.push({ ...kept(attempt, spec.inverted), cell, missing: missing.slice(), open });
        return;
      }
      for (const each of missing) {
        const reason = judge.reason(attempt, each, isOpen(each), columns, start, end);
        write(cell, attempt.actor, attempt, each, reason, Infinity);
      }
    },
    ...(isEach
      ? {
          /** An attempt is judged by the rows from its entry to the next one's. */
          done(columns: RowColumns, start: number, end: number): void {
            forEachTurn(spec, pending, columns, start, end, (attempt, own, from, to, until) => {
              for (const each of attempt.missing) {
                const open = attempt.open.includes(each);
                const reason = judge.reason(attempt, each, open, own, from, to);
                write(attempt.cell, attempt.actor, attempt, each, reason, until);
              }
            });
            pending = [];
          },
        }
      : {}),
    figures(groupOf, groups) {
      const found = Array.from({ length: groups }, () =>
        Array.from({ length: width }, (): LedgerFigures | undefined => undefined),
      );
      for (const stage of gaps.all) {
        const sums = Array.from({ length: groups }, () => new Int32Array(reasons));
        groupOf.forEach((group, cell) => {
          const from = (cell * width + stage) * reasons;
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

interface Pending extends Kept {
  readonly cell: number;
  readonly missing: readonly number[];
  /** Those of them that it may still come to. */
  readonly open: readonly number[];
}
