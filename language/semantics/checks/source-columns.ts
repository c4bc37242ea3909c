import { diagnose, type Fix } from "../../diagnostics.ts";
import type { ColumnNode } from "../../syntax/ast.ts";
import { nearest } from "../../syntax/near.ts";
import { findColumn, mayBeList } from "../each.ts";
import { replacing } from "../fixes.ts";
import { reportHeaderless } from "../headerless.ts";
import { insertItems } from "../insert-items.ts";
import type { ValueType } from "../model.ts";
import { presetColumn } from "../presets/index.ts";
import { findType, reportUnseenKey, suggestOrList } from "../rows/column-names.ts";
import { isNumeric, isOpen } from "../rows/environment.ts";
import { isJoined, joinedType } from "../rows/joined.ts";
import type { Scope, SourceEntry } from "../scope.ts";
import { pathOf } from "../sources.ts";
import { writeName } from "../write.ts";
import type { CheckContext } from "./check.ts";
import { candidates } from "./source-parts.ts";
import { checkTime } from "./time-columns.ts";

type Part = "actor" | "time" | "event";

/** The columns that a source's statements name are in its table and can be read as what they are for. */
export function sourceColumns({ scope }: CheckContext): void {
  for (const source of scope.allSources) {
    reportLacking(source, scope);
    for (const item of source.node.items) {
      switch (item.kind) {
        case "actor":
          for (const column of item.columns) checkColumn(column, "actor", source, scope);
          break;
        case "event":
          if (item.value?.kind === "column") checkColumn(item.value, "event", source, scope);
          break;
        case "time":
          if (!item.column) break;
          if (checkColumn(item.column, "time", source, scope) !== undefined)
            checkTime(item, item.column, source, scope);
          break;
        case "each":
          if (item.column) checkEach(item.column, source, scope);
          break;
        case "join":
          if (item.column) checkColumn(item.column, undefined, source, scope);
          break;
        case "session":
          if (item.value?.kind === "column") checkColumn(item.value, undefined, source, scope);
          break;
        case "dedupe":
          for (const column of item.columns) checkColumn(column, undefined, source, scope);
          break;
        case "totals":
          for (const { column } of item.totals) if (column) checkTotal(column, source, scope);
          break;
        case "currency":
          if (item.value?.kind === "column") checkCurrency(item.value, source, scope);
          break;
        // Expressions are checked where they are resolved; the rest names no columns.
        case "where":
        case "let":
        case "row-stages":
        case "amount":
        case "timezone":
        case "options":
        case "sheet":
          break;
      }
    }
  }
}

/** The type of a column that is known to be there; of one that isn't, that is said. */
function checkColumn(
  node: ColumnNode,
  part: Part | undefined,
  source: SourceEntry,
  scope: Scope,
): ValueType | undefined {
  if (isJoined(node, source)) return joinedType(node, scope);
  const { columns } = source;
  if (!columns) return undefined;
  const type = findType(node.path, columns);
  if (type !== undefined) {
    reportUnseenKey(node.path, columns, scope);
    return type;
  }
  if (reportHeaderless(source, scope)) {
    scope.fail(node.span);
    return undefined;
  }
  const name = pathOf(node).join(".");
  const names = columns.map((column) => column.name);
  const isWhole = names.includes(name);
  const near = isWhole ? name : nearest(name, names);
  const suggestion = node.path.length === 1 || isWhole ? near : undefined;
  const guesses = part === undefined ? [] : candidates(part, source).slice(0, 3);
  const likely = suggestion === undefined ? guesses : [writeName(suggestion)];
  const fixes: Fix[] = likely.map((column) =>
    replacing(node.span, column, suggestion !== undefined),
  );
  const args = { name, source: source.name, ...suggestOrList(suggestion, names) };
  scope.report(diagnose("FNL2004", args, node.span, { fixes }));
  return undefined;
}

function checkEach(node: ColumnNode, source: SourceEntry, scope: Scope): void {
  const type = checkColumn(node, undefined, source, scope);
  if (type === undefined || isJoined(node, source)) return;
  // The columns of the entry are those after `each`; what the column is itself, the table says.
  const table = source.location && scope.catalog.table(source.location);
  const column = table?.kind === "table" && findColumn(pathOf(node), table.columns);
  if (!column || column.type === "other" || mayBeList(column)) return;
  const args = { column: pathOf(node).join("."), found: column.type };
  scope.report(diagnose("FNL3016", args, node.span));
}

function checkTotal(node: ColumnNode, source: SourceEntry, scope: Scope): void {
  const type = checkColumn(node, undefined, source, scope);
  if (type === undefined || isNumeric(type) || isOpen(type)) return;
  scope.report(diagnose("FNL3015", { item: "totals", found: type }, node.span));
}

function checkCurrency(node: ColumnNode, source: SourceEntry, scope: Scope): void {
  const type = checkColumn(node, undefined, source, scope);
  if (type === undefined || type === "text" || isOpen(type)) return;
  const args = { item: "currency" as const, column: pathOf(node).join("."), found: type };
  scope.report(diagnose("FNL3020", args, node.span));
}

/** A preset names columns that a file of another version, or of another language, may call otherwise. */
function reportLacking(source: SourceEntry, scope: Scope): void {
  const { preset, lacking, columns, node } = source;
  if (!preset || lacking.length === 0 || !columns || reportHeaderless(source, scope)) return;
  const names = columns.map((column) => column.name);
  for (const column of lacking) {
    const suggestion = nearest(column, names);
    const args = { preset: preset.name, column, ...(suggestion !== undefined && { suggestion }) };
    const fixes = suggestion === undefined ? [] : overriding(column, suggestion, source, scope);
    scope.report(diagnose("FNL4027", args, node.shape?.span ?? source.nameNode.span, { fixes }));
  }
}

/** The preset's statement with another column, written into the block. */
function overriding(
  column: string,
  instead: string,
  source: SourceEntry,
  scope: Scope,
): readonly Fix[] {
  const { preset, columns = [] } = source;
  const names = columns.map(({ name }) => name);
  const pattern = (name: string): RegExp => new RegExp(`(?<![\\p{L}_])${name}(?![\\p{L}_])`, "gu");
  let text = preset?.items.find((item) => pattern(column).test(item));
  if (!preset || text === undefined) return [];
  for (const name of Object.keys(preset.labels)) {
    const found = name === column ? instead : presetColumn(preset, name, names);
    if (found !== undefined) text = text.replace(pattern(name), writeName(found));
  }
  const edits = [insertItems([text], source, scope)];
  return [{ title: { key: "insertLine", args: { text } }, edits, preferred: true }];
}
