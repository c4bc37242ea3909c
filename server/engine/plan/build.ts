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
  const timeless = sources.length > 0 && sources.every(isTimeless);
  const scans = sources.map((source) => {
    const scan = buildScan(funnel, source, measured);
    return !timeless && conditionsOf(source).length > 0
      ? { ...scan, untimed: true as const }
      : scan;
  });
  return {
    funnel: funnel.name,
    scans,
    segments: funnel.segments.flatMap((segment) => buildSegment(segment, sources)),
    lookups: lookups.map(({ name, location, timezone, where }) => ({
      source: name,
      location,
      timezone,
      where,
    })),
    entry: funnel.during ?? { kind: "none" },
    ...(typeof funnel.window === "number" ? { window: funnel.window } : {}),
    timeless,
    ...untimedParts(funnel, scans, sources),
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

/** The events of a source that have no time. */
function conditionsOf(source: ActorSource): readonly string[] {
  if (source.shape !== "records" || source.time !== undefined) return [];
  return source.stages.flatMap(({ kind, event }) => (kind === "condition" ? [event] : []));
}

/** Which stages and marks rows without a time may have, and whether those of the entry have one at all. */
function untimedParts(
  { stages, model, order }: ComputableFunnel,
  scans: readonly ScanPlan[],
  sources: readonly ActorSource[],
): Pick<FunnelPlan, "untimed" | "isEntryUntimed"> {
  const untimed = { stages: 0, marks: 0 };
  let timed = 0;
  for (const [index, scan] of scans.entries()) {
    const source = sources[index];
    if (source === undefined) continue;
    const events = conditionsOf(source);
    const isUntimed = (event: string): boolean => events.includes(event);
    if (events.length > 0) {
      untimed.stages |= bitsWhere(scan.stages, isUntimed);
      untimed.marks |= bitsWhere(scan.marks, isUntimed);
    }
    const isAll = source.shape === "records" && events.length === source.stages.length;
    if (!isAll) timed |= bitsWhere(scan.stages, (event) => !isUntimed(event));
  }
  const all = 2 ** stages.length - 1;
  const entry =
    order === "any" || order === "furthest" ? all : model === "inverted" ? (all + 1) / 2 : 1;
  const isThere = scans.some(({ untimed: some, everyRow }) => some && everyRow);
  const isUsed = untimed.stages !== 0 || untimed.marks !== 0 || isThere;
  return {
    ...(isUsed && scans.some((scan) => scan.untimed) ? { untimed } : {}),
    ...((timed & entry) === 0 && (untimed.stages & entry) !== 0 ? { isEntryUntimed: true } : {}),
  };
}

function bitsWhere(matches: readonly Match[], isSuch: (event: string) => boolean): number {
  return matches.reduce((sum, match, i) => (mayBe(match, isSuch) ? sum | (1 << i) : sum), 0);
}

/** Whether rows of such events may be ones of the match. */
function mayBe(match: Match, isSuch: (event: string) => boolean): boolean {
  switch (match.kind) {
    case "none":
      return false;
    case "any":
      return true;
    case "event":
      return isSuch(match.event);
    case "or":
      return match.of.some((part) => mayBe(part, isSuch));
    case "where":
      return mayBe(match.of, isSuch);
  }
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
