import type { Locale } from "../messages/index.ts";
import { translated } from "../messages/translated.ts";
import type { ColumnType } from "../semantics/catalog.ts";
import { counted, percent, sizes } from "./quantities.ts";

/** What the answers in the editor say besides documentation and diagnostics. */
export interface Words {
  readonly runFunnel: string;
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
  readonly stagesOf: (funnel: string) => string;
  readonly noName: string;
  readonly emptyName: string;
  readonly nameTaken: (name: string) => string;
}

const en: Words = {
  runFunnel: "Run funnel",
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
  stagesOf: (funnel) => `stage of ${funnel}`,
  noName: "Only sources, segments, funnels, stages and computed columns can be renamed.",
  emptyName: "A name can't be empty.",
  nameTaken: (name) => `“${name}” is taken already.`,
};

/** By language; Russian is in `words-ru.ts`. */
export const words = translated<Words>(en);

export function wordsOf(locale: Locale): Words {
  return words.in(locale);
}
