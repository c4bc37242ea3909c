import type { Diagnostic } from "../diagnostics.ts";
import type { Declaration, FunnelNode, SegmentNode } from "../syntax/ast.ts";
import { type Origin, originOf } from "../syntax/parse.ts";
import { mapSpans } from "../syntax/shift.ts";
import type { Span } from "../text.ts";
import { type AskedCatalog, askedCatalog, keyOfNeed } from "./asked-catalog.ts";
import type { Catalog, Need } from "./catalog.ts";
import type { ResolvedFunnel } from "./funnels.ts";
import type { Reference } from "./references.ts";
import type { Scope, SourceEntry } from "./scope.ts";
import { lookAt, looksSame, placeSince, type SeenSource, seenSource } from "./seen-sources.ts";

/**
 * What the last analysis of a text found out about its funnels. A funnel depends on nothing but its own
 * text and what funnels use: of sources what they are shown, the segments that they name, params,
 * connections and imports, and the data. While those stay as they are, a funnel that didn't change is
 * what it was, if elsewhere in the text.
 */
export interface Memory {
  last?: Remembered;
}

interface Remembered {
  readonly used: Used;
  readonly catalog: AskedCatalog;
  readonly funnels: Map<object, FunnelRecord>;
  /** Each only once, since many funnels need the same. */
  readonly needs: Map<string, Need>;
}

/** What funnels use besides the data. */
interface Used {
  readonly declarations: readonly UsedDeclaration[];
  readonly other: string;
}

interface UsedDeclaration {
  readonly origin: Origin;
  readonly segment?: string;
  readonly source?: SeenSource;
}

interface FunnelRecord {
  readonly origin: Origin;
  readonly model: ResolvedFunnel["model"];
  /** Among all sources. */
  readonly sources: readonly number[];
  readonly said: readonly Said[];
  /** The names of segments that were looked up. */
  readonly segments: ReadonlySet<string>;
  /** Places outside of its own piece, each once; found when they are needed. */
  others?: readonly Span[];
}

/** What was told to the scope and asked of it, in its order. */
type Said =
  | { readonly kind: "report"; readonly problem: Diagnostic }
  | { readonly kind: "fail"; readonly place: Span }
  | { readonly kind: "need"; readonly need: Need }
  | { readonly kind: "refer"; readonly reference: Reference }
  /** Asked whether all of a place could be read: of another declaration that may change at any time. */
  | { readonly kind: "doubt"; readonly place: Span };

/** Half-typed names are asked for as well: more needs than this, and they are forgotten. */
const MAX_NEEDS = 5_000;

export interface Remembering {
  /** To be asked instead of the one given, so that it is known what answers the results hang on. */
  readonly catalog: Catalog;
  /** Resolves a funnel, or remembers what it was. */
  funnel(
    node: FunnelNode,
    scope: Scope,
    resolve: (node: FunnelNode, scope: Scope) => ResolvedFunnel,
  ): ResolvedFunnel;
}

/** What is the same for all funnels of one analysis. */
interface Shared {
  readonly used: Used;
  /** As funnels are shown them, in the order of all sources. */
  readonly sources: readonly SourceEntry[];
  readonly byName: ReadonlyMap<string, SourceEntry>;
  /** What is remembered, if what funnels use is still what it was. */
  readonly old?: Remembered;
  readonly changes?: Changes;
}

