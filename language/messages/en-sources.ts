import type { SourceDiagnosticParams } from "../diagnostics-sources.ts";
import type { ParamModel, ValueType } from "../semantics/model.ts";
import type { NeededItem, SourceShape } from "../semantics/shapes.ts";
import { counted } from "./plural.ts";

const types: Readonly<Record<ValueType, string>> = {
  text: "a text",
  number: "a number",
  share: "a share",
  duration: "a duration",
  time: "a time",
  boolean: "yes or no",
  json: "JSON",
  unknown: "a value",
};

const needed: Readonly<Record<NeededItem, string>> = {
  actor: "who did it (`actor` and a column)",
  time: "when it happened (`time` and a column)",
  event: "what happened (`event` and a column, or a name in quotes)",
  stages: "which stages its columns stand for (`stages { lead: created_at, won: closed_at }`)",
  totals: "which columns hold counts (`totals { click: clicks }`)",
};

const shapes: Readonly<Record<SourceShape, string>> = {
  events: "A source of events has one row an event",
  records: "A source of records has one row a lead or a deal",
  totals: "A source of totals has rows that are counted already",
  lookup: "A lookup has one row a key and is only joined to other sources",
};

const forms: Readonly<Record<ParamModel["type"], string>> = {
  number: "a number, as 20",
  share: "a share, as 20% or 0.2",
  duration: "a duration, as 3 days",
  text: "a text",
  time: "a date, as 2026-01-31",
};

const amounts = { cost: "`cost`", value: "`value`", totals: "A column of `totals`" } as const;

function hint(suggestion: string | undefined): string {
  return suggestion === undefined ? "" : ` Did you mean \`${suggestion}\`?`;
}

function all(parts: readonly string[]): string {
  return parts.length < 2
    ? parts.join("")
    : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1) ?? ""}`;
}

export const sourceFindings: {
  readonly [Code in keyof SourceDiagnosticParams]: (args: SourceDiagnosticParams[Code]) => string;
} = {
  FNL2020: (a) => `There is no connection \`${a.name}\` in this file.${hint(a.suggestion)}`,
  FNL2021: (a) =>
    `A value is given for \`${a.name}\`, but there is no such parameter.${hint(a.suggestion)}`,
  FNL2022: (a) =>
    `A lookup that is joined here is called \`${a.name}\` too: give this another name.`,
  FNL2023: (a) => `Nothing uses the parameter \`$${a.name}\`.`,
  FNL2024: (a) =>
    `The variable ${a.name} isn't set, so nothing can connect. Set it in the environment; in the editor use the command "Funnel: Set Secret…".`,
  FNL2025: (a) => `The event \`${a.event}\` stands twice in this source: names must differ.`,
  FNL2026: (a) =>
    `The lookup ${a.lookup} has no column \`${a.column}\`: say which of its columns is the key, with \`=\`.`,
  FNL2027: (a) =>
    `The source ${a.source} doesn't join the lookup ${a.lookup}: add \`join ${a.lookup} by\` and the column with its key.`,

  FNL3014: (a) =>
    a.example !== undefined
      ? `The date of a stage is read as \`2026-01-31\` or \`2026-01-31 12:30\`, and here is \`${a.example}\`: save the file with its dates in that form.`
      : `A stage of a row is a date or a condition, and \`${a.event}\` is ${types[a.found]} here.`,
  FNL3015: (a) => `${amounts[a.item]} must be a number, and this is ${types[a.found]}.`,
  FNL3016: (a) =>
    `\`each\` needs a column of lists, and \`${a.column}\` is ${types[a.found]}: remove \`each\`.`,
  FNL3017: (a) =>
    `\`${a.column}\` (${types[a.left]}) never equals \`${a.key}\` (${types[a.right]}): join by columns of one kind.`,
  FNL3018: (a) =>
    `A CSV file has no empty texts: a field without content is missing. Write \`is ${a.negated ? "not " : ""}missing\`.`,
  FNL3019: (a) => `\`$${a.name}\` is ${forms[a.type]}; \`${a.text}\` isn't.`,
  FNL3020: (a) =>
    `\`${a.item}\` needs a column of texts (codes as EUR), and \`${a.column}\` is ${types[a.found]}.`,
  FNL3021: (a) => `\`${a.function}\` never gives this: its values are such as ${a.example}.`,

  FNL4011: (a) =>
    `The source ${a.source} doesn't say ${all(a.missing.map((item) => needed[item]))}.`,
  FNL4020: (a) =>
    `${shapes[a.shape]}, so \`${a.item}\` has no meaning in it. Remove it, or change the shape after \`as\`.`,
  FNL4021: (a) =>
    `Only lookups can be joined, and ${a.name} isn't one: declare it \`as lookup\`, or name both sources in the funnel.`,
  FNL4022: (a) => `${a.name} can't be joined to itself.`,
  FNL4023: (a) =>
    `\`${a.text}\` is no code of a currency: it has three capital letters, as \`EUR\`.${hint(a.suggestion)}`,
  FNL4024: (a) => `Only Excel workbooks (.xlsx) have sheets, and ${a.path} isn't one.`,
  FNL4026: (a) => `Taken from the columns of ${a.source}: ${a.items}.`,
  FNL4027: (a) =>
    `The preset ${a.preset} needs the column \`${a.column}\`, and this file has none.${a.suggestion === undefined ? " Say in a block which column it is." : hint(a.suggestion)}`,
  FNL4028: (a) =>
    `Secrets and addresses never stand in the file: name the variable that holds the ${a.key}, as \`${a.key} env("NAME")\`.`,
  FNL4029: (a) => `The connection ${a.name} has no address: \`url env("NAME")\`.`,
  FNL4030: (a) => `${a.name} is joined twice: this one isn't used.`,
  FNL4031: (a) => `\`${a.column}\` can't be both: no row fulfils these conditions together.`,
  FNL4032: () => "No value lies in this range: its end comes before its start.",

  FNL5036: () => 'The path of the data is empty: `from "data/events.csv"`.',
  FNL5037: (a) =>
    `${a.path} was read as a single column, \`${a.column}\`: ${a.delimiter === "\t" ? "a tab" : `\`${a.delimiter}\``} isn't what separates its columns. Correct the \`delimiter\`.`,
  FNL5038: (a) =>
    `The first line of ${a.path} looks like data (\`${a.first}\`), not like the names of columns: write \`options { header false }\`. The columns are then called column1, column2 …`,

  FNL5111: (a) =>
    a.suggestion === undefined
      ? `No row has \`${a.value}\` in the column \`${a.column}\`.`
      : `No row has \`${a.value}\` in the column \`${a.column}\`. Did you mean \`${a.suggestion}\` (${counted(a.count ?? 0, "en", { one: "row", many: "rows" })})?`,
  FNL5112: (a) =>
    `No row fulfils this: the values of \`${a.column}\` lie between ${a.min} and ${a.max}.`,
  FNL5114: (a) =>
    `The times of ${a.source} have no time zone, those of ${a.other} have: the former are taken as UTC. Say where they are from, as \`timezone "Europe/Berlin"\`.`,
  FNL5113: (a) =>
    `${a.path} has several columns of one name: ${a.names}. The later ones are called with a number, as \`name_1\`.`,
};
