import type { Locale } from "../messages/index.ts";
import type { ColumnInfo, ColumnValues } from "../semantics/catalog.ts";
import type { FunnelNode, SegmentNode, SourceNode, StageNode } from "../syntax/ast.ts";
import { type Data, type KnownColumn, type SourceValues, tableOf } from "./data.ts";
import { code, paragraphs, table } from "./markdown.ts";
import { stagesOf } from "./tree.ts";
import { wordsOf } from "./words.ts";

/** Descriptions of what names stand for, in Markdown: for hovers and beside completions. */

const mostColumns = 30;
const mostValues = 8;

export function describeSource(source: SourceNode, data: Data, locale: Locale): string {
  const words = wordsOf(locale);
  const facts = tableOf(data, source);
  const path = source.location === undefined ? undefined : code(source.location.value);
  const known =
    facts?.kind === "table"
      ? [words.files(facts.files), words.bytes(facts.bytes), words.columns(facts.columns.length)]
      : [];
  return paragraphs(
    heading(words.source, source.name?.text),
    source.doc,
    [path, ...known].filter((part) => part !== undefined).join(" · "),
    facts?.kind === "table" ? columnTable(facts.columns, locale) : undefined,
  );
}

function columnTable(columns: readonly ColumnInfo[], locale: Locale): string {
  const words = wordsOf(locale);
  const rows = columns
    .slice(0, mostColumns)
    .map((column) => [code(column.name), `${words.types[column.type]} ${code(column.nativeType)}`]);
  if (columns.length > mostColumns) rows.push(["…", ""]);
  return table([{ title: words.column }, { title: "" }], rows);
}

export function describeColumn(column: KnownColumn, locale: Locale, values?: ColumnValues): string {
  const words = wordsOf(locale);
  const sources = column.sources.flatMap(({ name }) =>
    name === undefined ? [] : [code(name.text)],
  );
  const type =
    column.info === undefined
      ? undefined
      : `${words.types[column.info.type]} · ${code(column.info.nativeType)}`;
  return paragraphs(
    heading(column.computed === undefined ? words.column : words.computed, column.name),
    type,
    sources.length === 0 ? undefined : `${words.source} ${sources.join(", ")}`,
    values === undefined ? undefined : valueTable(values, locale),
  );
}

function valueTable(values: ColumnValues, locale: Locale): string {
  const words = wordsOf(locale);
  const rows = values.values
    .slice(0, mostValues)
    .map(({ value, count }) => [
      code(value),
      words.rows(count),
      values.rows > 0 ? words.share(count / values.rows) : "",
    ]);
  if (!values.complete || values.values.length > mostValues) rows.push(["…", "", ""]);
  const columns = [
    { title: words.mostFrequent },
    { title: "", align: "right" },
    { title: "", align: "right" },
  ] as const;
  return paragraphs(
    rows.length === 0 ? undefined : table(columns, rows),
    values.missing > 0 ? words.missing(values.missing) : undefined,
  );
}

/** A value with how often it occurs; for an event, `kind` says so. */
export function describeValue(
  kind: "event" | "value",
  value: string,
  found: readonly SourceValues[],
  locale: Locale,
): string {
  const words = wordsOf(locale);
  const lines = found.map(({ values, source }) => {
    const count = values.values.find((candidate) => candidate.value === value)?.count;
    const known = count ?? (values.complete ? 0 : undefined);
    if (known === undefined) return undefined;
    const share = values.rows > 0 ? words.share(known / values.rows) : undefined;
    const name =
      source.name === undefined ? undefined : `${words.source} ${code(source.name.text)}`;
    return [words.rows(known), share, name].filter((part) => part !== undefined).join(" · ");
  });
  return paragraphs(heading(words[kind], value), ...lines);
}

export function describeStage(stage: StageNode, funnel: FunnelNode, locale: Locale): string {
  const words = wordsOf(locale);
  const kind = stage.optional ? words.optionalStage : words.stage;
  const label = stage.label === undefined ? undefined : code(stage.label.value);
  const owner = funnel.name === undefined ? undefined : `${words.funnel} ${code(funnel.name.text)}`;
  return paragraphs(
    heading(kind, stage.name?.text),
    stage.doc,
    [label, owner].filter((part) => part !== undefined).join(" · "),
  );
}

export function describeFunnel(funnel: FunnelNode, locale: Locale): string {
  const words = wordsOf(locale);
  const stages = stagesOf(funnel).flatMap(({ name }) =>
    name === undefined ? [] : [code(name.text)],
  );
  return paragraphs(heading(words.funnel, funnel.name?.text), funnel.doc, stages.join(" → "));
}

export function describeSegment(segment: SegmentNode, text: string, locale: Locale): string {
  const words = wordsOf(locale);
  const value =
    segment.value === undefined
      ? undefined
      : code(text.slice(segment.value.span.start, segment.value.span.end));
  return paragraphs(heading(words.segment, segment.name?.text), segment.doc, value);
}

export function heading(kind: string, name: string | undefined): string {
  return name === undefined ? kind : `${kind} **${code(name)}**`;
}
