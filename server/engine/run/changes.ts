import type { Diagnostic, TrendExpectation } from "../../../language/index.ts";
import { type ComparedStep, compareSteps, mostChanged } from "../kernel/compare.ts";
import { computeFunnel } from "../kernel/compute.ts";
import type { Computed, FunnelFigures } from "../kernel/figures.ts";
import { layOut } from "../kernel/layout.ts";
import { biggestLeak, type Leak } from "../kernel/leak.ts";
import { countBoth } from "../kernel/overlap.ts";
import type { FunnelSpec } from "../kernel/rows.ts";
import { roundEnd } from "../kernel/shares.ts";
import { computeTrend } from "../kernel/trend.ts";
import { type FunnelStep, stepsOf, taken } from "../kernel/steps.ts";
import type { ComputableFunnel } from "../plan/computable.ts";
import { isoTime } from "../plan/time.ts";
import type {
  ComparedStage,
  CompareResult,
  ExpectationResult,
  FunnelResult,
  LeakResult,
  TrendPoint,
} from "../result.ts";
import type { OtherSides } from "./compare.ts";
import { found } from "./failure.ts";
import type { GroupSums } from "./group-sums.ts";
import type { MeasuredFunnel } from "./measure-results.ts";
import { notice } from "./notice.ts";
import type { EntryRange } from "./entry.ts";
import type { Scanned } from "./scan.ts";
import {
  compareCounts,
  type CountedRows,
  countedTrend,
  countsByPoint,
  nobody,
  sumCounts,
  withCounts,
} from "../kernel/totals.ts";
import { type CountedTotals, countedStages, optionalTotals } from "./totals.ts";
import { forecastResult, judgeTrend, trendPoints, withoutActors } from "./trend-result.ts";
import { MAX_POINTS, type Periods, type TrendPeriods } from "./trend.ts";

/** What a run knows of other times and other groups, before the funnel itself is computed. */
export interface ChangeFacts {
  readonly spec: FunnelSpec;
  readonly scanned: Scanned;
  /** Absent: the funnel has no trend, or its rows no times. */
  readonly periods?: Periods;
  readonly others?: OtherSides;
  /** Of a funnel that begins with counts. */
  readonly counted?: CountedTotals;
  /** With them and a trend: where its points begin and end, by the zone of a source. */
  readonly countedBounds?: ReadonlyMap<string, readonly number[]>;
  /** Absent: measures aren't asked for. */
  readonly measured?: MeasuredFunnel;
  readonly sums?: GroupSums;
}

export interface Changes {
  readonly parts: Pick<FunnelResult, "trend" | "forecast" | "compare" | "leak">;
  readonly expectations: readonly ExpectationResult[];
  readonly diagnostics: readonly Diagnostic[];
}

/** How a funnel changes over time and between groups: trend, forecast, comparison, biggest leak. */
export function computeChanges(
  funnel: ComputableFunnel,
  facts: ChangeFacts,
  computed: Computed,
  whole: FunnelFigures = computed.total,
): Changes {
  const { spec, others } = facts;
  const hasActors = spec.stages.length > 0;
  const steps = hasActors ? stepsOf(layOut(spec)) : [];
  const trend = trendParts(funnel, facts);
  const previous =
    others?.kind === "previous" ? sideFigures(others.other, others.counted, facts) : undefined;
  const sides = { own: computed.total, whole };
  const compare = others && compareResult(funnel, others, facts, steps, sides, previous);
  const leak = hasActors ? leakParts(funnel, steps, computed, previous?.own) : undefined;
  return {
    parts: {
      ...trend.parts,
      ...(compare === undefined ? {} : { compare }),
      ...(leak === undefined ? {} : { leak }),
    },
    expectations: trend.expectations,
    diagnostics: [...trend.diagnostics, ...beginsLate(funnel, others, facts)],
  };
}

/** Of the actors alone, and with what is counted before them. */
interface Side {
  readonly own: FunnelFigures;
  readonly whole: FunnelFigures;
}

