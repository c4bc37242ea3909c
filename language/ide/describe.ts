import type { Locale } from "../messages/index.ts";
import type { ColumnInfo, ColumnValues } from "../semantics/catalog.ts";
import type { ImportedFile } from "../semantics/imports/separate.ts";
import type { FunnelModel } from "../semantics/model.ts";
import type { ExitNode, FunnelNode, NameNode, SourceNode, StageNode } from "../syntax/ast.ts";
import { type Span, sliceSpan } from "../text.ts";
import { type Data, type KnownColumn, type SourceValues, tableOf } from "./data.ts";
import { code, paragraphs, table } from "./markdown.ts";
import { stagesOf } from "./tree.ts";
import { wordsOf } from "./words.ts";

/** Descriptions of what names stand for, in Markdown: for hovers and beside completions. */

const mostColumns = 30;
const mostValues = 8;

/** `inferred`: the statements that it doesn't have and that hold for it. */
export function describeSource(
  source: SourceNode,
  data: Data,
  locale: Locale,
  inferred: readonly string[] = [],
): string {
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
    inferred.length === 0 ? undefined : `${words.inferred}: ${inferred.map(code).join(" · ")}`,
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
      : [
          words.types[column.info.type],
          code(column.info.nativeType),
          values !== undefined && values.rows > 0 && values.missing > 0
            ? words.lacks(words.share(values.missing / values.rows))
            : undefined,
          values?.min === undefined || values.max === undefined
            ? undefined
            : words.range(code(shortened(values.min)), code(shortened(values.max))),
        ]
          .filter((part) => part !== undefined)
          .join(" · ");
  return paragraphs(
    heading(column.computed === undefined ? words.column : words.computed, column.name),
    type,
    sources.length === 0 ? undefined : `${words.source} ${sources.join(", ")}`,
    values === undefined ? undefined : valueTable(values, locale),
  );
}

/** A moment without the fractions of its second that are none. */
function shortened(text: string): string {
  return text.replace(/\.0+$/, "");
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

/** With what must happen as a sentence: `sign_up` or `invite`, at most 3 days after Acquisition. */
export function describeStage(
  stage: StageNode,
  funnel: FunnelNode,
  text: string,
  locale: Locale,
): string {
  const words = wordsOf(locale);
  const kind = stage.optional ? words.optionalStage : words.stage;
  const label = stage.label === undefined ? undefined : code(stage.label.value);
  const owner = funnel.name === undefined ? undefined : `${words.funnel} ${code(funnel.name.text)}`;
  return paragraphs(
    heading(kind, stage.name?.text),
    stage.doc,
    stageSentence(stage, funnel, text, locale),
    [label, owner].filter((part) => part !== undefined).join(" · "),
  );
}

function stageSentence(
  stage: StageNode,
  funnel: FunnelNode,
  text: string,
  locale: Locale,
): string | undefined {
  const words = wordsOf(locale);
  if (stage.steps === undefined) return undefined;
  const stages = stagesOf(funnel);
  const before = stages.slice(0, stages.indexOf(stage)).findLast(({ optional }) => !optional);
  const previous = code(before?.name?.text ?? "?");
  const limits = stage.modifiers.flatMap(({ kind, duration, times }) => {
    const written = duration && sliceSpan(text, duration.span);
    switch (kind) {
      case "within":
        return written === undefined ? [] : [words.atMostAfter(written, previous)];
      case "after":
        return written === undefined ? [] : [words.atLeastAfter(written, previous)];
      case "at-least":
        return times === undefined ? [] : [words.atLeastTimes(times.text)];
    }
  });
  return [code(sliceSpan(text, stage.steps.span)), ...limits].join(", ");
}

export function describeExit(exit: ExitNode, text: string, locale: Locale): string {
  const steps = exit.steps && code(sliceSpan(text, exit.steps.span));
  const label = exit.label && code(exit.label.value);
  return paragraphs(
    heading(wordsOf(locale).exit, exit.name?.text),
    exit.doc,
    [label, steps].filter((part) => part !== undefined).join(" · "),
  );
}

/** `model`: what analysis made of it; with what isn't said in the text. */
export function describeFunnel(
  funnel: FunnelNode,
  model: FunnelModel | undefined,
  locale: Locale,
): string {
  const words = wordsOf(locale);
  const stages = stagesOf(funnel).flatMap(({ name }) =>
    name === undefined ? [] : [code(name.text)],
  );
  const defaults = model?.defaults ?? [];
  return paragraphs(
    heading(words.funnel, funnel.name?.text),
    funnel.doc,
    stages.join(" → "),
    defaults.length === 0 ? undefined : `${words.unsaid}: ${defaults.map(code).join(" · ")}`,
  );
}

/** Segments, measures, params, connections, studies: their documentation and what they are, as written. */
export function describeDeclared(
  kind: string,
  node: {
    readonly name?: NameNode;
    readonly doc?: string;
    readonly value?: { readonly span: Span };
  },
  text: string,
): string {
  const value = node.value === undefined ? "" : sliceSpan(text, node.value.span);
  return paragraphs(
    heading(kind, node.name?.text),
    node.doc,
    value === "" ? undefined : code(value),
  );
}

/** What an import makes known here. */
export function describeImport(
  path: string,
  file: ImportedFile | undefined,
  locale: Locale,
): string {
  const words = wordsOf(locale);
  const names = (file?.tree.declarations ?? []).flatMap((declaration) =>
    declaration.kind === "import" || declaration.name === undefined
      ? []
      : [`- ${words.declarations[declaration.kind]} ${code(declaration.name.text)}`],
  );
  return paragraphs(
    heading(words.file, path),
    names.length === 0 ? words.bringsNothing : `${words.brings}:`,
    names.slice(0, mostColumns).join("\n"),
  );
}

export function heading(kind: string, name: string | undefined): string {
  return name === undefined ? kind : `${kind} **${code(name)}**`;
}
