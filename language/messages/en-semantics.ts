import type { SemanticDiagnosticParams } from "../diagnostics-semantics.ts";
import type { DiagnosticParams } from "../diagnostics.ts";
import type { ArgumentType } from "../semantics/functions.ts";
import type { ValueType } from "../semantics/model.ts";
import type { PatternProblem } from "../semantics/rows/pattern-problem.ts";
import { counted } from "./plural.ts";

const types: Readonly<Record<ValueType, string>> = {
  text: "a text",
  number: "a number",
  share: "a share",
  duration: "a duration",
  time: "a time",
  boolean: "a yes/no value",
  json: "JSON",
  unknown: "a value",
};

const argumentTypes: Readonly<Record<ArgumentType, string>> = {
  text: "a text",
  number: "a number",
  time: "a time",
  boolean: "a condition",
  amount: "a number or a duration",
  limit: "a number written out",
  same: "a value",
};

const patterns: Readonly<Record<PatternProblem, string>> = {
  "look-around": "looking ahead or back, as `(?=…)`, isn't supported",
  "back-reference": "referring back, as `\\1`, isn't supported",
  parenthesis: "its parentheses don't match",
  bracket: "a `[` is never closed",
  backslash: "it ends with a backslash",
  "nothing-to-repeat": "there is nothing before `*`, `+` or `?` that it could repeat",
};

const wanted: Readonly<Record<DiagnosticParams["FNL4017"]["wanted"], string>> = {
  text: "a text in quotes",
  character: "a single character in quotes",
  boolean: "`true` or `false`",
  number: "a whole number",
};

const kinds: Readonly<Record<DiagnosticParams["FNL2016"]["kind"], string>> = {
  source: "source",
  segment: "segment",
  funnel: "funnel",
  stage: "stage",
  let: "name",
  measure: "measure",
  study: "study",
  param: "parameter",
  connection: "connection",
};

function hint(suggestion: string | undefined): string {
  return suggestion === undefined ? "" : ` Did you mean \`${suggestion}\`?`;
}

const rows = (count: number): string => counted(count, "en", { one: "row", many: "rows" });
const args = (count: number): string =>
  counted(count, "en", { one: "argument", many: "arguments" });

/** Where a name was looked for. */
export function inReach({ imports }: { readonly imports?: true }): string {
  return imports ? "in this file or in those that it imports" : "in this file";
}

