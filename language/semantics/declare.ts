import type { Diagnostic } from "../diagnostics.ts";
import type { ConnectionNode, FunnelNode, ParamDeclaration, SegmentNode } from "../syntax/ast.ts";
import type { ParsedText } from "../syntax/parse.ts";
import { beginsWithin, firstEndingAfter, type Span } from "../text.ts";
import type { Catalog, Need } from "./catalog.ts";
import { isReadable, locationOf } from "./location.ts";
import { declareParams } from "./params.ts";
import type { Reference } from "./references.ts";
import type { Scope, SourceEntry } from "./scope.ts";
import { segmentNames } from "./segments.ts";
import { sourceEntry } from "./source-entry.ts";

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
  { tree: file, misread, problems }: ParsedText,
  catalog: Catalog,
  outside: ReadonlyMap<string, string> = new Map(),
  fileAt: Scope["fileAt"] = () => 0,
): { readonly scope: Scope; readonly collected: Collected } {
  const collected: Collected = { problems: [], failures: [], needs: [], references: [] };
  const reported = new Set<string>();
  const asked = new Set<string>();
  const askedSame = new Set<Need>();
  const need = (wanted: Need): void => {
    // The same question comes up again and again, often as the very same object.
    if (askedSame.has(wanted)) return;
    askedSame.add(wanted);
    const key = JSON.stringify(wanted);
    if (!asked.has(key)) collected.needs.push(wanted);
    asked.add(key);
  };
  const sources = new Map<string, SourceEntry>();
  const segments = new Map<string, SegmentNode>();
  const allSources: SourceEntry[] = [];
  let namelessSources = 0;
  const funnels: FunnelNode[] = [];
  const connections = new Map<string, ConnectionNode>();
  const params: ParamDeclaration[] = [];
  for (const node of file.declarations) {
    switch (node.kind) {
      case "source": {
        if (!node.name) {
          namelessSources++;
          break;
        }
        const isPath = node.location && isReadable(node.location, text, problems);
        const location = isPath ? locationOf(node) : undefined;
        const entry = sourceEntry(node, node.name, location, { catalog, need });
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
      case "connection":
        if (node.name && !connections.has(node.name.text)) connections.set(node.name.text, node);
        break;
      case "import":
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
    connections,
    params: declareParams(params, outside),
    outside,
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
    fileAt,
  };
  return { scope, collected };
}

function sharedSegments(funnels: readonly FunnelNode[]): ReadonlySet<string> {
  const firstOver = new Map<string, string>();
  const shared = new Set<string>();
  for (const funnel of funnels) {
    const over = funnel.sources.map((source) => source.text).join(", ");
    for (const { text: name } of segmentNames(funnel)) {
      if ((firstOver.get(name) ?? over) !== over) shared.add(name);
      firstOver.set(name, over);
    }
  }
  return shared;
}
