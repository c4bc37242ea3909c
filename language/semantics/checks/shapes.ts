import { diagnose, type Fix } from "../../diagnostics.ts";
import type { NameNode, SourceItem } from "../../syntax/ast.ts";
import { eventNames } from "../events.ts";
import { removing, replacing } from "../fixes.ts";
import type { Scope, SourceEntry } from "../scope.ts";
import { itemWord, shapeRules, sourceShapes } from "../shapes.ts";
import type { CheckContext } from "./check.ts";

/** What has no meaning in a source of its shape; and events that it has twice. */
export function shapes({ scope }: CheckContext): void {
  for (const source of scope.allSources) {
    const { excludes } = shapeRules[source.shape];
    for (const item of source.node.items)
      if (excludes.includes(item.kind)) reportItem(item, source, scope);
    checkEvents(eventNames(source), scope);
  }
}

function reportItem(item: SourceItem, source: SourceEntry, scope: Scope): void {
  const args = { item: itemWord(item), shape: source.shape };
  const fixes = [...reshape(source), removing(item.span, scope.text)];
  scope.report(diagnose("FNL4020", args, item.span, { fixes }));
}

/** Another shape, where with it all items of the source have a meaning. */
function reshape({ node, preset }: SourceEntry): readonly Fix[] {
  if (preset) return [];
  const kinds = node.items.map((item) => item.kind);
  const words = new Set(node.items.map(itemWord));
  const fitting = sourceShapes.filter((shape) => {
    const { needs, excludes } = shapeRules[shape];
    const isClear = shape !== "lookup" && needs.some((need) => words.has(need));
    return isClear && !kinds.some((kind) => excludes.includes(kind));
  });
  const [only] = fitting;
  if (!only || fitting.length > 1) return [];
  if (node.shape) return [replacing(node.shape.span, only)];
  const at = node.table?.span.end ?? node.location?.span.end;
  if (at === undefined) return [];
  return [
    {
      title: { key: "insert", args: { text: `as ${only}` } },
      edits: [{ span: { start: at, end: at }, newText: ` as ${only}` }],
      preferred: true,
    },
  ];
}

function checkEvents(names: readonly NameNode[], scope: Scope): void {
  const seen = new Map<string, NameNode>();
  for (const name of names) {
    const first = seen.get(name.text);
    if (!first) {
      seen.set(name.text, name);
      continue;
    }
    const related = [
      {
        span: first.span,
        note: { key: "firstDeclaredHere" as const, args: { name: first.text } },
      },
    ];
    scope.report(diagnose("FNL2025", { event: name.text }, name.span, { related }));
  }
}
