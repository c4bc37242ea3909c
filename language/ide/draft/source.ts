import type { ColumnInfo } from "../../semantics/catalog.ts";
import { isIdName } from "../../semantics/id-name.ts";
import { type MappedPart, epochUnit } from "../../semantics/infer-mapping.ts";
import { type Preset, presetOf } from "../../semantics/presets/index.ts";
import type { SourceShape } from "../../semantics/shapes.ts";
import { formOfTexts } from "../../semantics/suggest-format.ts";
import { writeName, writeString } from "../../semantics/write.ts";
import { entryName } from "./entry-name.ts";
import { answeredOutcomes, outcomeEntries, questionEntries, statusColumn } from "./entries.ts";
import {
  type DraftTable,
  actorColumns,
  foundPart,
  free,
  numberColumns,
  timeColumns,
  writeOptions,
} from "./table.ts";
import { isUnique } from "./values.ts";

/**
 * What a row of a file is: that of a well-known export, something that happened, a list of it, a record with
 * dates or answers, counts.
 */
export const rowKinds = [
  "preset",
  "events",
  "lists",
  "dates",
  "answers",
  "totals",
  "lookup",
] as const;
export type RowKind = (typeof rowKinds)[number];

/** A source over a file as far as its columns tell, with what may stand in its place where they don't. */
export interface SourceDraft {
  readonly rows: RowKind;
  /** What stands behind `as`: a shape, which needn't be said of events, or a preset. */
  readonly shape: string;
  readonly lines: readonly DraftLine[];
}

export type DraftLine =
  /** `isSure`: the first choice is told by the names and types of the columns. */
  | {
      readonly kind: MappedPart;
      readonly choices: readonly DraftChoice[];
      readonly isSure: boolean;
    }
  /** Entries that are there in any case, and those of which one is wanted. */
  | {
      readonly kind: "stages";
      readonly entries: readonly string[];
      readonly choices: readonly string[];
    }
  | { readonly kind: "statement"; readonly text: string };

export interface DraftChoice {
  /** What stands behind the keyword of the part. */
  readonly text: string;
  /** Absent: it is no column. */
  readonly column?: readonly string[];
}

/** What may be asked for: other choices where the columns tell one, and forms of times. Looks at more values. */
export interface DraftWish {
  readonly rows?: RowKind;
  readonly withOthers?: boolean;
}

const mostEntries = 8;

export function draftSource(table: DraftTable, wish: DraftWish = {}): SourceDraft {
  const rows = wish.rows ?? likelyRows(table);
  const withOthers = wish.withOthers === true;
  const said = writeOptions(table.location);
  const lines = linesOf(rows, table, withOthers);
  return {
    rows,
    shape: rows === "preset" ? (presetFor(table)?.name ?? "events") : shapes[rows],
    lines: said === "" ? lines : [...lines, { kind: "statement", text: said }],
  };
}

const shapes: Readonly<Record<Exclude<RowKind, "preset">, SourceShape>> = {
  events: "events",
  lists: "events",
  dates: "records",
  answers: "records",
  totals: "totals",
  lookup: "lookup",
};

/** Whatever rows of the table might be, the likeliest first. */
export function possibleRows(table: DraftTable): readonly RowKind[] {
  const times = table.columns.filter(({ type }) => type === "time");
  const isTimed = foundPart(table, "time") !== undefined || timeColumns(table).length > 0;
  const possible: Readonly<Record<RowKind, boolean>> = {
    preset: presetFor(table) !== undefined,
    events: isTimed,
    lists: listColumn(table) !== undefined,
    dates: times.length > 0,
    answers: answersOf(table).length > 0,
    totals: isTimed && numberColumns(table).length > 0,
    lookup: true,
  };
  const likely = likelyRows(table);
  return [likely, ...rowKinds.filter((rows) => rows !== likely && possible[rows])];
}

function presetFor({ columns }: DraftTable): Preset | undefined {
  return presetOf(columns.map(({ name }) => name));
}

function likelyRows(table: DraftTable): RowKind {
  if (presetFor(table) !== undefined) return "preset";
  const has = (part: MappedPart): boolean => foundPart(table, part) !== undefined;
  const times = table.columns.filter(({ type }) => type === "time");
  const counted = table.columns.filter(
    ({ name, type }) => type === "number" && countNames.test(name),
  );
  if (!has("event") && times.length > 0 && counted.length > 1) return "totals";
  if (!has("event") && times.length > 1 && (has("actor") || idsOf(table).length > 0)) {
    return "dates";
  }
  const numbers = numberColumns(table);
  if (
    !has("event") &&
    !has("actor") &&
    has("time") &&
    numbers.length > 1 &&
    numbers.length >= free(table, "text").filter(({ name }) => !isIdName(name)).length
  ) {
    return "totals";
  }
  const isTimed = has("time") || timeColumns(table).length > 0;
  if (!has("event") && !(has("actor") && isTimed) && answersOf(table).length > 0) return "answers";
  if (isTimed) return "events";
  return listColumn(table) === undefined ? "lookup" : "lists";
}

