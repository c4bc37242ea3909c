import type { ReadOptions } from "../../../language/index.ts";

/** How a CSV file is written. Decided once, by what the source says and the beginning of the file. */
export interface CsvDialect {
  readonly delimiter: string;
  readonly quote: string;
  /** What makes a quote inside quotes one of the text: the quote itself, or a backslash. */
  readonly escape: string;
  readonly header: boolean;
  /** Lines before the header, or before the first row. */
  readonly skip: number;
  /** Lines end in different ways. */
  readonly mixedLines: boolean;
  /** In the order of the file; distinct. */
  readonly columns: readonly string[];
  /** The names that stand more than once in the header. */
  readonly repeated: readonly string[];
}

const DELIMITERS = [",", ";", "\t", "|"] as const;
const RECORDS = 200;

/**
 * `text` is the beginning of the file; `complete` where that is all of it. The delimiter is the one by
 * which most records have as many fields as the first; on equal terms the one that gives more.
 * Undefined where there is nothing but empty lines.
 */
export function sniffDialect(
  text: string,
  complete: boolean,
  options: ReadOptions,
  usual: "," | "\t",
): CsvDialect | undefined {
  const quote = options.quote ?? '"';
  const start = startOf(text.replace(/^\ufeff/, ""), options);
  const { body, skip } = start;
  const escape = escapesByBackslash(body, quote) ? "\\" : quote;
  const candidates =
    start.delimiter === undefined
      ? [usual, ...DELIMITERS.filter((d) => d !== usual)]
      : [start.delimiter];
  let best: { delimiter: string; records: string[][]; score: number } | undefined;
  for (const delimiter of candidates) {
    const records = splitRecords(body, { delimiter, quote, escape }, complete);
    const width = records[0]?.length ?? 0;
    const fitting = records.filter((record) => record.length === width).length;
    const score = width > 1 ? fitting / records.length + width / 1e6 : 0;
    if (best === undefined || score > best.score) best = { delimiter, records, score };
  }
  const first = best?.records[0];
  if (first === undefined) return undefined;
  const header = options.header ?? true;
  return {
    delimiter: best?.delimiter ?? usual,
    quote,
    escape,
    header,
    skip,
    mixedLines: hasMixedLines(body),
    columns: header ? columnNames(first) : first.map((_, index) => `column${index + 1}`),
    repeated: header ? repeatedNames(first) : [],
  };
}

interface Start {
  readonly body: string;
  readonly skip: number;
  readonly delimiter: string | undefined;
}

/** The text from the header on: after the lines to skip, the line `sep=;` that Excel writes, and empty lines. */
function startOf(text: string, options: ReadOptions): Start {
  let body = text;
  let skip = 0;
  let { delimiter } = options;
  const next = (): void => {
    body = body.replace(/^[^\r\n]*(?:\r\n|\r|\n|$)/, "");
    skip++;
  };
  while (skip < (options.skip ?? 0)) next();
  const said = /^sep=(.)(?:\r|\n)/i.exec(body)?.[1];
  if (said !== undefined) {
    delimiter ??= said;
    next();
  }
  while (/^(?:\r|\n)/.test(body)) next();
  return { body, skip, delimiter };
}

/** `"say \"yes\""`: a quote after a backslash with text behind it, and nowhere a doubled one. */
function escapesByBackslash(text: string, quote: string): boolean {
  return quote === '"' && /\\"[^,;\t|\r\n]/.test(text) && !/[^,;\t|\r\n]""/.test(text);
}

function hasMixedLines(text: string): boolean {
  const pairs = text.match(/\r\n/g)?.length ?? 0;
  const feeds = text.match(/\n/g)?.length ?? 0;
  const returns = text.replace(/\r$/, "").match(/\r/g)?.length ?? 0;
  return (
    (pairs > 0 && (feeds > pairs || returns > pairs)) || (feeds > 0 && pairs === 0 && returns > 0)
  );
}

/** Names without white space at their ends; one that is empty or there before gets a number. */
export function columnNames(header: readonly string[]): string[] {
  const taken = new Set<string>();
  return header.map((field, index) => {
    const base = field.trim() || `column${index + 1}`;
    let name = base;
    for (let n = 1; taken.has(name); n++) name = `${base}_${n}`;
    taken.add(name);
    return name;
  });
}

function repeatedNames(header: readonly string[]): string[] {
  const names = header.map((field) => field.trim()).filter((name) => name !== "");
  return [...new Set(names.filter((name, index) => names.indexOf(name) < index))];
}

/** The first records of a text. A last one that is cut off is left out, unless it is the only one. */
export function splitRecords(
  text: string,
  { delimiter, quote, escape }: Pick<CsvDialect, "delimiter" | "quote" | "escape">,
  complete: boolean,
): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let field = "";
  let quoted = false;
  let started = false;
  const endField = (): void => {
    record.push(field);
    field = "";
    started = false;
  };
  const endRecord = (): void => {
    endField();
    if (record.length > 1 || record[0] !== "") records.push(record);
    record = [];
  };
  for (let i = 0; i < text.length && records.length < RECORDS; i++) {
    const unit = text[i] ?? "";
    if (quoted) {
      if (unit === escape && text[i + 1] === quote) {
        field += quote;
        i++;
      } else if (unit === quote) quoted = false;
      else field += unit;
    } else if (unit === quote && !started && quote !== "") {
      quoted = true;
      started = true;
    } else if (text.startsWith(delimiter, i) && delimiter !== "") {
      endField();
      i += delimiter.length - 1;
    } else if (unit === "\n" || unit === "\r") {
      if (unit === "\r" && text[i + 1] === "\n") i++;
      endRecord();
    } else {
      field += unit;
      started = true;
    }
  }
  const open = field !== "" || record.length > 0;
  if (open && records.length < RECORDS && (complete || records.length === 0)) endRecord();
  return records;
}
