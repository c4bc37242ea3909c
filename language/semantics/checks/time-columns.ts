import { diagnose, type Fix } from "../../diagnostics.ts";
import type { ColumnNode, StringNode, TimeItem } from "../../syntax/ast.ts";
import { nearest } from "../../syntax/near.ts";
import { replacing } from "../fixes.ts";
import { epochUnit } from "../infer-mapping.ts";
import { findType } from "../rows/column-names.ts";
import type { Scope, SourceEntry } from "../scope.ts";
import { pathOf } from "../sources.ts";
import { percentPattern } from "../time-formats.ts";
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
  if (type !== "number" || item.format) return;
  const at = node.span.end;
  const fixes: Fix[] = epochUnits(node, source, scope).map((unit, _, all) => ({
    title: { key: "insert", args: { text: `format "${unit}"` } },
    edits: [{ span: { start: at, end: at }, newText: ` format "${unit}"` }],
    ...(all.length === 1 && { preferred: true }),
  }));
  scope.report(diagnose("FNL3009", { column }, node.span, { fixes }));
}

/** The units by which the numbers lie in our time; all of them where no number is known. */
function epochUnits(node: ColumnNode, source: SourceEntry, scope: Scope): readonly string[] {
  if (!source.location) return epochs;
  const column = pathOf(node);
  const values = scope.catalog.values(source.location, column);
  if (!values) scope.need({ kind: "values", location: source.location, column });
  const unit = values && epochUnit(values);
  return unit === undefined ? epochs : [unit];
}

/** A format is one of the four epochs or a pattern with percent signs. */
export function timeFormats({ scope }: CheckContext): void {
  for (const { node } of scope.allSources)
    for (const item of node.items)
      if (item.kind === "time" && item.format) checkFormat(item.format, scope);
}

function checkFormat(format: StringNode, scope: Scope): void {
  const { value } = format;
  if (/%./.test(value) || epochs.includes(value)) return;
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