function linesOf(rows: RowKind, table: DraftTable, withOthers: boolean): readonly DraftLine[] {
  switch (rows) {
    case "events":
      return events(table, withOthers);
    case "lists":
      return lists(table, withOthers);
    case "dates":
      return dates(table, withOthers);
    case "answers":
      return answers(table, withOthers);
    case "totals":
      return totals(table, withOthers);
    case "preset":
    case "lookup":
      return [];
  }
}

/** Without a choice the line is left out. */
function lineOf(
  table: DraftTable,
  part: MappedPart,
  others: () => readonly DraftChoice[],
  withOthers: boolean,
): readonly DraftLine[] {
  const found = foundPart(table, part);
  if (found === undefined) {
    const choices = others();
    return choices.length === 0 ? [] : [{ kind: part, choices, isSure: false }];
  }
  const { column, format } = found;
  const text = table.write(column);
  const sure: DraftChoice = {
    text: format === undefined ? text : `${text} format ${writeString(format)}`,
    column: table.pathOf(column),
  };
  return [{ kind: part, choices: withOthers ? [sure, ...others()] : [sure], isSure: true }];
}

function columnChoice({ write, pathOf }: DraftTable, name: string): DraftChoice {
  return { text: write(name), column: pathOf(name) };
}

function timeChoices(table: DraftTable, withForms: boolean): readonly DraftChoice[] {
  return timeColumns(table).flatMap((column) => {
    const plain = columnChoice(table, column.name);
    const forms = withForms ? formsOf(table, column) : [];
    if (forms.length === 0) return [plain];
    return forms.map((form) => ({ ...plain, text: `${plain.text} format ${writeString(form)}` }));
  });
}

/** The forms that the moments of a column may have where it has to be said; of two, the day is first. */
function formsOf({ valuesOf }: DraftTable, { name, type }: ColumnInfo): readonly string[] {
  const values = type === "time" ? undefined : valuesOf(name);
  if (values === undefined) return [];
  if (type === "number") {
    const unit = epochUnit(values);
    return unit === undefined ? [] : [unit];
  }
  const form = formOfTexts(values);
  if (form === undefined) return [];
  if (form.kind === "ambiguous") return [form.first, form.second];
  return form.format === "" ? [] : [form.format];
}

/** Each row is something that happened. */
function events(table: DraftTable, withOthers: boolean): readonly DraftLine[] {
  const hasTime = foundPart(table, "time") !== undefined;
  const times = withOthers || !hasTime ? timeChoices(table, withOthers) : [];
  const when = hasTime ? [] : times.slice(0, 1).map(({ column }) => column?.join("."));
  const texts = free(table, "text")
    .filter(({ name }) => !when.includes(name))
    .map(({ name }) => columnChoice(table, name));
  // Where the only text may be the actor, all rows of the file are one event, called as the file is.
  const constant: DraftChoice = { text: writeString(nameOf(table.location.path)) };
  const names =
    foundPart(table, "actor") !== undefined
      ? [...texts, constant]
      : texts.length > 1
        ? [...[...texts].reverse(), constant]
        : [constant, ...texts];
  return [
    ...actorLine(table, [], withOthers),
    ...lineOf(table, "time", () => times, withOthers),
    ...lineOf(table, "event", () => names, withOthers),
  ];
}

function actorLine(
  table: DraftTable,
  before: readonly DraftChoice[],
  withOthers: boolean,
  columns: readonly string[] = actorColumns(table),
): readonly DraftLine[] {
  const choices = columns.map((name) => columnChoice(table, name));
  return lineOf(table, "actor", () => [...before, ...choices], withOthers);
}

function listColumn({ columns }: DraftTable): ColumnInfo | undefined {
  return columns.find(({ type, fields }) => type === "json" && fields === undefined);
}

/** Each row is a session with a list of what happened; what is in the list is known once it is asked for. */
function lists(table: DraftTable, withOthers: boolean): readonly DraftLine[] {
  const list = listColumn(table);
  return [
    ...actorLine(table, [], withOthers),
    ...(list === undefined ? [] : statement(`each ${table.write(list.name)}`)),
  ];
}

function statement(text: string): readonly DraftLine[] {
  return [{ kind: "statement", text }];
}

function idsOf(table: DraftTable): readonly string[] {
  return actorColumns(table).filter(isIdName);
}

