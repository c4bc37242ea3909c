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
  const reshaped = reshape(source);
  const fixes = reshaped.length > 0 ? reshaped : [removing(item.span, scope.text)];
  scope.report(diagnose("FNL4020", args, item.span, { fixes }));
}

/** The item by which a shape is known. */
const marks = { events: "event", records: "stages", totals: "totals" } as const;

/** Another shape, where with it all items of the source have a meaning. */
function reshape({ node, preset }: SourceEntry): readonly Fix[] {
  if (preset) return [];
  const kinds = node.items.map((item) => item.kind);
  const words = new Set(node.items.map(itemWord));
  const fitting = sourceShapes.find(
    (shape) =>
      shape !== "lookup" &&
      words.has(marks[shape]) &&
      !kinds.some((kind) => shapeRules[shape].excludes.includes(kind)),
  );
  if (!fitting) return [];
  if (node.shape) return [replacing(node.shape.span, fitting)];
  const at = node.table?.span.end ?? node.location?.span.end;
  if (at === undefined) return [];
  return [
    {
      title: { key: "insert", args: { text: `as ${fitting}` } },
      edits: [{ span: { start: at, end: at }, newText: ` as ${fitting}` }],
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
