import type {
  ActorSource,
  LookupSource,
  MatchModel,
  RowExpr,
  StageModel,
  TotalsSource,
} from "../../../language/index.ts";
import type { ComputableFunnel } from "./computable.ts";
import type { FunnelPlan, ScanPlan, ValuePlan } from "./plan.ts";

/** The first stages of a funnel, which are counted already, and where their counts lie. */
export interface TotalsPart {
  readonly stages: readonly StageModel[];
  readonly sources: readonly TotalsSource[];
  /** Those that the sources join. */
  readonly lookups: readonly LookupSource[];
}

/** A funnel in two parts: counts first, then what actors do. Either may have no stages. */
export interface PartedFunnel {
  readonly funnel: ComputableFunnel;
  readonly sources: readonly ActorSource[];
  /** Absent: no stage is counted already. */
  readonly totals?: Omit<TotalsPart, "lookups">;
}

/** The language sees to it that stages of totals come first and are of nothing else. */
export function partTotals(
  funnel: ComputableFunnel,
  sources: readonly (ActorSource | TotalsSource)[],
): PartedFunnel {
  const counted = sources.filter((source) => source.shape === "totals");
  const acting = sources.filter((source) => source.shape !== "totals");
  if (counted.length === 0) return { funnel, sources: acting };
  const isCounted = ({ match }: StageModel): boolean =>
    acting.length === 0 || counted.some((source) => countOf(match, source) !== undefined);
  const stages = funnel.stages.filter(isCounted);
  // Sources that no stage counts in are there for their costs alone.
  if (stages.length === 0 && acting.length > 0) return { funnel, sources: acting };
  return {
    funnel: { ...funnel, stages: funnel.stages.filter((stage) => !isCounted(stage)) },
    sources: acting,
    totals: { stages, sources: counted },
  };
}

/** One scan a source, whose values are the counts of the stages, in their order. */
export function planTotals(
  { stages, sources, lookups }: TotalsPart,
  funnel: Pick<ComputableFunnel, "name" | "during" | "where" | "segments" | "splits">,
): FunnelPlan {
  return {
    funnel: funnel.name,
    scans: sources.map((source) => scanOf(source, stages, funnel)),
    segments: [],
    lookups: lookups.map(({ name, location, timezone, where }) => ({
      source: name,
      location,
      timezone,
      where,
    })),
    entry: funnel.during ?? { kind: "none" },
    timeless: false,
  };
}

function scanOf(
  source: TotalsSource,
  stages: readonly StageModel[],
  { where, segments, splits }: Pick<ComputableFunnel, "where" | "segments" | "splits">,
): ScanPlan {
  return {
    source: source.name,
    location: source.location,
    timezone: source.timezone,
    actor: [],
    ...(source.time === undefined ? {} : { time: source.time }),
    ...(source.each === undefined ? {} : { each: source.each }),
    joins: source.joins.map(({ lookup, column, key }) => ({ lookup, column, key })),
    ...(source.dedupe === undefined ? {} : { dedupe: source.dedupe }),
    where: source.where,
    filters: [
      ...where,
      ...segments.flatMap((segment) => (segment.kind === "rows" ? [segment.condition] : [])),
    ],
    stages: [],
    splits: splits.map(({ value }) => ({ value, rows: "all" })),
    marks: [],
    same: [],
    values: stages.map(({ match }): ValuePlan => {
      return { value: countOf(match, source) ?? zero, as: "number", stages: 0 };
    }),
    entersAnywhere: false,
    everyRow: true,
  };
}

/** What a row counts for a stage; undefined where nothing of the source does. */
function countOf(match: MatchModel, source: TotalsSource): RowExpr | undefined {
  let sum: RowExpr | undefined;
  for (const { event, column } of source.totals) {
    const holds = conditionOf(match, event, source.name);
    if (holds === undefined) continue;
    const value: RowExpr = { kind: "column", path: column, type: "number" };
    const counted = holds === true ? value : call("if", holds, value, zero);
    const count = call("coalesce", counted, zero);
    sum = sum === undefined ? count : plus(sum, count);
  }
  return sum;
}

/** When an event is meant: always (`true`), under a condition, or never. */
function conditionOf(match: MatchModel, event: string, source: string): RowExpr | true | undefined {
  switch (match.kind) {
    case "event":
    case "any-event": {
      const isHere = match.source === undefined || match.source === source;
      return isHere && (match.kind === "any-event" || match.event === event) ? true : undefined;
    }
    case "or": {
      const parts = match.of.map((part) => conditionOf(part, event, source));
      if (parts.includes(true)) return true;
      return parts
        .filter((part) => typeof part === "object")
        .reduce<RowExpr | undefined>(
          (left, right) =>
            left === undefined ? right : { kind: "logic", operator: "or", left, right },
          undefined,
        );
    }
    case "where": {
      const of = conditionOf(match.of, event, source);
      if (of === undefined || of === true) return of && match.condition;
      return { kind: "logic", operator: "and", left: of, right: match.condition };
    }
  }
}

const zero: RowExpr = { kind: "number", value: "0" };

function call(name: "if" | "coalesce", ...args: readonly RowExpr[]): RowExpr {
  return { kind: "call", function: name, args, type: "number" };
}

function plus(left: RowExpr, right: RowExpr): RowExpr {
  return {
    kind: "arithmetic",
    operator: "+",
    left,
    right,
    leftType: "number",
    rightType: "number",
    type: "number",
  };
}
