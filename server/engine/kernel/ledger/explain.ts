/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { createAttemptFinder } from "../attempt.ts";
import { isPlain, type Attempt } from "../attempts.ts";
import { maturityOf } from "../compute.ts";
import { createExits } from "../exits.ts";
import { layOut, type StageLayout } from "../layout.ts";
import { entryBit, type FunnelSpec, type TaggedRows } from "../rows.ts";
import { createRulesFinder } from "../rules/finder.ts";
import type { RowColumns } from "../sort.ts";
import { tallyAttempts } from "../tally.ts";
import { createJudge, type Reason } from "./judge.ts";
import { hasLedger } from "./ledger.ts";
import { lifting, rulesOf, type Rule } from "./rules.ts";

/** An attempt, and why it went no further. Rows by their index in the {@link TaggedRows}. */
export interface Explained {
  /** By stage; -1 where the attempt doesn't contain it. */
  readonly rows: readonly number[];
  /** Absent where the goal was reached, or where the order has no ledger. */
  readonly stopped?: Stopped;
}

export interface Stopped {
  /** The required stage that it stopped before. */
  readonly stage: number;
  readonly reason: Reason["kind"];
  /** Which exit. */
  readonly exit?: number;
  /** The row of the exit, the one that came before, the first later one. */
  readonly row?: number;
  /** What would have been reached if the rule, or several, hadn't stood in the way. */
  readonly near?: NearMiss;
}

export interface NearMiss {
  /** By stage, up to the one that was missed. */
  readonly rows: readonly number[];
  /** The stage whose limit it breaks, and by how much: microseconds. Absent of other rules. */
  readonly broken?: { readonly stage: number; readonly by: number };
  /** The row that a `without` forbids. */
  readonly forbidden?: number;
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
  const found: Found[] = [];
  let columns: RowColumns | undefined;
  let range = { start: 0, end: 0 };
  const watch = {
    add(_: number, attempt: Attempt): void {
      const stage = missing(layout, attempt.rows);
      const isOpen = stage !== undefined && maturity?.isOpen(stage) === true;
      const { entered, rows: chosen, times } = attempt;
      found.push({ rows: chosen.slice(), times: times.slice(), entered, stage, isOpen });
    },
    done(its: RowColumns, start: number, end: number): void {
      columns = { time: its.time.slice(), stages: its.stages.slice(), row: its.row.slice() };
      range = { start, end };
    },
  };
  const observers = maturity === undefined ? [watch] : [maturity, watch];
  const { dropped } = tallyAttempts({ ...rows, splits: [] }, spec, [], [], observers);
  const isDropped = dropped.some((count) => count > 0);
  const its = columns;
  if (its === undefined) return { attempts: [], isDropped };

  found.sort((a, b) => a.entered - b.entered);
  const attempts = found.map((attempt, index): Explained => {
    const { stage } = attempt;
    const all = Array.from(attempt.rows);
    if (stage === undefined || !hasLedger(spec)) return { rows: all };
    const isEach = spec.count === "attempts";
    const until = isEach ? (found[index + 1]?.entered ?? Infinity) : Infinity;
    let { start, end } = range;
    while (isEach && its.time[start]! < attempt.entered) start++;
    while (its.time[end - 1]! >= until) end--;
    return { rows: all, stopped: stoppedBy({ rows, spec }, attempt, stage, its, start, end) };
  });
  return { attempts, isDropped };
}

interface Found extends Pick<Attempt, "rows" | "times" | "entered"> {
  readonly stage: number | undefined;
  readonly isOpen: boolean;
}

function missing({ required, goal }: StageLayout, chosen: Int32Array): number | undefined {
  if (chosen[goal]! >= 0) return undefined;
  return required[required.findLastIndex((stage) => chosen[stage]! >= 0) + 1];
}

