import type { ColumnInfo, ColumnValues } from "./catalog.ts";
import { foldLabel } from "./presets/index.ts";
import { formOfTexts } from "./suggest-format.ts";

/** Who, when and what: found from the names and types of a table's columns. Pure. */
export type MappedPart = "actor" | "time" | "event";

export interface InferredPart {
  readonly part: MappedPart;
  readonly column: string;
  /** Of times that are numbers. */
  readonly format?: string;
  /** By its name; as the only column of times; by a name that its few values confirm. */
  readonly reason: "name" | "type" | "values";
}

export interface InferredMapping {
  readonly found: readonly InferredPart[];
  /** Columns whose values would decide. */
  readonly wanted: readonly string[];
}

/** The likeliest names first, folded: without case, spaces and punctuation. */
const names: Readonly<Record<MappedPart, readonly string[]>> = {
  actor: (
    "userid useruuid clientid customerid visitorid personid memberid subscriberid contactid leadid " +
    "prospectid dealid opportunityid accountid actorid distinctid anonymousid userpseudoid " +
    "user username client customer visitor person member subscriber contact lead account actor " +
    "email emailaddress useremail uid caseid case caseconceptname sessionid session visitid " +
    "idпользователя пользовательid пользователь idклиента клиентid клиент idпокупателя покупатель " +
    "посетитель подписчик idконтакта контакт idлида лид idсделки сделка почта"
  ).split(" "),
  time: (
    "eventtime eventtimestamp timestamp ts time datetime occurredat happenedat eventdate date at " +
    "createdat createddate createdtime createdon created activitydate when moment " +
    "completetimestamp timetimestamp tsms timestampms timems eventts unixtime unixtimestamp epoch " +
    "времясобытия датасобытия время датаивремя датавремя дата датасоздания создано создан когда"
  ).split(" "),
  event: (
    "event eventname eventtype action actionname eventaction activity activitytype activityname conceptname " +
    "событие типсобытия названиесобытия действие активность"
  ).split(" "),
};

/** Names that fit other things as well: only a few different values make them events. */
const weakEvents: readonly string[] =
  "type name stage stagename status step title тип название этап стадия статус шаг".split(" ");

/** Names that ways and kinds have as well: `contact: cellular`. */
const weakActors: readonly string[] = ["contact", "account", "контакт"];

const parts: readonly MappedPart[] = ["actor", "time", "event"];

/** At most so many different values are taken for names of events. */
const MANY = 200;

/** What can be told with confidence of the parts that a source lacks. `values`: those known by now. */
export function inferMapping(
  columns: readonly ColumnInfo[],
  missing: readonly MappedPart[],
  taken: readonly string[],
  values: ReadonlyMap<string, ColumnValues>,
): InferredMapping {
  const found: InferredPart[] = [];
  const wanted: string[] = [];
  for (const part of parts) {
    if (!missing.includes(part)) continue;
    const used = [...taken, ...found.map(({ column }) => column)];
    const free = columns.filter(({ name }) => !used.includes(name));
    const match = inferPart(part, free, values, wanted);
    if (match) found.push(match);
  }
  return { found, wanted };
}

function inferPart(
  part: MappedPart,
  columns: readonly ColumnInfo[],
  values: ReadonlyMap<string, ColumnValues>,
  wanted: string[],
): InferredPart | undefined {
  for (const column of ranked(names[part], columns)) {
    switch (part) {
      case "actor":
        if (column.type !== "text" && column.type !== "number") break;
        if (weakActors.includes(foldLabel(column.name))) {
          const known = values.get(column.name);
          if (!known) wanted.push(column.name);
          else if (isKind(known)) break;
        }
        return { part, column: column.name, reason: "name" };
      case "event":
        if (column.type === "text") return { part, column: column.name, reason: "name" };
        break;
      case "time": {
        if (column.type === "time") return { part, column: column.name, reason: "name" };
        if (column.type !== "number" && column.type !== "text") break;
        const known = values.get(column.name);
        if (!known) wanted.push(column.name);
        const format = known && (column.type === "text" ? formOf(known) : epochUnit(known));
        if (format !== undefined) return { part, column: column.name, format, reason: "name" };
        break;
      }
    }
  }
  if (part === "time") {
    const times = columns.filter(({ type }) => type === "time");
    const [only] = times;
    if (only && times.length === 1) return { part, column: only.name, reason: "type" };
  }
  if (part === "event") {
    for (const column of ranked(weakEvents, columns)) {
      if (column.type !== "text") continue;
      const known = values.get(column.name);
      if (!known) wanted.push(column.name);
      else if (mayBeEvents(known)) return { part, column: column.name, reason: "values" };
    }
  }
  return undefined;
}

function ranked(order: readonly string[], columns: readonly ColumnInfo[]): readonly ColumnInfo[] {
  return columns
    .map((column) => ({ column, rank: order.indexOf(foldLabel(column.name)) }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank)
    .map(({ column }) => column);
}

/** So few on so many rows that nobody is told from others by them. */
function isKind({ values, rows, complete }: ColumnValues): boolean {
  return complete && values.length <= 10 && rows >= 100 * values.length;
}

/** Few, and each on several rows; of a long table, the rows that were looked at decide. */
function mayBeEvents({ values, rows, missing, complete }: ColumnValues): boolean {
  const counted = values.reduce((sum, { count }) => sum + count, missing);
  return (
    (complete || counted === rows) &&
    values.length >= 2 &&
    values.length <= MANY &&
    rows >= 2 * values.length
  );
}

/** The form of texts that are all times, where only one is likely. */
function formOf(values: ColumnValues): string | undefined {
  const suggestion = formOfTexts(values);
  if (suggestion?.kind !== "one" || suggestion.format === "") return undefined;
  return suggestion.format;
}

const epochs = ["epoch_s", "epoch_ms", "epoch_us", "epoch_ns"] as const;

/** The unit by which numbers lie in our time, from 1973 to 5138; undefined where none or several fit. */
export function epochUnit({ values }: ColumnValues): string | undefined {
  const sizes = values.map(({ value }) => Math.abs(Number(value))).filter((size) => size > 0);
  const [size] = sizes.sort((a, b) => a - b).slice(Math.floor(sizes.length / 2));
  if (size === undefined) return undefined;
  // Each finer unit is a thousand times the one before.
  return epochs.find((_, i) => size >= 1e8 * 1000 ** i && size < 1e11 * 1000 ** i);
}
