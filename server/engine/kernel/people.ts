/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { Attempt } from "./attempts.ts";
import { type AudienceSpec, isIn } from "./audience.ts";
import { createAttribution } from "./attribution.ts";
import { maturityOf } from "./compute.ts";
import { createExits } from "./exits.ts";
import { layOut } from "./layout.ts";
import { createJudge, type Reason } from "./ledger/judge.ts";
import { gapsOf } from "./ledger/gaps.ts";
import { RULES } from "./ledger/rules.ts";
import { forEachTurn, type Kept, kept } from "./ledger/turns.ts";
import type { FunnelSpec, TaggedRows } from "./rows.ts";
import { allValues, append, createSeries } from "./series.ts";
import type { RowColumns } from "./sort.ts";
import type { SplitSpec } from "./splits.ts";
import { tallyAttempts } from "./tally.ts";
import { NO_TIME } from "./timeless.ts";

/** Whose attempts are looked for. */
export type PeopleSpec =
  | { readonly kind: "reached"; readonly stage: number }
  /** Stopped before this required stage; in order `any` those whose attempt lacks it. */
  | { readonly kind: "dropped"; readonly stage: number }
  /** Gone by an exit, whatever they had reached. */
  | { readonly kind: "left"; readonly exit: number }
  | ({ readonly kind: "audience" } & AudienceSpec);

/** Attempts, a column each, in no particular order. */
export interface People {
  readonly length: number;
  /** Codes. */
  readonly actor: Int32Array;
  /** Microseconds: of the entry. */
  readonly entered: Float64Array;
  /** Of the stage's row; where it was not reached, of the last required one before. */
  readonly time: Float64Array;
  /** The codes of the splits' values, one behind the other. */
  readonly codes: readonly number[];
  /** Index in {@link REASONS}, or behind these an exit; -1: not asked for, or reached. */
  readonly reason: Int32Array;
  /** Where attempts are counted: rows from then on are the next one's, inverted up to then. */
  readonly until?: Float64Array;
}

/** `later` until somebody has looked whether anything came later: then it is `other` or `nothing`. */
export const REASONS = [
  "open",
  ...RULES,
  "several",
  "before",
  "later",
  "other",
  "nothing",
] as const;
export const placeOfReason = new Map<string, number>(REASONS.map((kind, place) => [kind, place]));

export function findPeople(
  rows: TaggedRows,
  spec: FunnelSpec,
  of: PeopleSpec,
  splits: readonly SplitSpec[],
  asOf?: number,
): People {
  const layout = layOut(spec);
  const gaps = gapsOf(spec, layout);
  const moment = asOf === undefined ? {} : { asOf };
  const isReached = of.kind === "reached" || of.kind === "audience";
  const maturity = isReached
    ? undefined
    : maturityOf(rows, spec, layout, { splits: [], pairs: [], ...moment });
  const judge = isReached ? undefined : createJudge(spec, rows, createExits(spec, rows));
  const isEach = spec.count === "attempts";
  const found = createColumns(isEach);
  const attributed = createAttribution(rows.splits, splits);
  const codesOf = (attempt: Attempt): readonly number[] =>
    attributed === undefined
      ? rows.splits.map((column) => column[attempt.firstEntry]!)
      : Array.from(attributed(attempt));
  let pending: Pending[] = [];

  /** What it stopped before, of what is asked for. By name, any missing stage of order `any` is why. */
  function askedOf(attempt: Attempt): readonly number[] {
    const missing = gaps.of(attempt);
    if (of.kind !== "dropped") return missing;
    if (spec.order === "any") return attempt.rows[of.stage]! < 0 ? missing : [];
    return missing.includes(of.stage) ? [of.stage] : [];
  }

  function judged(
    one: Pending,
    columns: RowColumns,
    start: number,
    end: number,
    until?: number,
  ): void {
    for (const missing of one.missing) {
      const isOpen = one.open.includes(missing);
      const reason = judge?.reason(one, missing, isOpen, columns, start, end);
      const exit = reason?.kind === "exit" ? reason.exit : undefined;
      if (of.kind === "left" && exit !== of.exit) continue;
      const since = gaps.since(one, missing);
      // Nothing is later than what has no time.
      const isNothing = reason?.kind === "later" && since === NO_TIME;
      found.add(one, since, isNothing ? placeOfReason.get("nothing")! : codeOf(reason), until);
      return;
    }
  }

  const watch = {
    add(_: number, attempt: Attempt, columns: RowColumns, start: number, end: number): void {
      const { actor, rows: chosen, times, entered } = attempt;
      if (of.kind === "audience") {
        if (isIn(of, attempt)) {
          found.add({ actor, entered, codes: codesOf(attempt) }, times[of.reached]!, -1);
        }
        return;
      }
      if (of.kind === "reached") {
        if (chosen[of.stage]! < 0) return;
        found.add({ actor, entered, codes: codesOf(attempt) }, times[of.stage]!, -1);
        return;
      }
      const missing = askedOf(attempt);
      if (!isEach && missing.length === 0) return;
      const open = missing.filter((stage) => maturity?.isOpen(stage) === true);
      const one = { codes: codesOf(attempt), missing, open };
      if (!isEach) return judged({ ...kept(attempt), ...one }, columns, start, end);
      pending.push({ ...kept(attempt, spec.inverted), ...one, missing: missing.slice() });
    },
    /** An attempt is judged by the rows from its entry to the next one's. */
    done(columns: RowColumns, start: number, end: number): void {
      forEachTurn(spec, pending, columns, start, end, (one, own, from, to, until) => {
        judged(one, own, from, to, until);
      });
      pending = [];
    },
  };
  const observers = maturity === undefined ? [watch] : [maturity, watch];
  tallyAttempts({ ...rows, splits: [] }, spec, [], [], observers);
  return found.people();
}

interface Pending extends Kept {
  readonly codes: readonly number[];
  /** What it stopped before, of what is asked for. */
  readonly missing: readonly number[];
  /** Those of them that it may still come to. */
  readonly open: readonly number[];
}

function codeOf(reason: Reason | undefined): number {
  if (reason === undefined) return -1;
  return reason.kind === "exit" ? REASONS.length + reason.exit : placeOfReason.get(reason.kind)!;
}

interface Columns {
  add(
    one: Pick<Pending, "actor" | "entered" | "codes">,
    time: number,
    reason: number,
    until?: number,
  ): void;
  people(): People;
}

function createColumns(hasEnds: boolean): Columns {
  const ends = createSeries();
  let length = 0;
  let whole = new Int32Array(2 * 1024);
  let times = new Float64Array(2 * 1024);
  const codes: number[] = [];
  return {
    add(one, time, reason, until = Infinity) {
      if (hasEnds) append(ends, until, 0);
      if (2 * length === whole.length) {
        const wider = new Int32Array(4 * length);
        wider.set(whole);
        whole = wider;
        const longer = new Float64Array(4 * length);
        longer.set(times);
        times = longer;
      }
      whole[2 * length] = one.actor;
      whole[2 * length + 1] = reason;
      times[2 * length] = one.entered;
      times[2 * length + 1] = time;
      codes.push(...one.codes);
      length++;
    },
    people: () => {
      const part = (which: number): Int32Array =>
        Int32Array.from({ length }, (_, i) => whole[2 * i + which]!);
      const timesOf = (which: number): Float64Array =>
        Float64Array.from({ length }, (_, i) => times[2 * i + which]!);
      return {
        length,
        actor: part(0),
        reason: part(1),
        entered: timesOf(0),
        time: timesOf(1),
        codes,
        ...(hasEnds ? { until: allValues(ends) } : {}),
      };
    },
  };
}
