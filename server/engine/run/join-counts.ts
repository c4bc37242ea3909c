import type { Diagnostic, StageModel } from "../../../language/index.ts";
import {
  type Computed,
  computeFunnel,
  type FunnelFigures,
  type GroupFigures,
  type GroupSpec,
} from "../kernel/compute.ts";
import type { FunnelSpec, TaggedRows } from "../kernel/rows.ts";
import type { SplitSpec } from "../kernel/splits.ts";
import { joinGroups, nobody, shownValues, sumCounts, withCounts } from "../kernel/totals.ts";
import type { Fraction } from "../statistics/fraction.ts";
import { found } from "./failure.ts";
import type { MeasuredFunnel } from "./measure-results.ts";
import { notice } from "./notice.ts";
import { type CountedTotals, optionalTotals } from "./totals.ts";

/** The figures of actors, and with the counts of the stages before them. */
export interface JoinedGroup extends Pick<GroupFigures, "figures" | "pairs" | "taken"> {
  readonly whole: FunnelFigures;
  /** Of the counted stages; absent: there are none. */
  readonly counts?: readonly Fraction[];
}

/** Of a group of the splits. */
export type JoinedSplit = JoinedGroup & Pick<GroupFigures, "by" | "other">;

export interface JoinedFigures {
  readonly total: JoinedGroup;
  readonly splits: readonly JoinedSplit[];
}

/** A funnel of counts alone has no actors to compute anything of. */
export function computeActors(rows: TaggedRows, spec: FunnelSpec, groups: GroupSpec): Computed {
  if (spec.stages.length > 0) return computeFunnel(rows, spec, groups);
  const total = nobody;
  const pairs = groups.pairs.map((pair) => ({
    ...pair,
    reachedFrom: 0,
    reachedBoth: 0,
    microseconds: null,
  }));
  return { total, splits: [], pairs };
}

/** Counts come first, so they say which values are the largest. */
export function splitsWithCounts(
  splits: readonly SplitSpec[],
  counted: CountedTotals | undefined,
): readonly SplitSpec[] {
  if (counted === undefined) return splits;
  const shown = shownValues(counted.rows, splits);
  return splits.map((split, index) => ({ ...split, shown: shown[index] ?? [] }));
}

export function joinCounts(
  computed: Computed,
  splits: readonly SplitSpec[],
  spec: FunnelSpec,
  measured: Pick<MeasuredFunnel, "pairs" | "needs">,
  counted: CountedTotals | undefined,
): JoinedFigures {
  const { total, pairs, taken } = computed;
  const own = { figures: total, pairs, ...(taken === undefined ? {} : { taken }) };
  if (counted === undefined) {
    return {
      total: { ...own, whole: total },
      splits: computed.splits.map((group) => ({ ...group, whole: group.figures })),
    };
  }
  const optional = optionalTotals(counted);
  const hasActors = spec.stages.length > 0;
  const join = (group: typeof own, counts: readonly Fraction[]): JoinedGroup => ({
    ...group,
    counts,
    whole: withCounts(optional, counts, hasActors ? group.figures : undefined),
  });
  const shown = splits.map((split) => split.shown ?? []);
  const groups =
    splits.length === 0
      ? []
      : joinGroups(counted.rows, optional.length, splits, shown, computed.splits);
  const absent = groups.some(({ actors }) => actors === undefined)
    ? ofNobody(spec, measured)
    : undefined;
  return {
    total: join(own, sumCounts(counted.rows, optional.length)),
    splits: groups.map(({ by, other, counts, actors = absent }) => ({
      by,
      ...(other ? { other: true as const } : {}),
      ...join(actors ?? own, counts),
    })),
  };
}

/** The figures of a group that is counted and that no actor belongs to. */
function ofNobody(spec: FunnelSpec, { pairs, needs }: Pick<MeasuredFunnel, "pairs" | "needs">) {
  const none = new Int32Array(0);
  const rows: TaggedRows = {
    length: 0,
    actor: none,
    actors: 0,
    time: new Float64Array(0),
    stages: none,
    splits: [],
    marks: none,
  };
  const computed = computeActors(rows, spec, {
    splits: [],
    pairs,
    ...(needs === undefined ? {} : { measures: needs }),
  });
  const { total: figures, taken } = computed;
  return { figures, pairs: computed.pairs, ...(taken === undefined ? {} : { taken }) };
}

/** Where more is counted than before, it isn't a part of it. */
export function moreThanAll(
  stages: readonly StageModel[],
  { whole, counts = [] }: JoinedGroup,
): Diagnostic[] {
  return stages.slice(0, counts.length + 1).flatMap((stage, index) => {
    const share = whole.stages[index]?.conversion_from_previous ?? 0;
    const before = stages.slice(0, index).findLast(({ optional }) => !optional);
    if (share <= 1 || before === undefined) return [];
    return [notice(found("FNL5281", { stage: stage.name, before: before.name }), stage.nameSpan)];
  });
}