/** For one analysis; what it finds out is in the memory then. */
export function remember(memory: Memory, catalog: Catalog): Remembering {
  const { last } = memory;
  const asked = askedCatalog(catalog);
  const records = new Map<object, FunnelRecord>();
  const needs = last && last.needs.size < MAX_NEEDS ? last.needs : new Map<string, Need>();
  let shared: Shared | undefined;
  const share = (scope: Scope): Shared => {
    const sources = scope.allSources.map(seenSource);
    const seenAs = new Map(scope.allSources.map((entry, at) => [entry, sources[at] ?? entry]));
    const byName = new Map(
      [...scope.sources].map(([name, entry]) => [name, seenAs.get(entry) ?? entry]),
    );
    const used = usedIn(scope, sources);
    memory.last = { used, catalog: asked, funnels: records, needs };
    const changes = last && changesSince(last.used, used);
    if (!last || !changes || !last.catalog.agreesWith(asked)) return { used, sources, byName };
    return { used, sources, byName, old: last, changes };
  };
  return {
    catalog: asked,
    funnel(node, scope, resolve) {
      shared ??= share(scope);
      const { old, changes, used } = shared;
      const origin = originOf(node);
      const known = old?.funnels.get(origin.node);
      const record = known && changes && since(known, origin, changes);
      if (record) {
        records.set(origin.node, record);
        for (const one of record.said) say(one, scope);
        return { node, sources: at(record.sources, scope), model: record.model };
      }
      const said: Said[] = [];
      const segments = new Set<string>();
      const { allSources, ...heard } = listening(scope, shared, { said, segments, needs });
      const resolved = resolve(node, { ...heard, allSources });
      const sources = resolved.sources.map((source) => allSources.indexOf(source));
      const places = [origin, ...used.declarations.map((each) => each.origin)];
      if (!sources.includes(-1) && said.every((one) => staysWithin(one, origin, places)))
        records.set(origin.node, { origin, model: resolved.model, sources, said, segments });
      return { ...resolved, sources: at(sources, scope) };
    },
  };
}

function at(sources: readonly number[], scope: Scope): readonly SourceEntry[] {
  return sources.flatMap((index) => scope.allSources[index] ?? []);
}

function usedIn(scope: Scope, sources: readonly SourceEntry[]): Used {
  const isUsed = ({ kind }: Declaration): boolean => kind !== "funnel" && !studies.has(kind);
  const entries = new Map<Declaration, SourceEntry>(sources.map((entry) => [entry.node, entry]));
  return {
    declarations: scope.file.declarations.filter(isUsed).map((node) => {
      const entry = entries.get(node);
      return {
        origin: originOf(node),
        ...(node.kind === "segment" && node.name && { segment: node.name.text }),
        ...(entry && { source: lookAt(entry, scope) }),
      };
    }),
    other: JSON.stringify([
      [...scope.sharedSegments],
      scope.namelessSources,
      [...scope.outside],
      scope.text.includes("\r\n"),
    ]),
  };
}

/** They use funnels, not the other way round. */
const studies: ReadonlySet<Declaration["kind"]> = new Set([
  "retention",
  "experiment",
  "drivers",
  "score",
  "scenario",
  "audience",
]);

/** What is no longer as it was, of what funnels use. */
interface Changes {
  /** By their names. */
  readonly segments: ReadonlySet<string>;
  /** Places of the last analysis in this one; undefined: what stood there may be gone. */
  place(span: Span): Span | undefined;
  readonly hasMoved: boolean;
}

/** Undefined: what any funnel is may have changed. */
function changesSince(before: Used, now: Used): Changes | undefined {
  if (before.other !== now.other || before.declarations.length !== now.declarations.length)
    return undefined;
  const segments = new Set<string>();
  let hasMoved = false;
  const pairs: { readonly was: UsedDeclaration; readonly is: UsedDeclaration }[] = [];
  for (const [index, was] of before.declarations.entries()) {
    const is = now.declarations[index];
    if (!is) return undefined;
    pairs.push({ was, is });
    const isSame = was.origin.node === is.origin.node;
    if (!isSame || was.origin.start !== is.origin.start) hasMoved = true;
    if (isSame) continue;
    if (was.segment !== undefined && was.segment === is.segment) segments.add(was.segment);
    else if (!was.source || !is.source || !looksSame(was.source, is.source)) return undefined;
  }
  return {
    segments,
    hasMoved,
    place(span) {
      const pair = pairs.find(({ was: { origin } }) => isIn(span, origin));
      if (!pair) return undefined;
      const { was, is } = pair;
      if (was.origin.node !== is.origin.node)
        return was.source && is.source && placeSince(span, was.source, is.source);
      const by = is.origin.start - was.origin.start;
      return by === 0 ? span : { start: span.start + by, end: span.end + by };
    },
  };
}

