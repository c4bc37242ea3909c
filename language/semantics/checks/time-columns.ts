import { diagnose, type Fix } from "../../diagnostics.ts";
import type { ColumnNode, StringNode, TimeItem } from "../../syntax/ast.ts";
import { nearest } from "../../syntax/near.ts";
import type { ColumnValues } from "../catalog.ts";
import { replacing } from "../fixes.ts";
import { epochUnit } from "../infer-mapping.ts";
import { findType } from "../rows/column-names.ts";
import { isJoined } from "../rows/joined.ts";
import type { Scope, SourceEntry } from "../scope.ts";
import { pathOf } from "../sources.ts";
import { formOfTexts } from "../suggest-format.ts";
import { mayHaveForm, percentPattern } from "../time-formats.ts";
import { writeString } from "../write.ts";
import type { CheckContext } from "./check.ts";

const epochs = ["epoch_s", "epoch_ms", "epoch_us", "epoch_ns"];

/** The column of times can hold some; numbers say since when and in what they count. */
export function checkTime(
  item: TimeItem,
  node: ColumnNode,
  source: SourceEntry,
  scope: Scope,
): void {
  const type = findType(node.path, source.columns ?? []);
  const column = pathOf(node).join(".");
  if (type === "boolean" || (type === "json" && node.path.length === 1)) {
    scope.report(diagnose("FNL3010", { column, found: type }, node.span));
    return;
  }
  if (item.format) {
    if (type === "text") checkForm(item.format, node, source, scope);
    return;
  }
  if (type === "text" && !isJoined(node, source)) checkTexts(node, source, scope);
  if (type !== "number") return;
  const at = node.span.end;
  const fixes: Fix[] = epochUnits(node, source, scope).map((unit, _, all) => ({
    title: { key: "insert", args: { text: `format "${unit}"` } },
    edits: [{ span: { start: at, end: at }, newText: ` format "${unit}"` }],
    ...(all.length === 1 && { preferred: true }),
  }));
  scope.report(diagnose("FNL3009", { column }, node.span, { fixes }));
}

/** Texts that aren't read as times by themselves: the form of the likeliest is offered. */
function checkTexts(node: ColumnNode, source: SourceEntry, scope: Scope): void {
  const values = valuesOf(node, source, scope);
  const suggestion = values && formOfTexts(values);
  const example = values?.values[0]?.value.trim().slice(0, 60);
  if (!suggestion || example === undefined) return;
  const column = pathOf(node).join(".");
  const at = { start: node.span.end, end: node.span.end };
  const adding = (format: string): Fix => ({
    title: { key: "insert", args: { text: `format ${writeString(format)}` } },
    edits: [{ span: at, newText: ` format ${writeString(format)}` }],
    ...(suggestion.kind === "one" && { preferred: true }),
  });
  if (suggestion.kind === "one") {
    const { format } = suggestion;
    const fixes = format === "" ? [] : [adding(format)];
    scope.report(diagnose("FNL5021", { column, example, format }, node.span, { fixes }));
    return;
  }
  const { first, second } = suggestion;
  const fixes = [adding(first), adding(second)];
  scope.report(diagnose("FNL5020", { column, example, first, second }, node.span, { fixes }));
}

/** Texts of which none has the form that is said. */
function checkForm(
  { value: format, span }: StringNode,
  node: ColumnNode,
  source: SourceEntry,
  scope: Scope,
): void {
  if (isJoined(node, source) || !isFormat(format)) return;
  const values = valuesOf(node, source, scope);
  const [first] = values?.values ?? [];
  if (!values || !first) return;
  if (values.values.some(({ value }) => mayHaveForm(value, format) !== false)) return;
  const suggestion = formOfTexts(values);
  const meant =
    suggestion?.kind === "ambiguous"
      ? [suggestion.first, suggestion.second]
      : [suggestion?.format ?? ""];
  const fixes = meant
    .filter((one) => one !== "")
    .map((one, _, all) => replacing(span, writeString(one), all.length === 1));
  const example = first.value.trim().slice(0, 60);
  scope.report(
    diagnose("FNL5022", { column: pathOf(node).join("."), example, format }, span, { fixes }),
  );
}

function valuesOf(
  node: ColumnNode,
  { location }: SourceEntry,
  scope: Scope,
): ColumnValues | undefined {
  if (!location) return undefined;
  const column = pathOf(node);
  const values = scope.catalog.values(location, column);
  if (!values) scope.need({ kind: "values", location, column });
  return values;
}

/** The units by which the numbers lie in our time; all of them where no number is known. */
function epochUnits(node: ColumnNode, source: SourceEntry, scope: Scope): readonly string[] {
  const values = valuesOf(node, source, scope);
  const unit = values && epochUnit(values);
  return unit === undefined ? epochs : [unit];
}

/** A format is one of the four epochs or a pattern with percent signs. */
export function timeFormats({ scope }: CheckContext): void {
  for (const { node } of scope.allSources)
    for (const item of node.items)
      if (item.kind === "time" && item.format) checkFormat(item.format, scope);
}

function isFormat(value: string): boolean {
  return /%./.test(value) || epochs.includes(value);
}

function checkFormat(format: StringNode, scope: Scope): void {
  const { value } = format;
  if (isFormat(value)) return;
  const suggestion = percentPattern(value) ?? epochMeant(value);
  const fixes = suggestion === undefined ? [] : [replacing(format.span, writeString(suggestion))];
  const args = { format: value, ...(suggestion !== undefined && { suggestion }) };
  scope.report(diagnose("FNL3011", args, format.span, { fixes }));
}

const words: ReadonlyMap<string, string> = new Map(
  Object.entries({
    epoch_s: "epoch unix unixtime seconds s",
    epoch_ms: "milliseconds millis ms",
    epoch_us: "microseconds micros us",
    epoch_ns: "nanoseconds nanos ns",
    "%Y-%m-%dT%H:%M:%S": "iso iso8601 iso-8601 rfc3339",
  }).flatMap(([format, names]) => names.split(" ").map((name): [string, string] => [name, format])),
);

function epochMeant(value: string): string | undefined {
  return words.get(value.trim().toLowerCase()) ?? nearest(value, epochs);
}
