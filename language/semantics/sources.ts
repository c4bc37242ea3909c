import { diagnose } from "../diagnostics.ts";
import type { ColumnNode, EventItem, SourceItem, TimeItem } from "../syntax/ast.ts";
import { resolveConnectionUse } from "./connections.ts";
import { isCurrencyCode } from "./currencies.ts";
import { resolveJoins } from "./joins.ts";
import type {
  ColumnPath,
  EventSource,
  LookupSource,
  RecordSource,
  RowExpr,
  SessionModel,
  SourceModel,
  TimeModel,
  TotalsSource,
} from "./model.ts";
import { durationMicroseconds } from "./moments.ts";
import { resolveRowStages } from "./row-stages.ts";
import type { RowEnvironment } from "./rows/environment.ts";
import { resolveCondition, rowEnvironment } from "./rows/resolve.ts";
import { isOpen, isNumeric } from "./rows/environment.ts";
import { type Scope, type SourceEntry, sourceSymbol } from "./scope.ts";
import { zoneName } from "./zones.ts";

type Common = Omit<LookupSource, "shape">;

/** A source as the engine reads it; undefined where something is missing that it can't be read without. */
export function resolveSource(entry: SourceEntry, scope: Scope): SourceModel | undefined {
  const { node, location } = entry;
  if (scope.sources.get(entry.name) === entry)
    scope.refer({ span: entry.nameNode.span, target: sourceSymbol(entry), isDeclaration: true });
  if (node.table?.connection) resolveConnectionUse(node.table.connection, scope);
  const environment = rowEnvironment(scope, [entry]);
  resolveLets(entry, environment);
  const joins = resolveJoins(entry, scope);
  const where = conditionsOf(entry, environment);
  const stages = resolveRowStages(entry, environmentOf(entry, environment));
  const amounts = {
    ...amountOf("cost", entry, environment),
    ...amountOf("value", entry, environment),
  };
  if (!node.location || !location || entry.missing.length > 0) return undefined;
  if (entry.lacking.length > 0) return undefined;
  if (!joins || !where || !stages) return undefined;
  const timezone = entry.items.find((item) => item.kind === "timezone")?.zone;
  const each = entry.items.find((item) => item.kind === "each")?.column;
  const dedupe = entry.items.find((item) => item.kind === "dedupe");
  const common: Common = {
    name: entry.name,
    span: node.span,
    nameSpan: entry.nameNode.span,
    location,
    locationSpan: node.location.span,
    timezone: (timezone && zoneName(timezone.value)) ?? "UTC",
    ...(each && { each: pathOf(each) }),
    joins,
    ...(dedupe && { dedupe: dedupe.columns.map(pathOf) }),
    where,
    ...amounts,
    ...currencyOf(entry.items),
  };
  switch (entry.shape) {
    case "events":
      return eventSource(entry, common);
    case "records": {
      const who = actorsOf(entry);
      const time = timeOf(entry.time);
      if (!who || stages.length === 0) return undefined;
      const records: RecordSource = { ...common, shape: "records", ...who, stages };
      return time ? { ...records, time } : records;
    }
    case "totals":
      return totalsSource(entry, common);
    case "lookup":
      return { ...common, shape: "lookup" };
  }
}

function eventSource(entry: SourceEntry, common: Common): EventSource | undefined {
  const who = actorsOf(entry);
  const time = timeOf(entry.time);
  const event = eventOf(entry.event);
  if (!who || !time || !entry.time || !event || !entry.event) return undefined;
  return {
    ...common,
    shape: "events",
    ...who,
    time,
    timeSpan: entry.time.span,
    event,
    eventSpan: entry.event.span,
  };
}

function totalsSource(entry: SourceEntry, common: Common): TotalsSource | undefined {
  const nodes = entry.items.find((item) => item.kind === "totals")?.totals ?? [];
  const totals = nodes.flatMap(({ event, column, span }) =>
    event && column ? [{ event: event.text, column: pathOf(column), span }] : [],
  );
  if (totals.length === 0 || totals.length < nodes.length) return undefined;
  const time = timeOf(entry.time);
  return { ...common, shape: "totals", ...(time && { time }), totals };
}

