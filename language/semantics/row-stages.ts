import { diagnose, type Fix } from "../diagnostics.ts";
import type { RowStageNode } from "../syntax/ast.ts";
import type { RecordStage } from "./model.ts";
import { isOpen, type RowEnvironment, type Typed } from "./rows/environment.ts";
import { resolveCondition, rowEnvironment } from "./rows/resolve.ts";
import type { Scope, SourceEntry } from "./scope.ts";
import { findColumn } from "./source-column.ts";
import { formOfTexts } from "./suggest-format.ts";

/** The stages of a row; undefined where one of them could not be resolved. */
export function resolveRowStages(
  entry: SourceEntry,
  environment: RowEnvironment,
): readonly RecordStage[] | undefined {
  if (entry.shape !== "records") return [];
  const nodes = entry.items.find((item) => item.kind === "row-stages")?.stages ?? [];
  const stages = nodes.map((node) => resolveRowStage(node, environment));
  const whole = stages.filter((stage) => stage !== undefined);
  return whole.length === nodes.length ? whole : undefined;
}

function resolveRowStage(node: RowStageNode, environment: RowEnvironment): RecordStage | undefined {
  const typed = environment.resolve(node.value, environment);
  const where = resolveCondition(node.condition, environment);
  if (!typed || !node.value || !node.event || (node.condition && !where)) return undefined;
  const { scope } = environment;
  const rest = { event: node.event.text, span: node.span, ...(where && { where }) };
  const kind = kindOf(typed);
  if (kind !== undefined) return { ...rest, kind, value: typed.expr };
  const at = node.value.span.end;
  const fixes: Fix[] =
    node.value.kind === "column"
      ? [
          {
            title: { key: "insert", args: { text: "is not missing" } },
            edits: [{ span: { start: at, end: at }, newText: " is not missing" }],
          },
        ]
      : [];
  const example = otherDate(node, environment);
  const args = {
    event: node.event.text,
    found: typed.type,
    ...(example !== undefined && { example }),
  };
  scope.report(diagnose("FNL3014", args, node.value.span, { fixes }));
  return undefined;
}

/** A date of the column in a form that has to be said, for which a stage has no place. */
function otherDate({ value }: RowStageNode, environment: RowEnvironment): string | undefined {
  const [source] = environment.sources;
  const place = value?.kind === "column" && source && findColumn(value, source);
  if (!place || place.type !== "text") return undefined;
  const { location, column } = place;
  const values = environment.scope.catalog.values(location, column);
  if (!values) environment.scope.need({ kind: "values", location, column });
  const form = values && formOfTexts(values);
  const isDate = form?.kind === "ambiguous" || (form?.kind === "one" && /%d/.test(form.format));
  return isDate ? values?.values[0]?.value.slice(0, 40) : undefined;
}

/** Undefined where it is neither. A column that nothing is known of is taken for a date, as most are. */
function kindOf({ type, expr }: Typed): RecordStage["kind"] | undefined {
  if (type === "time" || (isOpen(type) && expr.kind === "column")) return "date";
  return type === "boolean" || isOpen(type) ? "condition" : undefined;
}

/** Whether a stage holds or not, rather than having a date. Says nothing of what is wrong with it. */
export function isCondition(node: RowStageNode, source: SourceEntry, scope: Scope): boolean {
  const silent = { ...scope, report: () => undefined, refer: () => undefined };
  const rows = rowEnvironment(silent, [source]);
  const typed = rows.resolve(node.value, rows);
  return typed !== undefined && kindOf(typed) === "condition";
}
