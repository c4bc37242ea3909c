import { diagnose, type Fix } from "../diagnostics.ts";
import type { FunnelNode, NameNode } from "../syntax/ast.ts";
import { nearest } from "../syntax/near.ts";
import { blanksBefore } from "../text.ts";
import { replacing } from "./fixes.ts";
import { referTo, type Scope, type SourceEntry, sourceSymbol } from "./scope.ts";
import { writeName } from "./write.ts";

/** The sources after `on`; without it, the only one of the file that a funnel can be on. */
export function resolveFunnelSources(node: FunnelNode, scope: Scope): readonly SourceEntry[] {
  if (node.sources.length === 0) return onlySource(node, scope);
  const result: SourceEntry[] = [];
  for (const name of node.sources) {
    const source = scope.sources.get(name.text);
    if (!source) {
      reportUnknownSource(name, scope);
      continue;
    }
    referTo(scope, sourceSymbol(source), name);
    if (source.shape === "lookup") reportLookup(name, scope);
    else if (result.includes(source)) {
      const fixes = [removeName(name, scope.text)];
      scope.report(diagnose("FNL2008", { name: name.text }, name.span, { fixes }));
    } else result.push(source);
  }
  return result;
}

/** A lookup has neither actors nor events: its columns are joined to those of another source. */
function reportLookup(name: NameNode, scope: Scope): void {
  scope.report(diagnose("FNL2035", { name: name.text }, name.span));
}

function removeName(name: NameNode, text: string): Fix {
  const behind = name.span.start - blanksBefore(text, name.span.start, false).length;
  const comma = text.charAt(behind - 1) === "," ? behind - 1 : undefined;
  const start =
    comma === undefined ? name.span.start : comma - blanksBefore(text, comma, false).length;
  return {
    title: { key: "remove", args: { text: name.text } },
    edits: [{ span: { start, end: name.span.end }, newText: "" }],
    preferred: true,
  };
}

function onlySource(node: FunnelNode, scope: Scope): readonly SourceEntry[] {
  const all = [...scope.sources.values()].filter((source) => source.node.shape?.text !== "lookup");
  // Imported ones count where the file has none of its own.
  const file = scope.fileAt(node.span.start);
  const own = all.filter((source) => scope.fileAt(source.node.span.start) === file);
  const sources = own.length > 0 ? own : all;
  const [first] = sources;
  if (first && sources.length === 1) return [first];
  const place = node.name?.span ?? node.keywordSpan;
  if (!first) {
    // A source without a name has been reported itself.
    if (scope.namelessSources > 0) scope.fail(place);
    else scope.report(diagnose("FNL2011", {}, place));
    return [];
  }
  const fixes: Fix[] = sources.slice(0, 5).map((source) => {
    const text = `on ${writeName(source.name)}`;
    const at = place.end;
    return {
      title: { key: "insert", args: { text } },
      edits: [{ span: { start: at, end: at }, newText: ` ${text}` }],
    };
  });
  const args = { names: sources.map((source) => source.name).join(", ") };
  scope.report(diagnose("FNL2012", args, place, { fixes: node.name ? fixes : [] }));
  return [];
}

function reportUnknownSource(name: NameNode, scope: Scope): void {
  const suggestion = nearest(name.text, scope.sources.keys());
  // It may be the one that lacks its name, which has been reported itself.
  if (suggestion === undefined && scope.namelessSources > 0) {
    scope.fail(name.span);
    return;
  }
  const [only] = scope.sources.keys();
  const meant = suggestion ?? (scope.sources.size === 1 ? only : undefined);
  const fixes = meant === undefined ? [] : [replacing(name.span, writeName(meant))];
  const args = suggestion === undefined ? { name: name.text } : { name: name.text, suggestion };
  scope.report(diagnose("FNL2001", args, name.span, { fixes }));
}
