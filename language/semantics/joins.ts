import { diagnose, type Fix } from "../diagnostics.ts";
import type { ColumnNode, JoinItem } from "../syntax/ast.ts";
import { nearest } from "../syntax/near.ts";
import type { ColumnInfo } from "./catalog.ts";
import { didYouMean, replacing } from "./fixes.ts";
import type { JoinModel, ValueType } from "./model.ts";
import { findType, suggestOrList } from "./rows/column-names.ts";
import { isOpen } from "./rows/environment.ts";
import { referTo, type Scope, type SourceEntry, sourceSymbol } from "./scope.ts";
import { writeName } from "./write.ts";

/** The lookups of a source; undefined where one of them can't be joined. */
export function resolveJoins(entry: SourceEntry, scope: Scope): readonly JoinModel[] | undefined {
  const models: JoinModel[] = [];
  let isWhole = true;
  for (const item of entry.items) {
    if (item.kind !== "join" || entry.shape === "lookup") continue;
    const model = resolveJoin(item, entry, scope);
    if (model) models.push(model);
    else isWhole = false;
  }
  return isWhole ? models : undefined;
}

function resolveJoin(item: JoinItem, entry: SourceEntry, scope: Scope): JoinModel | undefined {
  const lookup = lookupOf(item, entry, scope);
  const { column, key } = item;
  if (!lookup || !column) return undefined;
  const first = item.lookup && entry.joins.get(item.lookup.text);
  if (first && first !== item) {
    const name = lookup.name;
    const related = [
      { span: first.span, note: { key: "firstHere" as const, args: { keyword: "join" } } },
    ];
    scope.report(diagnose("FNL4030", { name }, item.span, { related }));
    return undefined;
  }
  const own = entry.columns && findType(column.path, entry.columns);
  const other = keyType(item, column, lookup, scope);
  if (other === "missing") return undefined;
  if (own !== undefined && other !== undefined && !mayBeEqual(own, other)) {
    const args = { column: written(column), key: written(key ?? column), left: own, right: other };
    scope.report(diagnose("FNL3017", args, (key ?? column).span));
    return undefined;
  }
  return {
    lookup: lookup.name,
    column: column.path.map((name) => name.text),
    key: (key ?? column).path.map((name) => name.text),
    span: item.span,
  };
}

/** Keys are compared as text, as actors are; what is a time or a yes is never an id. */
function mayBeEqual(a: ValueType, b: ValueType): boolean {
  const isId = (type: ValueType): boolean => isOpen(type) || type === "text" || type === "number";
  return a === b || (isId(a) && isId(b));
}

function lookupOf(item: JoinItem, entry: SourceEntry, scope: Scope): SourceEntry | undefined {
  const name = item.lookup;
  if (!name) return undefined;
  const source = scope.sources.get(name.text);
  if (!source) {
    const lookups = [...scope.sources.values()].filter(({ shape }) => shape === "lookup");
    const { args, fixes } = didYouMean(
      name,
      lookups.map((other) => other.name),
    );
    scope.report(diagnose("FNL2001", args, name.span, { fixes }));
    return undefined;
  }
  referTo(scope, sourceSymbol(source), name);
  if (source === entry) {
    scope.report(diagnose("FNL4022", { name: name.text }, name.span));
    return undefined;
  }
  if (source.shape !== "lookup") {
    const related = [
      {
        span: source.nameNode.span,
        note: { key: "firstDeclaredHere" as const, args: { name: source.name } },
      },
    ];
    scope.report(diagnose("FNL4021", { name: name.text }, name.span, { related }));
    return undefined;
  }
  return source;
}

/** The type of the lookup's key; undefined where it isn't known. */
function keyType(
  { key }: JoinItem,
  column: ColumnNode,
  lookup: SourceEntry,
  scope: Scope,
): ValueType | "missing" | undefined {
  const { columns } = lookup;
  if (!columns) return undefined;
  const type = findType((key ?? column).path, columns);
  if (type !== undefined) return type;
  const names = columns.map(({ name }) => name);
  if (key) {
    const name = written(key);
    const suggestion = nearest(name, names);
    const fixes = suggestion === undefined ? [] : [replacing(key.span, writeName(suggestion))];
    const args = { name, source: lookup.name, ...suggestOrList(suggestion, names) };
    scope.report(diagnose("FNL2004", args, key.span, { fixes }));
    return "missing";
  }
  const args = { column: written(column), lookup: lookup.name };
  const fixes = likelyKeys(column, columns).map((name): Fix => {
    const text = `= ${writeName(name)}`;
    const at = column.span.end;
    return {
      title: { key: "insert", args: { text } },
      edits: [{ span: { start: at, end: at }, newText: ` ${text}` }],
    };
  });
  scope.report(diagnose("FNL2026", args, column.span, { fixes }));
  return "missing";
}

/** The columns of a lookup that may be its key: those named alike, and ids. */
function likelyKeys(column: ColumnNode, columns: readonly ColumnInfo[]): readonly string[] {
  const name = column.path.at(-1)?.text ?? "";
  const near = nearest(
    name,
    columns.map((candidate) => candidate.name),
  );
  const ids = columns
    .filter((candidate) => /(?:^|_|\b)(?:id|code|key|код|ключ)$/i.test(candidate.name))
    .map((candidate) => candidate.name);
  return [...new Set([...(near === undefined ? [] : [near]), ...ids])].slice(0, 3);
}

function written(column: ColumnNode): string {
  return column.path.map((name) => name.text).join(".");
}
