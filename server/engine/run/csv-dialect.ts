import type { ReadOptions } from "../../../language/index.ts";

/** How a CSV file is written. Decided once, by what the source says and the beginning of the file. */
export interface CsvDialect {
  readonly delimiter: string;
  readonly quote: string;
  readonly header: boolean;
  readonly skip: number;
  /** Lines end in different ways. */
  readonly mixedLines: boolean;
  /** In the order of the file; distinct. */
  readonly columns: readonly string[];
}

const DELIMITERS = [",", ";", "\t", "|"] as const;
const RECORDS = 200;

/**
 * `text` is the beginning of the file; `complete` where that is all of it. The delimiter is the one by
 * which most records have as many fields as the first; on equal terms the one that gives more.
 */
export function sniffDialect(
  text: string,
  complete: boolean,
  options: ReadOptions,
  usual: "," | "\t",
): CsvDialect {
  const quote = options.quote ?? '"';
  const skip = options.skip ?? 0;
  const body = skipLines(text.replace(/^\ufeff/, ""), skip);
  const candidates =
    options.delimiter === undefined
      ? [usual, ...DELIMITERS.filter((d) => d !== usual)]
      : [options.delimiter];
  let best: { delimiter: string; records: string[][]; score: number } | undefined;
  for (const delimiter of candidates) {
    const records = splitRecords(body, delimiter, quote, complete);
    const width = records[0]?.length ?? 0;
    const fitting = records.filter((record) => record.length === width).length;
    const score = width > 1 ? fitting / records.length + width / 1e6 : 0;
    if (best === undefined || score > best.score) best = { delimiter, records, score };
  }
  const first = best?.records[0] ?? [""];
  const header = options.header ?? true;
  return {
    delimiter: best?.delimiter ?? usual,
    quote,
    header,
    skip,
    mixedLines: hasMixedLines(body),
    columns: header ? columnNames(first) : first.map((_, index) => `column${index + 1}`),
  };
}

function skipLines(text: string, count: number): string {
  let rest = text;
  for (let i = 0; i < count; i++) rest = rest.replace(/^[^\r\n]*(?:\r\n|\r|\n|$)/, "");
  return rest;
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

/** The first records of a text. A last one that is cut off is left out, unless it is the only one. */
export function splitRecords(
  text: string,
  delimiter: string,
  quote: string,
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
      if (unit !== quote) field += unit;
      else if (text[i + 1] === quote) {
        field += quote;
        i++;
      } else quoted = false;
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