export const semanticFindings: {
  readonly [Code in keyof SemanticDiagnosticParams]: (
    args: SemanticDiagnosticParams[Code],
  ) => string;
} = {
  FNL2001: (a) => `There is no source \`${a.name}\` ${inReach(a)}.${hint(a.suggestion)}`,
  FNL2002: (a) => `There is no segment \`${a.name}\` ${inReach(a)}.${hint(a.suggestion)}`,
  FNL2003: (a) => `This funnel has no stage \`${a.name}\`.${hint(a.suggestion)}`,
  FNL2004: (a) =>
    `The source ${a.source} has no column \`${a.name}\`.${hint(a.suggestion)}${a.known === undefined ? "" : ` It has ${a.known}.`}`,
  FNL2005: (a) => `There is no function \`${a.name}\`.${hint(a.suggestion)}`,
  FNL2006: (a) => `There is no figure \`${a.name}\`.${hint(a.suggestion)}`,
  FNL2007: (a) =>
    `\`${a.name}\` is a figure of the whole funnel: here only the columns of a single row can be used.`,
  FNL2008: (a) => `The source \`${a.name}\` is named twice.`,
  FNL2009: (a) =>
    a.suggestion === undefined
      ? `There is no parameter \`$${a.name}\`. A column with a \`$\` is written in backticks.`
      : `There is no parameter \`$${a.name}\`. Did you mean \`$${a.suggestion}\`?`,
  FNL2010: (a) => `This funnel doesn't read the source \`${a.name}\`: name it after \`on\`.`,
  FNL2011: () => 'The file has no source to read: `source web from "data/events.csv" { … }`.',
  FNL2012: (a) => `Which source is meant? Say it after the name with \`on\`: ${a.names}.`,
  FNL2013: (a) =>
    `No row has the event \`${a.event}\`. Did you mean \`${a.suggestion}\` (${rows(a.count)})?`,
  FNL2014: (a) => `No row has the event \`${a.event}\`, so nothing matches this.`,
  FNL2015: (a) =>
    `\`${a.event}\` isn't among the frequent events. Did you mean \`${a.suggestion}\` (${rows(a.count)})?`,
  FNL2016: (a) => `There is another ${kinds[a.kind]} \`${a.name}\` above: names must differ.`,
  FNL2017: (a) => `\`${a.name}\` and \`${a.other}\` are hard to tell apart.`,
  FNL2018: (a) =>
    `\`${a.word}\` doesn't fit here: it can be ${a.allowed}.${a.allowed === `\`${a.suggestion}\`` ? "" : hint(a.suggestion)}`,
  FNL2019: (a) =>
    `In quotes this is a text, the same for every row, and not the column \`${a.name}\`.`,

  FNL2090: (a) =>
    `No row that was looked at has the key \`${a.key}\` in \`${a.column}\`.${hint(a.suggestion)}`,
  FNL3001: (a) =>
    a.id === undefined
      ? `${capital(types[a.left])} can't be compared with ${types[a.right]}.`
      : `\`${a.id}\` is read as a text, so that 007 stays 007: compare it with a text.`,
  FNL3002: (a) =>
    `A condition is needed here, and this is ${types[a.found]}: compare it with something.`,
  FNL3003: (a) =>
    a.left === a.right
      ? `\`${a.operator}\` can't be used with ${types[a.left]}.`
      : `\`${a.operator}\` can't be used with ${types[a.left]} and ${types[a.right]}.`,
  FNL3004: (a) => `\`${a.test}\` is for texts, and this is ${types[a.found]}.`,
  FNL3005: (a) =>
    `\`${a.function}\` needs ${argumentTypes[a.expected]} here, and this is ${types[a.found]}.`,
  FNL3006: (a) =>
    `\`${a.function}\` takes ${args(a.expected)}, and here ${a.found === 1 ? "is" : "are"} ${a.found}.`,
  FNL3007: (a) =>
    `The values of \`${a.function}\` must be of one kind: ${types[a.first]} and ${types[a.second]} aren't.`,
  FNL3008: () => "The limits of a band must rise.",
  FNL3009: (a) =>
    `The column \`${a.column}\` holds numbers: say how they count time, as \`format "epoch_s"\` (seconds since 1970).`,
  FNL3010: (a) => `The column \`${a.column}\` is ${types[a.found]} and can't be read as a time.`,
  FNL3011: (a) =>
    `\`${a.format}\` is no form of times: use a pattern as \`%d.%m.%Y %H:%M\`, or \`epoch_s\`, \`epoch_ms\`, \`epoch_us\`, \`epoch_ns\`.${hint(a.suggestion)}`,
  FNL3012: (a) =>
    `There is no time zone \`${a.zone}\`: use a name such as \`Europe/Berlin\`.${hint(a.suggestion)}`,
  FNL3013: (a) => `This pattern can't be used: ${patterns[a.reason]}.`,

  FNL4001: (a) =>
    a.count === 0
      ? "A funnel needs at least two stages: `stage Visit: page_view`."
      : "A funnel needs at least two stages, and this one has only one.",
  FNL4002: (a) => `A funnel has at most ${a.limit} stages; this one has ${a.count}.`,
  FNL4003: (a) =>
    `\`within\` counts from the stage before, and ${a.stage} is the first one. For the whole funnel use \`window\`.`,
  FNL4004: (a) => `The first stage is where actors enter: ${a.stage} can't be optional.`,
  FNL4005: (a) => `\`${a.keyword}\` needs more than no time at all.`,
  FNL4006: (a) =>
    `\`${a.keyword}\` is longer than a hundred years. For no limit, ${a.keyword === "window" ? "write `window unlimited`" : "leave it out"}.`,
  FNL4007: (a) =>
    `This is longer than the funnel's window, so it never comes into play for ${a.stage}.`,
  FNL4008: (a) => `\`${a.keyword}\` stands only once: this one isn't used.`,
  FNL4009: (a) => `A funnel can be split at most ${a.limit} times.`,
  FNL4010: () => "This range ends before it starts.",
  FNL4013: (a) =>
    `The source ${a.source} has no column \`${a.column}\`; all sources of a funnel must have the columns that it uses.`,
  FNL4014: (a) =>
    `\`${a.name}\` stands for different things in the sources of this funnel: use the same \`let\` in each.`,
  FNL4015: (a) => `\`${a.name}\` needs itself to be computed.`,
  FNL4016: (a) => `\`${a.keyword}\` needs a whole number of at least 1, not ${a.text}.`,
  FNL4017: (a) => `\`${a.option}\` needs ${wanted[a.wanted]}.`,
  FNL4018: () =>
    "All stages after the first are optional: the last one must be required, since it is the goal.",
  FNL4019: (a) => `There is no such period as \`${a.text}\`.`,
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
