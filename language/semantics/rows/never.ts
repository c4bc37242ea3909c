import { diagnose, type Fix } from "../../diagnostics.ts";
import type { BetweenTest, ColumnNode, Comparison, Expr, StringNode } from "../../syntax/ast.ts";
import { nearest } from "../../syntax/near.ts";
import type { Span } from "../../text.ts";
import { type ColumnValues, LOOKED_AT_ROWS, type TableLocation } from "../catalog.ts";
import { replacing } from "../fixes.ts";
import type { ValueType } from "../model.ts";
import type { Scope, SourceEntry } from "../scope.ts";
import { writeString } from "../write.ts";
import type { RowEnvironment } from "./environment.ts";
import { literalNumber, timeNumber } from "./literals.ts";

/** Comparisons that, by what the data hold, are never true. They are warnings: the data may change. */

/** `channel = "adz"`: no row has that text. */
export function checkValue(
  column: Expr | undefined,
  value: Expr | undefined,
  type: ValueType,
  environment: RowEnvironment,
): void {
  if (column?.kind !== "column" || !value || type !== "text") return;
  const { scope } = environment;
  const wanted = textOf(value, scope);
  if (wanted === undefined || wanted === "") return;
  const counts = new Map<string, number>();
  const known = valuesOf(column, environment);
  if (!known || known.some(({ complete, rows }) => !complete || rows === 0)) return;
  for (const { values } of known)
    for (const { value: text, count } of values) counts.set(text, (counts.get(text) ?? 0) + count);
  if (counts.has(wanted)) return;
  const suggestion = nearest(wanted, counts.keys());
  // A param is used elsewhere, too.
  const isMeant = suggestion !== undefined && value.kind === "string";
  const fixes = isMeant ? [replacing(value.span, writeString(suggestion))] : [];
  const args = {
    column: written(column),
    value: wanted,
    ...(suggestion !== undefined && { suggestion, count: counts.get(suggestion) ?? 0 }),
  };
  scope.report(diagnose("FNL5111", args, value.span, { fixes }));
}

/** A text written out, or that of a param. */
function textOf(node: Expr, scope: Scope): string | undefined {
  if (node.kind === "string") return node.value;
  const value = node.kind === "param" ? scope.params.get(node.name)?.value : undefined;
  return value?.kind === "text" ? value.value : undefined;
}

/** `amount > 1000` where no amount is as large. */
export function checkLimit(
  column: Expr | undefined,
  operator: Comparison,
  value: Expr | undefined,
  type: ValueType,
  span: Span,
  environment: RowEnvironment,
): void {
  if (column?.kind !== "column" || !value) return;
  const limit = literalNumber(value);
  const range = limit === undefined ? undefined : rangeOf(column, type, environment);
  if (!range || limit === undefined) return;
  const { min, max } = range;
  const isNever =
    (operator === "=" && (limit < min.number || limit > max.number)) ||
    (operator === "<" && limit <= min.number) ||
    (operator === "<=" && limit < min.number) ||
    (operator === ">" && limit >= max.number) ||
    (operator === ">=" && limit > max.number);
  if (isNever) reportRange(column, range, span, environment.scope);
}

/** A range that is empty, or in which no value of the data lies. */
export function checkRange(node: BetweenTest, type: ValueType, environment: RowEnvironment): void {
  const { low, high, operand } = node;
  const least = low && literalNumber(low);
  const most = high && literalNumber(high);
  if (!low || !high || least === undefined || most === undefined) return;
  const { scope } = environment;
  if (least > most) {
    const span = { start: low.span.start, end: high.span.end };
    const textOf = (part: Expr): string => scope.text.slice(part.span.start, part.span.end);
    const swapped = `${textOf(high)} and ${textOf(low)}`;
    scope.report(diagnose("FNL4032", {}, span, { fixes: [replacing(span, swapped)] }));
    return;
  }
  const range = operand?.kind === "column" ? rangeOf(operand, type, environment) : undefined;
  if (operand?.kind !== "column" || !range) return;
  if (most < range.min.number || least > range.max.number)
    reportRange(operand, range, node.span, scope);
}

interface End {
  readonly text: string;
  readonly number: number;
}

interface Range {
  readonly min: End;
  readonly max: End;
}