function sideFigures(
  { rows }: Scanned,
  side: readonly CountedRows[] | undefined,
  { spec, counted }: ChangeFacts,
): Side {
  const own =
    spec.stages.length === 0
      ? nobody
      : computeFunnel({ ...rows, splits: [] }, spec, { splits: [], pairs: [] }).total;
  if (side === undefined || counted === undefined) return { own, whole: own };
  const optional = optionalTotals(counted);
  const actors = spec.stages.length === 0 ? undefined : own;
  return { own, whole: withCounts(optional, sumCounts(side, optional.length), actors) };
}

function trendParts(funnel: ComputableFunnel, facts: ChangeFacts): Changes {
  const { trend, trendExpectations = [] } = funnel;
  const { periods } = facts;
  if (trend === undefined || periods === undefined) {
    return { parts: {}, expectations: trendExpectations.map(unknown), diagnostics: [] };
  }
  if (periods.kind === "too-many") {
    const args = { points: periods.points, limit: MAX_POINTS };
    const diagnostics = [notice(found("FNL5240", args), trend.span)];
    return { parts: {}, expectations: trendExpectations.map(unknown), diagnostics };
  }
  const points = pointsOf(facts, periods);
  return {
    parts: {
      trend: points,
      ...(trend.forecast === undefined
        ? {}
        : { forecast: forecastResult(points, trend.interval, periods.ahead) }),
    },
    expectations: trendExpectations.map((each) => judgeTrend(each, points, trend.interval)),
    diagnostics: [],
  };
}

function pointsOf(
  { scanned, spec, counted, countedBounds, measured, sums }: ChangeFacts,
  periods: TrendPeriods,
): TrendPoint[] {
  const hasActors = spec.stages.length > 0;
  const { rows, asOf } = scanned;
  const asked = measured && {
    pairs: measured.pairs,
    ...(measured.needs === undefined ? {} : { measures: measured.needs }),
  };
  const figures = hasActors
    ? computeTrend(rows, spec, periods.bounds, asOf ?? 0, asked)
    : periods.partial.map(() => withoutActors(measured?.pairs ?? []));
  const points = trendPoints(figures, periods);
  const optional = counted === undefined ? [] : optionalTotals(counted);
  const counts =
    counted &&
    countsByPoint(
      counted.rows,
      optional.length,
      (zone = periods.zone) => countedBounds?.get(zone) ?? periods.bounds,
      points.length,
    );
  const shown = counts === undefined ? points : countedTrend(counts, optional, points, hasActors);
  return shown.map((point, index) => {
    const group = figures[index];
    if (measured === undefined || group === undefined) return point;
    const own = counts === undefined ? group : { ...group, counts: counts[index] ?? [] };
    return { ...point, ...measured.results(measured.figures(own, sums?.point(index))) };
  });
}

/** Without points there is nothing to judge. */
function unknown(expectation: TrendExpectation): ExpectationResult {
  return judgeTrend(expectation, [], "daily");
}

function compareResult(
  funnel: ComputableFunnel,
  others: OtherSides,
  facts: ChangeFacts,
  steps: readonly FunnelStep[],
  now: Side,
  previous: Side | undefined,
): CompareResult | undefined {
  const { compare } = funnel;
  const { spec } = facts;
  const counted = countedStages(funnel, facts);
  if (others.kind === "previous") {
    if (previous === undefined) return undefined;
    const { range } = others.other;
    const compared = compareSteps(now.own, previous.own, steps);
    return {
      to: "previous period",
      ...sideOf(range, others.asOf, previous.whole),
      ...stagesOf(funnel, compared, compareCounts(now.whole, previous.whole, counted)),
    };
  }
  if (compare?.kind !== "segments") return undefined;
  const left = sideFigures(others.left, others.counted?.left, facts);
  const right = sideFigures(others.right, others.counted?.right, facts);
  const hasActors = spec.stages.length > 0;
  const overlap = hasActors ? countBoth(others.left.rows, others.right.rows, spec) : 0;
  const compared = compareSteps(left.own, right.own, steps);
  const { entered, converted, conversion } = left.whole;
  return {
    to: `${compare.left.name} vs ${compare.right.name}`,
    ...sideOf(others.right.range, others.right.asOf, right.whole),
    first: {
      entered,
      converted,
      conversion,
      stages: [
        ...counted.map(({ name, stage }) => ({
          name,
          count: left.whole.stages[stage]?.count ?? 0,
          conversion_from_previous: left.whole.stages[stage]?.conversion_from_previous ?? null,
        })),
        ...steps.map((step) => ({
          name: nameOf(funnel, step),
          count: taken(step, left.own).successes,
          conversion_from_previous: left.own.stages[step.stage]?.conversion_from_previous ?? null,
        })),
      ],
    },
    ...stagesOf(funnel, compared, compareCounts(left.whole, right.whole, counted)),
    ...(overlap === 0 ? {} : { overlap }),
  };
}

