import type { Diagnostic } from "../diagnostics.ts";
import type {
  FunnelNode,
  LetItem,
  ParamDeclaration,
  SegmentNode,
  SourceItem,
  SourceNode,
} from "../syntax/ast.ts";
import type { ParsedText } from "../syntax/parse.ts";
import { beginsWithin, firstEndingAfter, type Span } from "../text.ts";
import type { Catalog, Need, TableLocation } from "./catalog.ts";
import { locationOf } from "./location.ts";
import type { Reference } from "./references.ts";
import type { Scope, SourceEntry } from "./scope.ts";

export interface Collected {
  readonly problems: Diagnostic[];
  /** Places that can't run for a reason that is reported elsewhere. */
  readonly failures: Span[];
  readonly needs: Need[];
  readonly references: Reference[];
}

/** Gathers what a file declares. The first of equal names is the one that uses mean. */
export function declare(
  text: string,
  { tree: file, misread }: ParsedText,
  catalog: Catalog,
): { readonly scope: Scope; readonly collected: Collected } {
  const collected: Collected = { problems: [], failures: [], needs: [], references: [] };
  const reported = new Set<string>();
  const asked = new Set<string>();
  const need = (wanted: Need): void => {
    const key = JSON.stringify(wanted);
    if (!asked.has(key)) collected.needs.push(wanted);
    asked.add(key);
  };
  const sources = new Map<string, SourceEntry>();
  const segments = new Map<string, SegmentNode>();
  const allSources: SourceEntry[] = [];
  let namelessSources = 0;
  const funnels: FunnelNode[] = [];
  const params: ParamDeclaration[] = [];
  for (const node of file.declarations) {
    switch (node.kind) {
      case "source": {
        const entry = sourceEntry(node, catalog, need);
        if (!entry) {
          namelessSources++;
          break;
        }
        allSources.push(entry);
        if (!sources.has(entry.name)) sources.set(entry.name, entry);
        break;
      }
      case "segment":
        if (node.name && !segments.has(node.name.text)) segments.set(node.name.text, node);
        break;
      case "funnel":
        funnels.push(node);
        break;
      case "param-declaration":
        params.push(node);
        break;
      case "import":
      case "connection":
      case "retention":
      case "experiment":
      case "drivers":
      case "score":
      case "scenario":
      case "audience":
        break;
    }
  }
  const scope: Scope = {
    text,
    file,
    catalog,
    sources,
    segments,
    sharedSegments: sharedSegments(funnels),
    allSources,
    namelessSources,
    funnels,
    params,
    report(problem) {
      const { code, span, args } = problem;
      const key = `${code} ${span.start} ${span.end} ${JSON.stringify(args)}`;
      if (reported.has(key) || beginsWithin(problem.span, misread)) return;
      reported.add(key);
      collected.problems.push(problem);
    },
    hasMisread: (span) => {
      const first = misread[firstEndingAfter(span.start, misread)];
      return first !== undefined && span.start <= first.start && first.end <= span.end;
    },
    fail: (span) => collected.failures.push(span),
    need,
    refer: (reference) => collected.references.push(reference),
  };
  return { scope, collected };
}

function sharedSegments(funnels: readonly FunnelNode[]): ReadonlySet<string> {
  const firstOver = new Map<string, string>();
  const shared = new Set<string>();
  for (const funnel of funnels) {
    const over = funnel.sources.map((source) => source.text).join(", ");
    for (const item of funnel.items) {
      if (item.kind !== "segment-use" || !item.name) continue;
      const name = item.name.text;
      if ((firstOver.get(name) ?? over) !== over) shared.add(name);
      firstOver.set(name, over);
    }
  }
  return shared;
}

function sourceEntry(
  node: SourceNode,
  catalog: Catalog,
  need: (wanted: Need) => void,
): SourceEntry | undefined {
  if (!node.name) return undefined;
  const location = locationOf(node);
  const lets = new Map<string, LetItem>();
  for (const item of node.items)
    if (item.kind === "let" && item.name && !lets.has(item.name.text))
      lets.set(item.name.text, item);
  return {
    node,
    name: node.name.text,
    nameNode: node.name,
    location,
    actor: node.items.find((item) => item.kind === "actor"),
    time: node.items.find((item) => item.kind === "time"),
    event: node.items.find((item) => item.kind === "event"),
    lets,
    columns: location && columnsAt(location, catalog, need),
    isPartial:
      node.table !== undefined ||
      node.items.some((item) => !isRead(item)) ||
      (node.shape !== undefined && node.shape.text !== "events"),
  };
}

/** Whether a statement is one that the engine knows. */
function isRead(item: SourceItem): boolean {
  switch (item.kind) {
    case "actor":
      return !item.row;
    case "time":
    case "event":
    case "timezone":
    case "where":
    case "let":
    case "options":
      return true;
    case "each":
    case "join":
    case "session":
    case "row-stages":
    case "totals":
    case "amount":
    case "currency":
    case "sheet":
    case "dedupe":
      return false;
  }
}

function columnsAt(
  location: TableLocation,
  catalog: Catalog,
  need: (wanted: Need) => void,
): SourceEntry["columns"] {
  const table = catalog.table(location);
  if (table === undefined) need({ kind: "table", location });
  return table?.kind === "table" ? table.columns : undefined;
}
