import type { ColumnNode } from "../syntax/ast.ts";
import type { ColumnPath, RowExpr, SourceModel } from "./model.ts";
import { resolveCondition, rowEnvironment } from "./rows/resolve.ts";
import { type Scope, type SourceEntry, sourceSymbol } from "./scope.ts";
import { zoneName } from "./zones.ts";

/** A source as the engine reads it; undefined where something is missing that it can't be read without. */
export function resolveSource(entry: SourceEntry, scope: Scope): SourceModel | undefined {
  const { node } = entry;
  if (scope.sources.get(entry.name) === entry)
    scope.refer({ span: entry.nameNode.span, target: sourceSymbol(entry), isDeclaration: true });
  const environment = rowEnvironment(scope, [entry]);
  for (const item of entry.lets.values()) {
    if (!item.name) continue;
    const target = {
      kind: "let" as const,
      name: item.name.text,
      owner: entry.name,
      declaration: item.name.span,
    };
    scope.refer({ span: item.name.span, target, isDeclaration: true });
    const resolving = [`${entry.name} ${item.name.text}`];
    environment.resolve(item.value, { ...environment, resolving });
  }
  const where: RowExpr[] = [];
  for (const item of node.items) {
    if (item.kind !== "where") continue;
    const condition = resolveCondition(item.condition, environment);
    if (condition) where.push(condition);
  }
  const { actor, time, event, location } = entry;
  if (!node.location || !location || !actor || !time?.column || !event?.value) return undefined;
  if (actor.columns.length === 0 || entry.isPartial) return undefined;
  const timezone = node.items.find((item) => item.kind === "timezone")?.zone;
  return {
    name: entry.name,
    span: node.span,
    nameSpan: entry.nameNode.span,
    location,
    locationSpan: node.location.span,
    shape: "events",
    actor: actor.columns.map(pathOf),
    actorSpan: actor.span,
    ...(actor.word && { actorWord: actor.word.value }),
    time: {
      column: pathOf(time.column),
      ...(time.format && { format: time.format.value }),
    },
    timeSpan: time.span,
    event:
      event.value.kind === "string"
        ? { kind: "constant", name: event.value.value }
        : { kind: "column", column: pathOf(event.value) },
    eventSpan: event.span,
    timezone: (timezone && zoneName(timezone.value)) ?? "UTC",
    where,
  };
}

export function pathOf(column: ColumnNode): ColumnPath {
  return column.path.map((name) => name.text);
}