function sideOf(
  { from, to }: EntryRange,
  asOf: number | null,
  { entered, converted, conversion }: FunnelFigures,
): Pick<CompareResult, "during" | "as_of" | "entered" | "converted" | "conversion"> {
  return {
    during: { from: time(from), to: time(to) },
    as_of: time(asOf),
    entered,
    converted,
    conversion,
  };
}

function stagesOf(
  funnel: ComputableFunnel,
  compared: readonly ComparedStep[],
  counted: readonly ComparedStage[],
): Pick<CompareResult, "stages" | "named"> {
  const named = mostChanged(compared);
  return {
    stages: [
      ...counted,
      ...compared.map(({ step, ...figures }) => ({ name: nameOf(funnel, step), ...figures })),
    ],
    named: named === undefined ? null : nameOf(funnel, named.step),
  };
}

/**
 * Undefined without a benchmark. The values of some splits depend on what came of an actor: groups of
 * such are no benchmark for each other. In order `any` no stage leads to another, so none can cost conversions.
 */
function leakParts(
  funnel: ComputableFunnel,
  steps: readonly FunnelStep[],
  { total, splits }: Computed,
  previous: FunnelFigures | undefined,
): LeakResult | null | undefined {
  if (funnel.order === "any") return undefined;
  const required = steps.filter(({ stage }) => funnel.stages[stage]?.optional !== true);
  const isFair = funnel.splits.every(({ at }) => at === "entry" || at === "every");
  const hasGroups = isFair && splits.length > 1;
  if (hasGroups) {
    const all = splits.map(({ figures }) => figures);
    const leak = biggestLeak(
      all.map((figures) => ({ figures, others: all.filter((other) => other !== figures) })),
      required,
    );
    if (leak !== undefined) {
      const by = leak.groups.flatMap((group) => splits[group] ?? []).map((group) => group.by);
      return { ...leakResult(funnel, leak), by };
    }
  }
  if (previous === undefined) return hasGroups ? null : undefined;
  const leak = biggestLeak([{ figures: total, others: [previous] }], required);
  return leak === undefined ? null : leakResult(funnel, leak);
}

function leakResult(funnel: ComputableFunnel, { step, gain }: Leak): LeakResult {
  return { stage: nameOf(funnel, step), gain: roundEnd(gain) };
}

/** The period before lies partly or wholly before the first row of the data. */
function beginsLate(
  { compare }: ComputableFunnel,
  others: OtherSides | undefined,
  { scanned: { profiles }, counted }: ChangeFacts,
): Diagnostic[] {
  if (others?.kind !== "previous" || compare === undefined) return [];
  const { from } = others.other.range;
  const known = [...profiles, ...(counted === undefined ? [] : [counted.totals])];
  const firsts = known.flatMap(({ first }) => (first === null ? [] : [first]));
  const first = Math.min(...firsts);
  if (from === null || firsts.length === 0 || first - from < DAY) return [];
  const args = { first: isoTime(first), from: isoTime(from) };
  return [notice(found("FNL5241", args), compare.span)];
}

/** Who begins a few hours late may only have had a quiet night. */
const DAY = 86_400_000_000;

function nameOf({ stages }: ComputableFunnel, { stage }: FunnelStep): string {
  return stages[stage]?.name ?? "";
}

function time(microseconds: number | null): string | null {
  return microseconds === null ? null : isoTime(microseconds);
}
