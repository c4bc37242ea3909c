import type { Locale } from "../messages/index.ts";
import type { ColumnType } from "../semantics/catalog.ts";

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

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

function counted(locale: Locale, forms: Forms): (count: number) => string {
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  return (count) => `${numbers.format(count)} ${forms[rules.select(count)] ?? forms.other}`;
}

function percent(locale: Locale): (share: number) => string {
  const numbers = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  return (share) => numbers.format(share);
}

function sizes(locale: Locale, units: readonly string[]): (count: number) => string {
  const numbers = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  return (count) => {
    const step = count < 1 ? 0 : Math.floor(Math.log10(count) / 3);
    const power = Math.min(step, units.length - 1);
    return `${numbers.format(count / 1000 ** power)} ${units[power] ?? ""}`;
  };
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

const ru: Words = {
  runFunnel: "Запустить воронку",
  fixAll: "Исправить всё, что исправляется однозначно",
  source: "источник",
  segment: "сегмент",
  funnel: "воронка",
  stage: "этап",
  optionalStage: "необязательный этап",
  event: "событие",
  column: "столбец",
  computed: "вычисляемый столбец",
  value: "значение",
  keyword: "ключевое слово",
  function: "функция",
  figure: "показатель результата",
  unavailable: "В этой версии пока нет.",
  types: {
    text: "текст",
    number: "число",
    boolean: "да/нет",
    time: "время",
    json: "JSON",
    other: "другое",
  },
  files: counted("ru", { one: "файл", few: "файла", many: "файлов", other: "файла" }),
  columns: counted("ru", { one: "столбец", few: "столбца", many: "столбцов", other: "столбца" }),
  rows: counted("ru", { one: "строка", few: "строки", many: "строк", other: "строки" }),
  share: percent("ru"),
  bytes: sizes("ru", ["байт", "кБ", "МБ", "ГБ", "ТБ"]),
  missing: counted("ru", {
    one: "строка без значения",
    few: "строки без значения",
    many: "строк без значения",
    other: "строки без значения",
  }),
  mostFrequent: "Самые частые значения",
  wholeFunnel: "Воронка целиком",
  stagesOf: (funnel) => `этап воронки ${funnel}`,
  noName: "Переименовать можно только источники, сегменты, воронки, этапы и вычисляемые столбцы.",
  emptyName: "Имя не может быть пустым.",
  nameTaken: (name) => `Имя «${name}» уже занято.`,
};

const tables: Readonly<Record<Locale, Words>> = { en, ru };

export function wordsOf(locale: Locale): Words {
  return tables[locale];
}