function isIn(place: Span, { start, end }: Span): boolean {
  return start <= place.start && place.end <= end;
}

/** A scope that shows funnels what they may see, and keeps what it is told and asked. */
function listening(
  scope: Scope,
  shared: Shared,
  into: {
    readonly said: Said[];
    readonly segments: Set<string>;
    readonly needs: Map<string, Need>;
  },
): Scope {
  const { said, needs } = into;
  const hear = (one: Said): void => {
    said.push(one);
    say(one, scope);
  };
  return {
    ...scope,
    sources: shared.byName,
    allSources: shared.sources,
    segments: noting(scope.segments, into.segments),
    report: (problem) => hear({ kind: "report", problem }),
    fail: (place) => hear({ kind: "fail", place }),
    need: (wanted) => {
      const key = keyOfNeed(wanted);
      const need = needs.get(key) ?? wanted;
      needs.set(key, need);
      hear({ kind: "need", need });
    },
    refer: (reference) => hear({ kind: "refer", reference }),
    hasMisread: (place) => {
      said.push({ kind: "doubt", place });
      return scope.hasMisread(place);
    },
  };
}

/** Notes which names are looked up. Which names there are is the same for all funnels. */
function noting(
  segments: ReadonlyMap<string, SegmentNode>,
  into: Set<string>,
): ReadonlyMap<string, SegmentNode> {
  const noted = new Map(segments);
  noted.get = (name) => {
    into.add(name);
    return segments.get(name);
  };
  return noted;
}

function say(said: Said, scope: Scope): void {
  switch (said.kind) {
    case "report":
      return scope.report(said.problem);
    case "fail":
      return scope.fail(said.place);
    case "need":
      return scope.need(said.need);
    case "refer":
      return scope.refer(said.reference);
    case "doubt":
      return undefined;
  }
}

/** A fix may reach into other declarations, whose text may change meanwhile: it isn't remembered then. */
function staysWithin(said: Said, own: Origin, places: readonly Origin[]): boolean {
  const isKnown = (place: Span): boolean => places.some((one) => isIn(place, one));
  switch (said.kind) {
    case "need":
      return true;
    case "fail":
      return isKnown(said.place);
    case "doubt":
      return isIn(said.place, own);
    case "refer":
      return isKnown(said.reference.span) && isKnown(said.reference.target.declaration);
    case "report": {
      const { span, fixes = [], related = [] } = said.problem;
      return (
        fixes.every(({ edits }) => edits.every((edit) => isIn(edit.span, own))) &&
        [span, ...related.map((one) => one.span)].every(isKnown)
      );
    }
  }
}

/** The record of a funnel as it is now; undefined: it has to be resolved again. */
function since(record: FunnelRecord, to: Origin, changes: Changes): FunnelRecord | undefined {
  for (const name of record.segments) if (changes.segments.has(name)) return undefined;
  const { origin: own, model, said } = record;
  const by = to.start - own.start;
  const moved = new Map<Span, Span>();
  if (changes.hasMoved) {
    record.others ??= placesOutside(own, [model, said]);
    for (const place of record.others) {
      const now = changes.place(place);
      if (!now) return undefined;
      if (now !== place) moved.set(place, now);
    }
  }
  if (by === 0 && moved.size === 0) return record;
  const others = [...moved];
  const move = (span: Span): Span => {
    if (isIn(span, own)) return by === 0 ? span : { start: span.start + by, end: span.end + by };
    return others.find(([{ start, end }]) => start === span.start && end === span.end)?.[1] ?? span;
  };
  return {
    ...mapSpans({ model, said }, move),
    sources: record.sources,
    segments: record.segments,
    origin: to,
  };
}

function placesOutside(own: Span, data: unknown): readonly Span[] {
  const places = new Map<string, Span>();
  mapSpans(data, (span) => {
    if (!isIn(span, own)) places.set(`${span.start} ${span.end}`, span);
    return span;
  });
  return [...places.values()];
}
