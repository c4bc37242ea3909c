import type { Diagnostic } from "../diagnostics.ts";
import type { Declaration, FunnelNode } from "../syntax/ast.ts";
import { type Origin, originOf } from "../syntax/parse.ts";
import { mapSpans } from "../syntax/shift.ts";
import type { Span } from "../text.ts";
import { type AskedCatalog, askedCatalog } from "./asked-catalog.ts";
import type { Catalog, Need } from "./catalog.ts";
import type { ResolvedFunnel } from "./funnels.ts";
import type { Reference } from "./references.ts";
import type { Scope } from "./scope.ts";

/**
 * What the last analysis of a text found out about its funnels. A funnel depends on nothing but its own
 * text and what funnels use: sources, segments, params, connections and imports, and the data. While
 * those stay as they are, a funnel that didn't change is what it was, if elsewhere in the text.
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
  readonly origins: readonly Origin[];
  readonly other: string;
}

interface FunnelRecord {
  readonly origin: Origin;
  readonly model: ResolvedFunnel["model"];
  /** Among all sources. */
  readonly sources: readonly number[];
  readonly said: readonly Said[];
}

/** What was told to the scope, in its order. */
type Said =
  | { readonly kind: "report"; readonly problem: Diagnostic }
  | { readonly kind: "fail"; readonly place: Span }
  | { readonly kind: "need"; readonly need: Need }
  | { readonly kind: "refer"; readonly reference: Reference };

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

/** For one analysis; what it finds out is in the memory then. */
export function remember(memory: Memory, catalog: Catalog): Remembering {
  const { last } = memory;
  const asked = askedCatalog(catalog);
  const records = new Map<object, FunnelRecord>();
  const needs = last && last.needs.size < MAX_NEEDS ? last.needs : new Map<string, Need>();
  let used: Used | undefined;
  let old: Remembered | undefined;
  const compare = (scope: Scope): Used => {
    const now = usedIn(scope);
    memory.last = { used: now, catalog: asked, funnels: records, needs };
    if (last && isSame(last.used, now) && last.catalog.agreesWith(asked)) old = last;
    return now;
  };
  return {
    catalog: asked,
    funnel(node, scope, resolve) {
      used ??= compare(scope);
      const origin = originOf(node);
      const known = old?.funnels.get(origin.node);
      if (old && known) {
        const record = moved(known, origin, old.used.origins, used.origins);
        records.set(origin.node, record);
        for (const one of record.said) say(one, scope);
        return {
          node,
          sources: record.sources.flatMap((at) => scope.allSources[at] ?? []),
          model: record.model,
        };
      }
      const said: Said[] = [];
      const resolved = resolve(node, listening(scope, said, needs));
      const sources = resolved.sources.map((source) => scope.allSources.indexOf(source));
      const places = [origin, ...used.origins];
      if (!sources.includes(-1) && said.every((one) => staysWithin(one, origin, places)))
        records.set(origin.node, { origin, model: resolved.model, sources, said });
      return resolved;
    },
  };
}

function usedIn(scope: Scope): Used {
  const isUsed = ({ kind }: Declaration): boolean => kind !== "funnel" && !studies.has(kind);
  return {
    origins: scope.file.declarations.filter(isUsed).map(originOf),
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

function isSame(a: Used, b: Used): boolean {
  return (
    a.other === b.other &&
    a.origins.length === b.origins.length &&
    a.origins.every(({ node }, at) => node === b.origins[at]?.node)
  );
}

/** A scope that keeps what it is told. */
function listening(scope: Scope, said: Said[], needs: Map<string, Need>): Scope {
  const hear = (one: Said): void => {
    said.push(one);
    say(one, scope);
  };
  return {
    ...scope,
    report: (problem) => hear({ kind: "report", problem }),
    fail: (place) => hear({ kind: "fail", place }),
    need: (wanted) => {
      const key = JSON.stringify(wanted);
      const need = needs.get(key) ?? wanted;
      needs.set(key, need);
      hear({ kind: "need", need });
    },
    refer: (reference) => hear({ kind: "refer", reference }),
  };
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
  }
}

/** A fix may reach into other declarations, whose text may change meanwhile: it isn't remembered then. */
function staysWithin(said: Said, own: Origin, places: readonly Origin[]): boolean {
  const isIn = (place: Span, { start, end }: Origin): boolean =>
    start <= place.start && place.end <= end;
  const isKnown = (place: Span): boolean => places.some((one) => isIn(place, one));
  switch (said.kind) {
    case "need":
      return true;
    case "fail":
      return isKnown(said.place);
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

/** The record of a funnel at its new place, among declarations at theirs. */
function moved(
  record: FunnelRecord,
  to: Origin,
  oldPlaces: readonly Origin[],
  newPlaces: readonly Origin[],
): FunnelRecord {
  const { origin: own } = record;
  const by = to.start - own.start;
  const others = oldPlaces.map(({ start, end }, at) => ({
    start,
    end,
    by: (newPlaces[at]?.start ?? start) - start,
  }));
  if (by === 0 && others.every((one) => one.by === 0)) return record;
  const move = (span: Span): Span => {
    const isOwn = own.start <= span.start && span.end <= own.end;
    const other = isOwn
      ? undefined
      : others.find(({ start, end }) => start <= span.start && span.end <= end);
    const delta = isOwn ? by : (other?.by ?? 0);
    return delta === 0 ? span : { start: span.start + delta, end: span.end + delta };
  };
  const { model, said } = record;
  return { ...record, ...mapSpans({ model, said }, move), origin: to };
}
