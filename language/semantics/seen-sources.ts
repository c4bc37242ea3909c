import type { SourceItem } from "../syntax/ast.ts";
import { sliceSpan, type Span } from "../text.ts";
import { areEqual } from "./asked-catalog.ts";
import type { Scope, SourceEntry } from "./scope.ts";

/** What makes no difference to funnels: which rows a source has, and how its files are read. */
const unseen: ReadonlySet<SourceItem["kind"]> = new Set([
  "where",
  "timezone",
  "options",
  "sheet",
  "dedupe",
]);

/**
 * A source as funnels are shown it: without the statements that make no difference to them, so that
 * nothing found out about a funnel can hang on those.
 */
export function seenSource(entry: SourceEntry): SourceEntry {
  return { ...entry, items: entry.items.filter((item) => !unseen.has(item.kind)) };
}

/** All that funnels look at in a source, for the next analysis. */
export interface SeenSource {
  readonly plain: unknown;
  /** Of its name and its statements, in their order. */
  readonly places: readonly Span[];
}

/** `entry`: as funnels are shown it. */
export function lookAt(entry: SourceEntry, scope: Scope): SeenSource {
  const { nameNode, node, location, columns, items, missing, isUndecided } = entry;
  const { start, end } = node.span;
  const places = [nameNode.span, ...items.map((item) => item.span)];
  return {
    plain: [
      scope.text.slice(start, node.block?.start ?? end),
      [node.block !== undefined, scope.fileAt(start)],
      [location, columns, missing, isUndecided, entry.inferred.map(({ text }) => text)],
      // The same words in the same order are the same statements.
      items.map((item) => item.kind),
      places.map((place) => sliceSpan(scope.text, place)),
    ],
    places,
  };
}

/** Whether funnels see nothing else in a source than they did. */
export function looksSame(a: SeenSource, b: SeenSource): boolean {
  return areEqual(a.plain, b.plain);
}

/** Where something that stood in a source's name or statements stands now; undefined: it can't be told. */
export function placeSince(span: Span, before: SeenSource, now: SeenSource): Span | undefined {
  const at = before.places.findIndex(({ start, end }) => start <= span.start && span.end <= end);
  const [was, is] = [before.places[at], now.places[at]];
  if (was === undefined || is === undefined) return undefined;
  const by = is.start - was.start;
  return by === 0 ? span : { start: span.start + by, end: span.end + by };
}
