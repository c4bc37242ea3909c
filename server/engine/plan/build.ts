import type {
  ActorSource,
  LookupSource,
  MatchModel,
  SegmentModel,
} from "../../../language/index.ts";
import { type MeasurePlan, planMeasures } from "./measures.ts";
import {
  type ActorSegment,
  type FunnelPlan,
  type Match,
  never,
  type ScanPlan,
  type ValuePlan,
} from "./plan.ts";
import type { ComputableFunnel } from "./computable.ts";

/** What to read for a funnel. `sources` are those that the funnel names, in its order; they join `lookups`. */
export function buildPlan(
  funnel: ComputableFunnel,
  sources: readonly ActorSource[],
  lookups: readonly LookupSource[] = [],
): FunnelPlan {
  const measured = planMeasures(funnel);
  return {
    funnel: funnel.name,
    scans: sources.map((source) => buildScan(funnel, source, measured)),
    segments: funnel.segments.flatMap((segment) => buildSegment(segment, sources)),
    lookups: lookups.map(({ name, location, timezone, where }) => ({
      source: name,
      location,
      timezone,
      where,
    })),
    entry: funnel.during ?? { kind: "none" },
    ...(typeof funnel.window === "number" ? { window: funnel.window } : {}),
    timeless: sources.length > 0 && sources.every(isTimeless),
  };
}

function buildScan(
  funnel: ComputableFunnel,
  source: ActorSource,
  { values, entryMatch }: MeasurePlan,
): ScanPlan {
  const stages = funnel.stages.map((stage) => buildMatch(stage.match, source));
  const marks = [
    ...[...funnel.without, ...funnel.exits].map(({ match }) => match),
    ...(entryMatch === undefined ? [] : [entryMatch]),
  ];
  return {
    source: source.name,
    location: source.location,
    timezone: source.timezone,
    actor: funnel.actor ?? source.actor,
    ...(source.time === undefined ? {} : { time: source.time }),
    ...(source.shape === "events" && source.event.kind === "column"
      ? { event: source.event.column }
      : {}),
    ...(source.shape === "events" && source.event.kind !== "column"
      ? { eventName: source.event.name }
      : {}),
    ...(source.shape === "records" ? { records: source.stages } : {}),
    ...(source.each === undefined ? {} : { each: source.each }),
    joins: source.joins.map(({ lookup, column, key }) => ({ lookup, column, key })),
    ...(source.dedupe === undefined ? {} : { dedupe: source.dedupe }),
    where: source.where,
    filters: [
      ...funnel.where,
      ...funnel.segments.flatMap((segment) => (segment.kind === "rows" ? [segment.condition] : [])),
    ],
    stages,
    splits: funnel.splits.map(({ value, at }) => ({
      value,
      rows: at === "entry" ? "entry" : "all",
    })),
    marks: marks.map((match) => buildMatch(match, source)),
    same: funnel.same,
    values: values.map((value) => valueIn(value, stages)),
    ...(funnel.window === "session" ? sessionOf(source) : {}),
    entersAnywhere: funnel.order === "furthest" || funnel.order === "any",
    ...(funnel.model === "inverted"
      ? { lookBack: typeof funnel.window === "number" ? funnel.window : Infinity }
      : {}),
    everyRow: funnel.order === "strict",
  };
}

/** A source without the stages of a value need not have its columns. */
function valueIn(value: ValuePlan, stages: readonly Match[]): ValuePlan {
  const isThere = stages.some(
    ({ kind }, stage) => kind !== "none" && (value.stages & (1 << stage)) !== 0,
  );
  return isThere ? value : never(value);
}

function buildSegment(segment: SegmentModel, sources: readonly ActorSource[]): ActorSegment[] {
  if (segment.kind === "rows") return [];
  return [
    {
      negated: segment.negated,
      atLeast: segment.atLeast,
      matches: sources.map((source) => buildMatch(segment.match, source)),
    },
  ];
}

/** What a visit of a source is. */
export function sessionOf({ session }: ActorSource): Pick<ScanPlan, "session"> {
  if (session === undefined) return {};
  if (session.kind === "gap") return { session };
  const value = { kind: "column", path: session.column, type: "text" } as const;
  return { session: { kind: "column", value } };
}

/** Whether nothing in a source has a time. */
function isTimeless(source: ActorSource): boolean {
  return (
    source.shape === "records" &&
    source.time === undefined &&
    source.stages.every(({ kind }) => kind === "condition")
  );
}

/** What a match means in one source: events of other sources are never there. */
export function buildMatch(match: MatchModel, source: ActorSource): Match {
  switch (match.kind) {
    case "event":
      if (match.source !== undefined && match.source !== source.name) return { kind: "none" };
      return buildEvent(match.event, source);
    case "any-event":
      return { kind: match.source === undefined || match.source === source.name ? "any" : "none" };
    case "or": {
      const parts = match.of
        .map((part) => buildMatch(part, source))
        .filter((part) => part.kind !== "none");
      if (parts.some((part) => part.kind === "any")) return { kind: "any" };
      const [first] = parts;
      if (first === undefined) return { kind: "none" };
      return parts.length === 1 ? first : { kind: "or", of: parts };
    }
    case "where": {
      const of = buildMatch(match.of, source);
      return of.kind === "none" ? of : { kind: "where", of, condition: match.condition };
    }
  }
}

function buildEvent(event: string, source: ActorSource): Match {
  if (source.shape === "records") {
    const isThere = source.stages.some((stage) => stage.event === event);
    return isThere ? { kind: "event", event } : { kind: "none" };
  }
  if (source.event.kind === "column") return { kind: "event", event };
  return { kind: source.event.name === event ? "any" : "none" };
}
