/* oxlint-disable typescript/no-non-null-assertion -- arrays are read within their bounds only */
import type { HistogramBin } from "../result.ts";
import { isPlain } from "./attempts.ts";
import { eachValue } from "./attribution.ts";
import { durationFigures, summariseDurations, type ExactDurations } from "./durations.ts";
import type {
  Computed,
  FunnelFigures,
  FurtherFigures,
  GroupFigures,
  GroupSpec,
  PairFigures,
} from "./figures.ts";
import { createCutHistory } from "./cut-history.ts";
import { createExits } from "./exits.ts";
import { histogram } from "./histogram.ts";
import { createLedger, type Ledger } from "./ledger/ledger.ts";
import { layOut, type StageLayout } from "./layout.ts";
import { createMaturity, type Maturity } from "./maturity.ts";
import { createRulesMaturity } from "./maturity-rules.ts";
import type { Taken } from "./measures/needs.ts";
import { createTaking, type Taking } from "./measures/taking.ts";
import { type Reading, readingOf } from "./reading.ts";
import type { FunnelSpec, TaggedRows } from "./rows.ts";
import { allValues, valuesByGroup } from "./series.ts";
import { funnelFigures } from "./shares.ts";
import { groupCells } from "./splits.ts";
import { tallyAttempts, type Step, type Tally } from "./tally.ts";
import { known } from "./timeless.ts";

export type {
  Computed,
  FunnelFigures,
  GroupFigures,
  GroupSpec,
  PairFigures,
  StageFigures,
} from "./figures.ts";

/**
 * All figures of a funnel over rows: for all actors, by the groups of its splits, and the pairs of
 * stages that its expectations name. Grows linearly with the rows; beside them it holds the times of
 * each step and, while it groups, a bounded copy of the rows.
 */
export function computeFunnel(rows: TaggedRows, spec: FunnelSpec, groups: GroupSpec): Computed {
  if (groups.splits.every(({ at }) => at !== "every")) return compute(rows, spec, groups);
  const whole = compute({ ...rows, splits: [] }, spec, { ...groups, splits: [] });
  const { splits } = compute(eachValue(rows, groups.splits), spec, groups);
  return { ...whole, splits };
}

function compute(rows: TaggedRows, spec: FunnelSpec, groups: GroupSpec): Computed {
  const layout = layOut(spec);
  const maturity = maturityOf(rows, spec, layout, groups);
  const reading = readingOf(spec, layout);
  const steps = planSteps(reading, layout, groups.pairs, maturity !== undefined);
  const ledger = ledgerOf(rows, spec, layout, groups, maturity);
  const taking = groups.measures && createTaking(spec, rows, groups.measures);
  const cut = createCutHistory(spec, groups.since);
  const observers = [maturity, ledger, taking, cut].filter((observer) => observer !== undefined);
  const tally = tallyAttempts(rows, spec, groups.splits, steps.list, observers, reading);
  // By group first: it copies the times, and the whole reorders them.
  const timed = timesIn(rows);
  const splits = splitFigures(reading, steps, tally, groups, maturity, ledger, taking, timed);

  const reached = new Int32Array(reading.width);
  for (let cell = 0; cell < tally.cells.count(); cell++) addCell(reached, tally, cell);
  const whole = new Int32Array(tally.cells.count());
  const isDrawn = groups.histograms === true;
  const [further] = furtherFigures(
    reading.width,
    maturity,
    ledger,
    steps,
    tally,
    whole,
    1,
    isDrawn,
  );
  const durations = tally.series.map((series) => summariseDurations(timed(allValues(series))));
  const bins = isDrawn ? tally.series.map((s) => histogram(timed(allValues(s)))) : [];
  return {
    total: figures(reading, steps, reached, durations, further, bins),
    splits,
    dropped: tally.dropped,
    ...(ledger?.lost === undefined ? {} : { lost: ledger.lost }),
    ...(cut === undefined ? {} : { cut: cut.count() }),
    pairs: pairFigures(
      groups,
      reading,
      steps,
      reached,
      (step) => allValues(tally.series[step]!),
      timed,
      durations,
    ),
    ...takenBy(taking, whole, 1)[0],
  };
}

/** Of the times of a step those that are known: not where one of its rows has none. */
type KnownTimes = (times: Float64Array) => Float64Array;

function timesIn({ timeless }: TaggedRows): KnownTimes {
  return timeless === undefined ? (times) => times : known;
}

/** One a pair. `times`: of a step, one an attempt that contains both stages. */
function pairFigures(
  { pairs, keepsTimes = false }: GroupSpec,
  { first, goal, inverted }: Reading,
  steps: Steps,
  reached: Int32Array,
  times: (step: number) => Float64Array,
  timed: KnownTimes,
  durations: readonly (ExactDurations | null)[],
): PairFigures[] {
  return pairs.map(({ from, to }) => {
    const isWhole = from < 0;
    const [start, end] = isWhole ? [first, goal] : [from, to];
    const step = steps.index(start, end);
    // A pair of one stage is no step: it has no times.
    const between = start === end ? undefined : times(step);
    return {
      from,
      to,
      reachedFrom: reached[inverted && !isWhole ? end : start]!,
      reachedBoth: between === undefined ? reached[end]! : between.length,
      microseconds: durations[step] ?? null,
      ...(keepsTimes && between !== undefined ? { times: timed(between) } : {}),
    };
  });
}