function stoppedBy(
  ruled: { readonly rows: TaggedRows; readonly spec: FunnelSpec },
  attempt: Found,
  stage: number,
  columns: RowColumns,
  start: number,
  end: number,
): Stopped {
  const { rows, spec } = ruled;
  const { previous } = layOut(spec);
  const judge = createJudge(spec, rows, createExits(spec, rows));
  const reason = judge.reason(attempt, stage, attempt.isOpen, columns, start, end);
  const last = attempt.times[previous[stage]!]!;
  const places = Array.from({ length: end - start }, (_, i) => start + i);
  const rowAt = (place: number | undefined): Pick<Stopped, "row"> =>
    place === undefined ? {} : { row: columns.row[place]! };
  switch (reason.kind) {
    case "open":
      return { stage, reason: reason.kind };
    case "exit":
      return { stage, reason: reason.kind, exit: reason.exit, ...rowAt(reason.place) };
    case "before": {
      const isOfStage = (p: number): boolean => (columns.stages[p]! & (1 << stage)) !== 0;
      const before = places.findLast((p) => columns.time[p]! < last && isOfStage(p));
      return { stage, reason: reason.kind, ...rowAt(before) };
    }
    case "later":
      return { stage, reason: reason.kind, ...rowAt(places.find((p) => columns.time[p]! > last)) };
    default: {
      const lifted = reason.kind === "several" ? rulesOf(ruled) : [reason.kind];
      const near = nearest(ruled, lifted, stage, columns, start, end);
      return { stage, reason: reason.kind, ...(near === undefined ? {} : { near }) };
    }
  }
}

/** Of the choices that the lifted rules allow, one from each entry, the one that breaks a limit by least. */
function nearest(
  ruled: { readonly rows: TaggedRows; readonly spec: FunnelSpec },
  lifted: readonly Rule[],
  stage: number,
  { time, stages, row }: RowColumns,
  start: number,
  end: number,
): NearMiss | undefined {
  const { rows, spec } = lifting(ruled, lifted);
  const finder = isPlain(rows, spec) ? createAttemptFinder(spec) : createRulesFinder(spec, rows);
  const bit = entryBit(ruled.spec);
  const own = stages.slice();
  let best: { near: NearMiss; by: number } | undefined;
  for (let from = start; from < end; from++) {
    if ((stages[from]! & bit) === 0) continue;
    if (finder.find(time, own, start, end, row) >= stage) {
      const places = Array.from(finder.chosen.subarray(0, stage + 1));
      const times = places.map((place) => time[place] ?? Number.NaN);
      const broken = brokenBy(ruled.spec, lifted, stage, times);
      const by = broken?.by ?? 0;
      if (best === undefined || by < best.by) {
        const forbidden = lifted.includes("without")
          ? forbiddenIn(ruled, stage, places, { time, row }, start, end)
          : undefined;
        const near: NearMiss = {
          rows: places.map((place) => (place < 0 ? -1 : row[place]!)),
          ...(broken === undefined ? {} : { broken }),
          ...(forbidden === undefined ? {} : { forbidden }),
        };
        best = { near, by };
      }
    }
    // From the next entry on.
    own[from]! &= ~bit;
  }
  return best?.near;
}

/** The limit that times break by most. */
function brokenBy(
  spec: FunnelSpec,
  lifted: readonly Rule[],
  stage: number,
  times: readonly number[],
): { readonly stage: number; readonly by: number } | undefined {
  const { previous, within, window } = layOut(spec);
  const found: { stage: number; by: number }[] = [];
  if (lifted.includes("late") && window < Infinity) {
    found.push({ stage, by: times[stage]! - times[0]! - window });
  }
  for (let s = 1; s <= stage; s++) {
    if (Number.isNaN(times[s]!)) continue;
    const since = times[s]! - times[previous[s]!]!;
    if (lifted.includes("within")) found.push({ stage: s, by: since - within[s]! });
    const after = spec.stages[s]!.after ?? 0;
    if (lifted.includes("after")) found.push({ stage: s, by: after - since });
  }
  return found.filter(({ by }) => by > 0 && by < Infinity).sort((a, b) => b.by - a.by)[0];
}

/** The first row of a `without` between the stages that it names, other than theirs. */
function forbiddenIn(
  { spec, rows }: { readonly rows: TaggedRows; readonly spec: FunnelSpec },
  stage: number,
  places: readonly number[],
  { time, row }: Pick<RowColumns, "time" | "row">,
  start: number,
  end: number,
): number | undefined {
  for (const [mark, { from, to }] of (spec.without ?? []).entries()) {
    if (to > stage) continue;
    const [first, last] = [places[from]!, places[to]!];
    for (let p = start; p < end; p++) {
      const isNamed = (rows.marks![row[p]!]! & (1 << mark)) !== 0;
      if (!isNamed || p === first || p === last) continue;
      if (time[p]! >= time[first]! && time[p]! <= time[last]!) return row[p]!;
    }
  }
  return undefined;
}