function actorsOf(
  entry: SourceEntry,
): Pick<EventSource, "actor" | "actorSpan" | "actorWord" | "session"> | undefined {
  const { actor } = entry;
  if (!actor || (!actor.row && actor.columns.length === 0)) return undefined;
  const session = sessionOf(entry.items);
  return {
    actor: actor.row ? [] : actor.columns.map(pathOf),
    actorSpan: actor.span,
    ...(actor.word && { actorWord: actor.word.value }),
    ...(session && { session }),
  };
}

function timeOf(item: TimeItem | undefined): TimeModel | undefined {
  if (!item?.column) return undefined;
  return { column: pathOf(item.column), ...(item.format && { format: item.format.value }) };
}

function eventOf(item: EventItem | undefined): EventSource["event"] | undefined {
  if (!item?.value) return undefined;
  return item.value.kind === "string"
    ? { kind: "constant", name: item.value.value }
    : { kind: "column", column: pathOf(item.value) };
}

function sessionOf(items: readonly SourceItem[]): SessionModel | undefined {
  const value = items.find((item) => item.kind === "session")?.value;
  if (!value) return undefined;
  return value.kind === "column"
    ? { kind: "column", column: pathOf(value) }
    : { kind: "gap", gap: durationMicroseconds(value) };
}

function currencyOf(items: readonly SourceItem[]): Pick<Common, "currency"> {
  const value = items.find((item) => item.kind === "currency")?.value;
  if (!value) return {};
  if (value.kind === "column") return { currency: { kind: "column", column: pathOf(value) } };
  return isCurrencyCode(value.value) ? { currency: { kind: "constant", code: value.value } } : {};
}

function amountOf(
  keyword: "cost" | "value",
  entry: SourceEntry,
  environment: RowEnvironment,
): Pick<Common, "cost" | "value"> {
  const item = entry.items.find(
    (candidate) => candidate.kind === "amount" && candidate.keyword === keyword,
  );
  if (item?.kind !== "amount" || !item.value) return {};
  const typed = environment.resolve(item.value, environment);
  if (!typed) return {};
  if (isNumeric(typed.type) || isOpen(typed.type)) return { [keyword]: typed.expr };
  const args = { item: keyword, found: typed.type };
  environment.scope.report(diagnose("FNL3015", args, item.value.span));
  return {};
}

/** A preset's statements are checked as a whole, so that nothing is said of each. */
function environmentOf(entry: SourceEntry, environment: RowEnvironment): RowEnvironment {
  const isAdded = entry.added.some((item) => item.kind === "row-stages");
  return isAdded ? withoutReports(environment) : environment;
}

function withoutReports(environment: RowEnvironment): RowEnvironment {
  const scope = { ...environment.scope, report: () => undefined, refer: () => undefined };
  return { ...environment, scope };
}

function resolveLets(entry: SourceEntry, environment: RowEnvironment): void {
  const { scope } = environment;
  for (const item of entry.lets.values()) {
    if (!item.name || entry.added.includes(item)) continue;
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
}

/** Undefined where one of them could not be resolved. */
function conditionsOf(
  entry: SourceEntry,
  environment: RowEnvironment,
): readonly RowExpr[] | undefined {
  const where: RowExpr[] = [];
  let isWhole = true;
  for (const item of entry.items) {
    if (item.kind !== "where") continue;
    const own = entry.added.includes(item) ? withoutReports(environment) : environment;
    const condition = resolveCondition(item.condition, own);
    if (condition) where.push(condition);
    else isWhole = false;
  }
  return isWhole ? where : undefined;
}

export function pathOf(column: ColumnNode): ColumnPath {
  return column.path.map((name) => name.text);
}