/** Each row is a lead or a deal, with the dates of its stages, and a word for how it ended. */
function dates(table: DraftTable, withOthers: boolean): readonly DraftLine[] {
  const times = table.columns.filter(({ type }) => type === "time");
  const status = statusColumn(free(table, "text"), table.valuesOf);
  const outcomes =
    status === undefined
      ? answeredOutcomes(free(table, "boolean"), times, table.write)
      : outcomeEntries(status, times, table.write);
  const telling = times.filter(({ name }) => name !== outcomes.closing && !isUpkeep(name));
  // A list of stages has one at least.
  const dated = telling.length + outcomes.entries.length === 0 ? times.slice(0, 1) : telling;
  const entered = (withOthers ? byFilled(table, dated) : dated).slice(0, mostEntries);
  const entriesOf = (columns: readonly ColumnInfo[]): readonly string[] =>
    columns.map((column) => entryOf(table, column));
  const all = [
    ...entriesOf(entered.filter(({ name }) => !afterwards.test(name))),
    ...outcomes.entries,
    ...entriesOf(entered.filter(({ name }) => afterwards.test(name))),
  ];
  return [
    ...actorLine(table, [], withOthers, idsOf(table)),
    { kind: "stages", entries: all, choices: [] },
  ];
}

/** What more records have done comes first: exports have their columns in any order. */
function byFilled({ valuesOf }: DraftTable, columns: readonly ColumnInfo[]): readonly ColumnInfo[] {
  const missing = (name: string): number => valuesOf(name)?.missing ?? 0;
  return [...columns].sort((a, b) => missing(a.name) - missing(b.name));
}

/** What comes after a deal was won. */
const afterwards = /renew|expan|upsell|churn|продл|допродаж/i;

/** When the record was touched says nothing of how far it is. */
function isUpkeep(name: string): boolean {
  return /modif|updat|last[ _]?(?:activity|contacted|seen|login)|sync|измен|обновл|последн/i.test(
    name,
  );
}

function answersOf(table: DraftTable): readonly string[] {
  const columns = free(table, "text", "number", "boolean");
  return questionEntries(columns, table.valuesOf, table.write);
}

/** Each row is a customer, of whom some did what a yes tells. */
function answers(table: DraftTable, withOthers: boolean): readonly DraftLine[] {
  const ids = idsOf(table);
  const own = ids.filter((name) => isUnique(name, table.valuesOf));
  const others = ids.filter((name) => !own.includes(name));
  const all = writeName(entryName(nameOf(table.location.path)));
  const before = [...own.map((name) => columnChoice(table, name)), { text: "row" }];
  return [
    ...actorLine(table, before, withOthers, others),
    ...(foundPart(table, "time") === undefined
      ? []
      : lineOf(table, "time", () => timeChoices(table, withOthers), withOthers)),
    { kind: "stages", entries: [`${all}: true`], choices: answersOf(table) },
  ];
}

/** What isn't counted, though it has such a word. */
const ratios = /(?:^|_)per(?:_|$)|rate$|ratio|revenue|spend|cost|value|доля|выручка|сумма/i;

/** What ad platforms count, whichever other columns they export. */
const countNames =
  /^(?:impressions?|clicks?|views|visits|sessions|sends|opens|installs|conversions|показы|клики|просмотры|визиты|переходы)$/i;
const costNames = /^(?:cost|costs|spend|spent|amount_spent|ad_?spend|расход|расходы|затраты)$/i;

/** Words in the names of counts, in the order in which people come by what is counted. */
const countWords: readonly RegExp[] = [
  /impression|показ|^sends?$|^sent$/i,
  /view|open|просмотр/i,
  /click|клик|переход/i,
  /visit|session|визит/i,
  /lead|sign_?up|install|лид/i,
  /conversion|order|purchase|конверс|заказ|покупк/i,
];

/** Each row counts what happened, as a list of an ad platform does. */
function totals(table: DraftTable, withOthers: boolean): readonly DraftLine[] {
  const numbers = numberColumns(table);
  const cost = numbers.find(({ name }) => costNames.test(name));
  const counted = countedColumns(numbers.filter((column) => column !== cost));
  return [
    ...lineOf(table, "time", () => timeChoices(table, withOthers), withOthers),
    ...statement(`totals { ${counted.map((column) => entryOf(table, column)).join(", ")} }`),
    ...(cost === undefined ? [] : statement(`cost ${table.write(cost.name)}`)),
  ];
}

/** Those that are called as counts are, where some are; else all. */
function countedColumns(numbers: readonly ColumnInfo[]): readonly ColumnInfo[] {
  const rankOf = ({ name }: ColumnInfo): number =>
    countWords.findIndex((pattern) => pattern.test(name));
  const counts = numbers
    .filter((column) => rankOf(column) >= 0 && !ratios.test(column.name))
    .sort((a, b) => rankOf(a) - rankOf(b));
  return (counts.length > 1 ? counts : numbers).slice(0, mostEntries);
}

function entryOf({ write }: DraftTable, { name }: ColumnInfo): string {
  return `${writeName(entryName(name))}: ${write(name)}`;
}

/** The name of a file without its folder, whether by a path or by a name, and without its ending. */
export function nameOf(path: string): string {
  return /([^/:]*)$/.exec(path)?.[1]?.replace(/(?<=.)\..*$/, "") ?? "";
}
