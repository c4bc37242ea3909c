import type { Locale } from "../messages/index.ts";
import { translated } from "../messages/translated.ts";
import type { ColumnType } from "../semantics/catalog.ts";
import type { Declaration, StudyNode } from "../syntax/ast.ts";
import type { ParamModel } from "../semantics/model.ts";
import type { MeasureUnit } from "../semantics/measure-unit.ts";
import { counted, percent, sizes } from "./quantities.ts";

/** What the answers in the editor say besides documentation and diagnostics. */
export interface Words {
  readonly runFunnel: string;
  readonly runStudy: Readonly<Record<StudyNode["kind"], string>>;
  readonly fixAll: string;
  readonly source: string;
  readonly segment: string;
  readonly funnel: string;
  readonly stage: string;
  readonly optionalStage: string;
  readonly event: string;
  readonly column: string;
  readonly computed: string;
  readonly value: string;
  readonly keyword: string;
  readonly function: string;
  readonly figure: string;
  readonly unavailable: string;
  readonly types: Readonly<Record<ColumnType, string>>;
  readonly files: (count: number) => string;
  readonly columns: (count: number) => string;
  readonly rows: (count: number) => string;
  readonly share: (share: number) => string;
  readonly bytes: (count: number) => string;
  readonly missing: (count: number) => string;
  readonly mostFrequent: string;
  readonly wholeFunnel: string;
  readonly wholeStudy: string;
  readonly connection: string;
  readonly lookup: string;
  readonly measure: string;
  readonly param: string;
  readonly modelStage: string;
  readonly period: string;
  readonly allData: string;
  readonly upToNow: string;
  readonly least: string;
  readonly greatest: string;
  /** Before an example that a format fits. */
  readonly fits: string;
  /** How much of a column is missing, from the share in words. */
  readonly lacks: (share: string) => string;
  /** What a figure yields; "value": what its value is. */
  readonly units: Readonly<Record<MeasureUnit | "value", string>>;
  readonly exit: string;
  readonly file: string;
  /** Parts of a stage's sentence; a duration or a number of times as written. */
  readonly atMostAfter: (duration: string, stage: string) => string;
  readonly atLeastAfter: (duration: string, stage: string) => string;
  readonly atLeastTimes: (times: string) => string;
  readonly unsaid: string;
  readonly inferred: string;
  readonly range: (least: string, greatest: string) => string;
  readonly inferredHint: string;
  readonly defaultsHint: string;
  readonly valueTypes: Readonly<Record<ParamModel["type"], string>>;
  readonly writeDefaults: (statements: string) => string;
  readonly addWindow: (statement: string, days: number) => string;
  readonly writeAs: (text: string) => string;
  readonly writeInstead: (before: string, after: string) => string;
  readonly addStages: (names: string) => string;
  readonly extractSegment: (name: string) => string;
  readonly organizeImports: string;
  readonly uses: (count: number) => string;
  readonly declarations: Readonly<Record<Exclude<Declaration["kind"], "import">, string>>;
  readonly brings: string;
  readonly bringsNothing: string;
  readonly example: string;
  readonly operators: Readonly<Record<string, string>>;
  readonly noName: string;
  readonly emptyName: string;
  readonly nameTaken: (name: string) => string;
  readonly plainName: string;
}

const en: Words = {
  runFunnel: "Run funnel",
  runStudy: {
    retention: "Run retention",
    experiment: "Run experiment",
    drivers: "Run drivers",
    score: "Run score",
    scenario: "Run scenario",
    audience: "Count audience",
  },
  fixAll: "Fix everything with an obvious fix",
  source: "source",
  segment: "segment",
  funnel: "funnel",
  stage: "stage",
  optionalStage: "optional stage",
  event: "event",
  column: "column",
  computed: "computed column",
  value: "value",
  keyword: "keyword",
  function: "function",
  figure: "figure of the result",
  unavailable: "Not in this version yet.",
  types: {
    text: "text",
    number: "number",
    boolean: "yes/no",
    time: "time",
    json: "JSON",
    other: "other",
  },
  files: counted("en", { one: "file", other: "files" }),
  columns: counted("en", { one: "column", other: "columns" }),
  rows: counted("en", { one: "row", other: "rows" }),
  share: percent("en"),
  bytes: sizes("en", ["bytes", "kB", "MB", "GB", "TB"]),
  missing: counted("en", { one: "row without a value", other: "rows without a value" }),
  mostFrequent: "Most frequent values",
  wholeFunnel: "A whole funnel",
  wholeStudy: "With the stages of the funnel",
  connection: "connection",
  lookup: "lookup",
  measure: "measure",
  param: "param",
  modelStage: "stage of the model",
  period: "in the data",
  allData: "all of the data",
  upToNow: "up to the latest row",
  least: "least in the data",
  greatest: "greatest in the data",
  fits: "fits",
  lacks: (share) => `${share} missing`,
  units: {
    number: "a count",
    share: "a share",
    duration: "a duration",
    money: "money",
    ratio: "a number",
    value: "what its value is",
  },
  exit: "exit",
  file: "file",
  atMostAfter: (duration, stage) => `at most ${duration} after ${stage}`,
  atLeastAfter: (duration, stage) => `at least ${duration} after ${stage}`,
  atLeastTimes: (times) => `at least ${times} times`,
  unsaid: "Not said, so by default",
  inferred: "Inferred from the columns",
  range: (least, greatest) => `from ${least} to ${greatest}`,
  inferredHint: "Inferred from the names and types of the columns.",
  defaultsHint: "What holds where the funnel doesn't say otherwise.",
  valueTypes: {
    number: "number",
    share: "share",
    duration: "duration",
    text: "text",
    time: "time",
  },
  writeDefaults: (statements) => `Write out the defaults: ${statements}`,
  addWindow: (statement, days) => `Add ${statement} (the data cover ${days} days)`,
  writeAs: (text) => `Write ${text}`,
  writeInstead: (before, after) => `Write ${after} instead of ${before}`,
  addStages: (names) => `Add the missing stages: ${names}`,
  extractSegment: (name) => `Make the condition a segment: ${name}`,
  organizeImports: "Remove unused imports",
  uses: counted("en", { one: "use", other: "uses" }),
  declarations: {
    connection: "connection",
    "param-declaration": "param",
    source: "source",
    segment: "segment",
    funnel: "funnel",
    retention: "retention",
    experiment: "experiment",
    drivers: "drivers",
    score: "score",
    scenario: "scenario",
    audience: "audience",
  },
  brings: "Brings",
  bringsNothing: "Brings nothing: the file has no declarations, or can't be read.",
  example: "For example",
  operators: {
    "=": "Equal.",
    "!=": "Not equal; also true where the value is missing.",
    "<": "Less than.",
    "<=": "At most.",
    ">": "More than.",
    ">=": "At least.",
    "+": "Plus.",
    "-": "Minus.",
    "*": "Times.",
    "/": "Divided by.",
    "%": "Hundredths: `20%` is 0.2.",
  },
  noName: "Only names that a .funnel file declares can be renamed.",
  emptyName: "A name can't be empty.",
  nameTaken: (name) => `“${name}” is taken already.`,
  plainName: "A param's name has letters, digits and underscores only.",
};

/** By language; Russian is in `words-ru.ts`. */
export const words = translated<Words>(en);

export function wordsOf(locale: Locale): Words {
  return words.in(locale);
}
