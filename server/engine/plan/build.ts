import type { EventSource, MatchModel, SegmentModel } from "../../../language/index.ts";
import type { ActorSegment, FunnelPlan, Match, ScanPlan } from "./plan.ts";
import type { ComputableFunnel } from "./computable.ts";

/** What to read for a funnel. `sources` are those that the funnel names, in its order. */
export function buildPlan(funnel: ComputableFunnel, sources: readonly EventSource[]): FunnelPlan {
  return {
    funnel: funnel.name,
    scans: sources.map((source) => buildScan(funnel, source)),
    segments: funnel.segments.flatMap((segment) => buildSegment(segment, sources)),
    entry: funnel.during ?? { kind: "none" },
    ...(typeof funnel.window === "number" ? { window: funnel.window } : {}),
  };
}

function buildScan(funnel: ComputableFunnel, source: EventSource): ScanPlan {
  return {
    source: source.name,
    location: source.location,
    timezone: source.timezone,
    actor: source.actor,
    time: source.time,
    ...(source.event.kind === "column" ? { event: source.event.column } : {}),
    where: source.where,
    filters: [
      ...funnel.where,
      ...funnel.segments.flatMap((segment) => (segment.kind === "rows" ? [segment.condition] : [])),
    ],
    stages: funnel.stages.map((stage) => buildMatch(stage.match, source)),
    splits: funnel.splits.map((split) => split.value),
  };
}

function buildSegment(segment: SegmentModel, sources: readonly EventSource[]): ActorSegment[] {
  if (segment.kind === "rows") return [];
  return [
    {
      negated: segment.negated,
      atLeast: segment.atLeast,
      matches: sources.map((source) => buildMatch(segment.match, source)),
    },
  ];
}

/** What a match means in one source: events of other sources are never there. */
export function buildMatch(match: MatchModel, source: EventSource): Match {
  switch (match.kind) {
    case "event":
      if (match.source !== undefined && match.source !== source.name) return { kind: "none" };
      if (source.event.kind === "column") return { kind: "event", event: match.event };
      return { kind: source.event.name === match.event ? "any" : "none" };
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
