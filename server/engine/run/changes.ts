import type { Diagnostic, TrendExpectation } from "../../../language/index.ts";
import { type ComparedStep, compareSteps, mostChanged } from "../kernel/compare.ts";
import { computeFunnel } from "../kernel/compute.ts";
import type { Computed, FunnelFigures } from "../kernel/figures.ts";
import { layOut } from "../kernel/layout.ts";
import { biggestLeak, type Leak } from "../kernel/leak.ts";
import { countBoth } from "../kernel/overlap.ts";
import type { FunnelSpec } from "../kernel/rows.ts";
import { roundEnd } from "../kernel/shares.ts";
import { type FunnelStep, stepsOf, taken } from "../kernel/steps.ts";
import type { ComputableFunnel } from "../plan/computable.ts";
import { isoTime } from "../plan/time.ts";
import type { CompareResult, ExpectationResult, FunnelResult, LeakResult } from "../result.ts";
import type { OtherSides } from "./compare.ts";
import { found } from "./failure.ts";
import { notice } from "./notice.ts";
import type { EntryRange } from "./entry.ts";
import type { Scanned } from "./scan.ts";
import { forecastResult, judgeTrend, trendPoints } from "./trend-result.ts";
import { MAX_POINTS, type Periods } from "./trend.ts";

/** What a run knows of other times and other groups, before the funnel itself is computed. */
export interface ChangeFacts {
  readonly spec: FunnelSpec;
  readonly scanned: Scanned;
  /** Absent: the funnel has no trend, or its rows no times. */
  readonly periods?: Periods;
  readonly others?: OtherSides;
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
): Changes {
  const { spec, others } = facts;
  const steps = stepsOf(layOut(spec));
  const trend = trendParts(funnel, facts);
  const previous = others?.kind === "previous" ? figuresOf(others.other, spec) : undefined;
  const compare = others && compareResult(funnel, others, spec, steps, computed, previous);
  const leak = leakParts(funnel, steps, computed, previous);
  return {
    parts: {
      ...trend.parts,
      ...(compare === undefined ? {} : { compare }),
      ...(leak === undefined ? {} : { leak }),
    },
    expectations: trend.expectations,
    diagnostics: [...trend.diagnostics, ...beginsLate(funnel, others, facts.scanned)],
  };
}

function figuresOf({ rows }: Scanned, spec: FunnelSpec): FunnelFigures {
  return computeFunnel({ ...rows, splits: [] }, spec, { splits: [], pairs: [] }).total;
}

function trendParts(funnel: ComputableFunnel, facts: ChangeFacts): Changes {
  const { trend, trendExpectations = [] } = funnel;
  const { periods, scanned, spec } = facts;
  if (trend === undefined || periods === undefined) {
    return { parts: {}, expectations: trendExpectations.map(unknown), diagnostics: [] };
  }
  if (periods.kind === "too-many") {
    const args = { points: periods.points, limit: MAX_POINTS };
    const diagnostics = [notice(found("FNL5240", args), trend.span)];
    return { parts: {}, expectations: trendExpectations.map(unknown), diagnostics };
  }
  const points = trendPoints(scanned.rows, spec, periods, scanned.asOf ?? 0);
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

/** Without points there is nothing to judge. */
function unknown(expectation: TrendExpectation): ExpectationResult {
  return judgeTrend(expectation, [], "daily");
}

function compareResult(
  funnel: ComputableFunnel,
  others: OtherSides,
  spec: FunnelSpec,
  steps: readonly FunnelStep[],
  computed: Computed,
  previous: FunnelFigures | undefined,
): CompareResult | undefined {
  const { compare } = funnel;
  if (others.kind === "previous") {
    if (previous === undefined) return undefined;
    const { range } = others.other;
    const compared = compareSteps(computed.total, previous, steps);
    return {
      to: "previous period",
      ...sideOf(range, others.asOf, previous),
      ...stagesOf(funnel, compared),
    };
  }
  if (compare?.kind !== "segments") return undefined;
  const left = figuresOf(others.left, spec);
  const right = figuresOf(others.right, spec);
  const overlap = countBoth(others.left.rows, others.right.rows, spec);
  const compared = compareSteps(left, right, steps);
  return {
    to: `${compare.left.name} vs ${compare.right.name}`,
    ...sideOf(others.right.range, others.right.asOf, right),
    first: {
      entered: left.entered,
      converted: left.converted,
      conversion: left.conversion,
      stages: steps.map((step) => ({
        name: nameOf(funnel, step),
        count: taken(step, left).successes,
        conversion_from_previous: left.stages[step.stage]?.conversion_from_previous ?? null,
      })),
    },
    ...stagesOf(funnel, compared),
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
): Pick<CompareResult, "stages" | "named"> {
  const named = mostChanged(compared);
  return {
    stages: compared.map(({ step, ...figures }) => ({ name: nameOf(funnel, step), ...figures })),
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
  { profiles }: Scanned,
): Diagnostic[] {
  if (others?.kind !== "previous" || compare === undefined) return [];
  const { from } = others.other.range;
  const firsts = profiles.flatMap(({ first }) => (first === null ? [] : [first]));
  const first = Math.min(...firsts);
  if (from === null || first - from < DAY) return [];
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
