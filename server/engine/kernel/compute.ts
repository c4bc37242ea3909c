/* oxlint-disable typescript/no-non-null-assertion -- arrays are read within their bounds only */
import { isPlain } from "./attempts.ts";
import { durationFigures, summariseDurations, type ExactDurations } from "./durations.ts";
import type { Computed, FunnelFigures, GroupFigures, GroupSpec, StageMaturity } from "./figures.ts";
import { layOut, type StageLayout } from "./layout.ts";
import { createMaturity, type Maturity } from "./maturity.ts";
import type { FunnelSpec, TaggedRows } from "./rows.ts";
import { allValues, valuesByGroup } from "./series.ts";
import { funnelFigures } from "./shares.ts";
import { groupCells } from "./splits.ts";
import { tallyAttempts, type Step, type Tally } from "./tally.ts";

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
  const layout = layOut(spec);
  const maturity =
    groups.asOf === undefined || spec.count === "attempts" || !isPlain(rows, spec)
      ? undefined
      : createMaturity(spec, layout, groups.asOf, rows);
  const steps = planSteps(layout, groups.pairs, maturity !== undefined);
  const sizes = groups.splits.map(({ values }) => values.length);
  const tally = tallyAttempts(rows, spec, sizes, steps.list, maturity ? [maturity] : []);
  // By group first: it copies the times, and the whole reorders them.
  const splits = splitFigures(layout, steps, tally, groups, maturity);

  const reached = new Int32Array(layout.count);
  for (let cell = 0; cell < tally.cells.count(); cell++) addCell(reached, tally, cell);
  const whole = new Int32Array(tally.cells.count());
  const [matured] = maturityOf(maturity, steps, tally, whole, 1);
  const durations = tally.series.map((series) => summariseDurations(allValues(series)));
  return {
    total: figures(layout, steps, reached, durations, matured),
    splits,
    dropped: tally.dropped,
    pairs: groups.pairs.map(({ from, to }) => {
      const step = steps.index(from, to);
      return {
        from,
        to,
        reachedFrom: reached[from]!,
        // A pair of one stage is no step: it has no times.
        reachedBoth: from === to ? reached[to]! : tally.series[step]!.length,
        microseconds: durations[step] ?? null,
      };
    }),
  };
}

interface Steps {
  readonly list: readonly Step[];
  index(from: number, to: number): number;
}

/**
 * Each stage from the one before, the whole, the pairs asked for and, if maturity is, each required stage
 * from the entry: every one once.
 */
function planSteps(layout: StageLayout, pairs: readonly Step[], fromEntry: boolean): Steps {
  const list: Step[] = [];
  const index = (from: number, to: number): number =>
    list.findIndex((step) => step.from === from && step.to === to);
  const wanted = [
    ...Array.from(layout.previous, (from, to) => ({ from, to })).slice(1),
    { from: 0, to: layout.goal },
    ...pairs,
    ...(fromEntry ? Array.from(layout.required, (to) => ({ from: 0, to })) : []),
  ];
  for (const { from, to } of wanted) {
    if (from !== to && index(from, to) < 0) list.push({ from, to });
  }
  return { list, index };
}

function splitFigures(
  layout: StageLayout,
  steps: Steps,
  tally: Tally,
  { splits }: GroupSpec,
  maturity: Maturity | undefined,
): GroupFigures[] {
  if (splits.length === 0) return [];
  const { groups, groupOf } = groupCells(
    tally.cells,
    (cell) => tally.reached[cell * layout.count]!,
    splits,
  );
  const reached = groups.map(() => new Int32Array(layout.count));
  groupOf.forEach((group, cell) => addCell(reached[group]!, tally, cell));
  const times = tally.series.map((series) => valuesByGroup(series, groupOf, groups.length));
  const matured = maturityOf(maturity, steps, tally, groupOf, groups.length);
  return groups.map(({ by, other }, group): GroupFigures => {
    const durations = times.map((parts) => summariseDurations(parts[group]!));
    const itsFigures = figures(layout, steps, reached[group]!, durations, matured[group]);
    return other ? { by, other, figures: itsFigures } : { by, figures: itsFigures };
  });
}

/** By group and stage; empty where it isn't asked for. */
function maturityOf(
  maturity: Maturity | undefined,
  steps: Steps,
  tally: Tally,
  groupOf: Int32Array,
  groups: number,
): readonly (readonly (StageMaturity | undefined)[])[] {
  const fromEntry = (stage: number) => tally.series[steps.index(0, stage)]!;
  return maturity?.figures(groupOf, groups, fromEntry) ?? [];
}

function addCell(reached: Int32Array, tally: Tally, cell: number): void {
  const stages = reached.length;
  for (let stage = 0; stage < stages; stage++) {
    reached[stage]! += tally.reached[cell * stages + stage]!;
  }
}

function figures(
  layout: StageLayout,
  steps: Steps,
  reached: Int32Array,
  durations: readonly (ExactDurations | null)[],
  maturity?: readonly (StageMaturity | undefined)[],
): FunnelFigures {
  const between = (from: number, to: number) =>
    from < 0 || from === to ? null : durationFigures(durations[steps.index(from, to)] ?? null);
  const fromPrevious = Array.from(layout.previous, between);
  return funnelFigures(layout, reached, fromPrevious, between(0, layout.goal), maturity);
}