/** By group; nothing where nothing is needed. */
function takenBy(
  taking: Taking | undefined,
  groupOf: Int32Array,
  groups: number,
): readonly { readonly taken?: readonly Taken[] }[] {
  return taking?.figures(groupOf, groups).map((taken) => ({ taken })) ?? [];
}

function ledgerOf(
  rows: TaggedRows,
  spec: FunnelSpec,
  layout: StageLayout,
  { ledger }: GroupSpec,
  maturity: Maturity | undefined,
): Ledger | undefined {
  if (ledger === undefined) return undefined;
  const isOpen = (stage: number): boolean => maturity?.isOpen(stage) === true;
  return createLedger(spec, layout, rows, createExits(spec, rows), isOpen, ledger === "names-lost");
}

/** Undefined where it isn't asked for, or where the order has none. */
export function maturityOf(
  rows: TaggedRows,
  spec: FunnelSpec,
  layout: StageLayout,
  { asOf }: GroupSpec,
): Maturity | undefined {
  if (asOf === undefined || spec.inverted) return undefined;
  const isFast = spec.count !== "attempts" && isPlain(rows, spec);
  return (isFast ? createMaturity : createRulesMaturity)(spec, layout, asOf, rows);
}

interface Steps {
  readonly list: readonly Step[];
  index(from: number, to: number): number;
}

/**
 * Each stage from the one before, the whole, the pairs asked for and, if maturity is, each required stage
 * from the entry: every one once, from the earlier to the later.
 */
function planSteps(
  { previous, first, goal, inverted }: Reading,
  layout: StageLayout,
  pairs: readonly Step[],
  fromEntry: boolean,
): Steps {
  const list: Step[] = [];
  const inTime = (from: number, to: number): Step =>
    inverted && from > to ? { from: to, to: from } : { from, to };
  const index = (from: number, to: number): number => {
    const step = inTime(from, to);
    return list.findIndex((other) => other.from === step.from && other.to === step.to);
  };
  const wanted = [
    ...Array.from(previous, (from, to) => ({ from, to })),
    { from: first, to: goal },
    ...pairs,
    ...(fromEntry ? Array.from(layout.required, (to) => ({ from: 0, to })) : []),
  ];
  for (const { from, to } of wanted) {
    if (from >= 0 && from !== to && index(from, to) < 0) list.push(inTime(from, to));
  }
  return { list, index };
}

function splitFigures(
  reading: Reading,
  steps: Steps,
  tally: Tally,
  asked: GroupSpec,
  maturity: Maturity | undefined,
  ledger: Ledger | undefined,
  taking: Taking | undefined,
  timed: KnownTimes,
): GroupFigures[] {
  const { splits } = asked;
  if (splits.length === 0) return [];
  const { groups, groupOf } = groupCells(
    tally.cells,
    (cell) => tally.reached[cell * reading.width + reading.first]!,
    splits,
  );
  const reached = groups.map(() => new Int32Array(reading.width));
  groupOf.forEach((group, cell) => addCell(reached[group]!, tally, cell));
  const times = tally.series.map((series) => valuesByGroup(series, groupOf, groups.length));
  const further = furtherFigures(
    reading.width,
    maturity,
    ledger,
    steps,
    tally,
    groupOf,
    groups.length,
  );
  const taken = takenBy(taking, groupOf, groups.length);
  return groups.map(({ by, other }, group): GroupFigures => {
    const durations = times.map((parts) => summariseDurations(timed(parts[group]!)));
    return {
      by,
      ...(other ? { other } : {}),
      figures: figures(reading, steps, reached[group]!, durations, further[group]),
      pairs: pairFigures(
        asked,
        reading,
        steps,
        reached[group]!,
        (s) => times[s]![group]!,
        timed,
        durations,
      ),
      ...taken[group],
    };
  });
}

/** What only some ask for, by group and what is read. */
function furtherFigures(
  width: number,
  maturity: Maturity | undefined,
  ledger: Ledger | undefined,
  steps: Steps,
  tally: Tally,
  groupOf: Int32Array,
  groups: number,
  withCurves = false,
): readonly (readonly FurtherFigures[])[] {
  const fromEntry = (stage: number) => tally.series[steps.index(0, stage)]!;
  const matured = maturity?.figures(groupOf, groups, fromEntry, withCurves);
  const reasons = ledger?.figures(groupOf, groups);
  return Array.from({ length: groups }, (_, group) =>
    Array.from({ length: width }, (__, stage) => {
      const why = reasons?.[group]?.[stage];
      return { ...matured?.[group]?.[stage], ...(why === undefined ? {} : { ledger: why }) };
    }),
  );
}

function addCell(reached: Int32Array, tally: Tally, cell: number): void {
  const stages = reached.length;
  for (let stage = 0; stage < stages; stage++) {
    reached[stage]! += tally.reached[cell * stages + stage]!;
  }
}

function figures(
  reading: Reading,
  steps: Steps,
  reached: Int32Array,
  durations: readonly (ExactDurations | null)[],
  further: readonly FurtherFigures[] = [],
  bins: readonly (readonly HistogramBin[] | undefined)[] = [],
): FunnelFigures {
  const between = (from: number, to: number) => {
    if (from < 0 || from === to) return null;
    const step = steps.index(from, to);
    return durationFigures(durations[step] ?? null, bins[step]);
  };
  const fromPrevious = Array.from(reading.previous, between);
  const toGoal = between(reading.first, reading.goal);
  return funnelFigures(reading, reached, fromPrevious, toGoal, further);
}