const DAY = 86_400_000;

/** The least and the greatest value, of times a day further, since their zones may differ. */
function rangeOf(
  column: ColumnNode,
  type: ValueType,
  environment: RowEnvironment,
): Range | undefined {
  const isTime = type === "time";
  if (!isTime && type !== "number" && type !== "share") return undefined;
  const ends: Range[] = [];
  for (const { min, max, rows } of valuesOf(column, environment) ?? []) {
    if (min === undefined || max === undefined || rows >= LOOKED_AT_ROWS) return undefined;
    const end = (text: string, margin: number): End => ({
      text: isTime ? text.slice(0, 10) : text,
      number: isTime ? timeNumber(text) + margin : Number(text),
    });
    ends.push({ min: end(min, -DAY), max: end(max, DAY) });
  }
  const [first, ...rest] = ends;
  if (!first || ends.some(({ min, max }) => Number.isNaN(min.number + max.number)))
    return undefined;
  return rest.reduce(
    (all, { min, max }) => ({
      min: min.number < all.min.number ? min : all.min,
      max: max.number > all.max.number ? max : all.max,
    }),
    first,
  );
}

function reportRange(column: ColumnNode, { min, max }: Range, span: Span, scope: Scope): void {
  const args = { column: written(column), min: min.text, max: max.text };
  scope.report(diagnose("FNL5112", args, span));
}

/** What a column holds in each source; undefined where that isn't known of one of them. */
export function valuesOf(
  column: ColumnNode,
  { scope, sources }: RowEnvironment,
): readonly ColumnValues[] | undefined {
  const known: ColumnValues[] = [];
  for (const source of sources) {
    const place = placeOf(column, source, scope);
    if (!place) return undefined;
    const values = scope.catalog.values(place.location, place.column);
    if (!values) scope.need({ kind: "values", location: place.location, column: place.column });
    else known.push(values);
  }
  return known.length > 0 && known.length === sources.length ? known : undefined;
}

/** Where the values of a column lie; nobody knows those of ids, of `let`s and of elements of lists. */
function placeOf(
  column: ColumnNode,
  source: SourceEntry,
  scope: Scope,
): { readonly location: TableLocation; readonly column: readonly string[] } | undefined {
  const path = column.path.map((name) => name.text);
  const [first = "", ...rest] = path;
  const isSame = (other: ColumnNode): boolean =>
    other.path.map((name) => name.text).join("\0") === path.join("\0");
  if (rest.length === 0 && source.lets.has(first)) return undefined;
  if (source.actor?.columns.some(isSame)) return undefined;
  if (rest.length > 0 && source.joins.has(first)) {
    const location = scope.sources.get(first)?.location;
    return location && { location, column: rest };
  }
  const each = source.items.find((item) => item.kind === "each")?.column?.path[0]?.text;
  const { location, columns } = source;
  if (!location || each === first || !columns?.some(({ name }) => name === first)) return undefined;
  return { location, column: path };
}

/** `channel = ""`: a CSV file has no empty texts, and other types have none at all. */
export function checkEmptyText(
  column: Expr | undefined,
  value: StringNode,
  operator: Comparison,
  type: ValueType,
  span: Span,
  { scope, sources }: RowEnvironment,
): void {
  if (column?.kind !== "column" || (operator !== "=" && operator !== "!=")) return;
  if (value.value !== "" || type !== "text" || sources.length === 0) return;
  const isCsv = sources.every(
    ({ location }) => location && /\.(?:csv|tsv)(?:\.(?:gz|zst))?$/i.test(location.path),
  );
  if (!isCsv) return;
  const fixes = missingTest(column, operator, span, scope);
  scope.report(diagnose("FNL3018", { negated: operator === "!=" }, span, { fixes }));
}

/** The comparison with nothing, as the question whether there is a value. */
export function missingTest(
  operand: Expr,
  operator: Comparison,
  span: Span,
  scope: Scope,
): readonly Fix[] {
  const text = scope.text.slice(operand.span.start, operand.span.end);
  return [replacing(span, `${text} is ${operator === "!=" ? "not " : ""}missing`)];
}

function written(column: ColumnNode): string {
  return column.path.map((name) => name.text).join(".");
}
