import { diagnose, type Fix } from "../../diagnostics.ts";
import type { ColumnNode } from "../../syntax/ast.ts";
import { nearest } from "../../syntax/near.ts";
import { findType, suggestOrList } from "../rows/columns.ts";
import type { Scope, SourceEntry } from "../scope.ts";
import { pathOf } from "../sources.ts";
import { writeName } from "../write.ts";
import { type CheckContext, replacing } from "./check.ts";
import { candidates } from "./source-parts.ts";

/** The columns of actor, time and event are in the table, and times can be read as such. */
export function sourceColumns({ scope }: CheckContext): void {
  for (const source of scope.allSources) {
    for (const column of source.actor?.columns ?? []) checkColumn(column, "actor", source, scope);
    const event = source.event?.value;
    if (event?.kind === "column") checkColumn(event, "event", source, scope);
    if (source.time?.column) {
      const exists = checkColumn(source.time.column, "time", source, scope);
      if (exists) checkTime(source.time.column, source, scope);
    }
    checkFormat(source, scope);
  }
}

/** Whether the column is known to be there. */
function checkColumn(
  node: ColumnNode,
  part: "actor" | "time" | "event",
  source: SourceEntry,
  scope: Scope,
): boolean {
  const { columns } = source;
  if (!columns) return false;
  if (findType(node.path, columns) !== undefined) return true;
  const name = pathOf(node).join(".");
  const isWhole = columns.some((column) => column.name === name);
  const near = isWhole
    ? name
    : nearest(
        name,
        columns.map((column) => column.name),
      );
  const suggestion = node.path.length === 1 || isWhole ? near : undefined;
  const likely = suggestion === undefined ? candidates(part, source).slice(0, 3) : [suggestion];
  const fixes: Fix[] = likely.map((column) =>
    replacing(node.span, writeName(column), suggestion !== undefined),
  );
  const names = columns.map((column) => column.name);
  const args = { name, source: source.name, ...suggestOrList(suggestion, names) };
  scope.report(diagnose("FNL2004", args, node.span, { fixes }));
  return false;
}

function checkTime(node: ColumnNode, source: SourceEntry, scope: Scope): void {
  const type = findType(node.path, source.columns ?? []);
  const column = pathOf(node).join(".");
  if (type === "boolean" || (type === "json" && node.path.length === 1)) {
    scope.report(diagnose("FNL3010", { column, found: type }, node.span));
    return;
  }
  if (type !== "number" || source.time?.format) return;
  const at = node.span.end;
  const fixes: Fix[] = epochUnits(node, source, scope).map((unit, i, all) => ({
    title: { key: "insert", args: { text: `format "${unit}"` } },
    edits: [{ span: { start: at, end: at }, newText: ` format "${unit}"` }],
    ...(i === 0 && all.length === 1 && { preferred: true }),
  }));
  scope.report(diagnose("FNL3009", { column }, node.span, { fixes }));
}

/** The units by which the numbers lie in our time; all of them where no number is known. */
function epochUnits(node: ColumnNode, source: SourceEntry, scope: Scope): readonly string[] {
  const all = ["epoch_s", "epoch_ms", "epoch_us", "epoch_ns"];
  if (!source.location) return all;
  const column = pathOf(node);
  const values = scope.catalog.values(source.location, column);
  if (!values) {
    scope.need({ kind: "values", location: source.location, column });
    return all;
  }
  const sizes = values.values
    .map(({ value }) => Math.abs(Number(value)))
    .filter((size) => size > 0);
  const [size] = sizes.sort((a, b) => a - b).slice(Math.floor(sizes.length / 2));
  if (size === undefined) return all;
  // From 1973 to 5138 in seconds; each finer unit is a thousand times that.
  const unit = all.find((_, i) => size >= 1e8 * 1000 ** i && size < 1e11 * 1000 ** i);
  return unit === undefined ? all : [unit];
}

function checkFormat(source: SourceEntry, scope: Scope): void {
  const format = source.time?.format;
  if (!format || /%./.test(format.value)) return;
  const units = ["epoch_s", "epoch_ms", "epoch_us", "epoch_ns"];
  if (units.includes(format.value)) return;
  const suggestion = nearest(format.value, units);
  const fixes = suggestion === undefined ? [] : [replacing(format.span, `"${suggestion}"`)];
  const args = { format: format.value, ...(suggestion !== undefined && { suggestion }) };
  scope.report(diagnose("FNL3011", args, format.span, { fixes }));
}
