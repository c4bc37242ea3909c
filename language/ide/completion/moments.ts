import type { ColumnValues } from "../../semantics/catalog.ts";
import { epochUnit } from "../../semantics/infer-mapping.ts";
import { sourceValues } from "../data.ts";
import { sourcesInScope } from "../declared.ts";
import { timeRange } from "../mapping.ts";
import { wordsOf } from "../words.ts";
import { type Asked, columnBefore, plainItem, ranks, sortText, textItem } from "./asked.ts";
import type { CompletionItem } from "./item.ts";

const mostMonths = 12;

/** What may stand after `during`: the months, quarters and years that the data have, and all of them. */
export function periodItems(asked: Asked): readonly CompletionItem[] {
  const words = wordsOf(asked.locale);
  const range = timeRange(asked.data, sourcesInScope(asked.data, asked.offset));
  const periods = range === undefined ? [] : periodsOf(range.from, range.to);
  const from = range?.from.slice(0, 10);
  const to = range?.to.slice(0, 10);
  const whole = from === undefined ? [] : [{ text: `${from} .. ${to}`, detail: words.allData }];
  const last = [7, 30, 90].map((days) => ({
    text: `last ${days} days`,
    detail: words.upToNow,
  }));
  return [...periods.map((text) => ({ text, detail: words.period })), ...whole, ...last].flatMap(
    ({ text, detail }, index) =>
      plainItem(asked, text, { kind: "value", detail, sortText: sortText(ranks.value, index) }),
  );
}

/** The latest first: months, then quarters, then years; from and to dates, `2026-01-31`. */
export function periodsOf(from: string, to: string): readonly string[] {
  const months: string[] = [];
  let year = Number(to.slice(0, 4));
  let month = Number(to.slice(5, 7));
  while (months.length < mostMonths && `${year}-${pad(month)}` >= from.slice(0, 7)) {
    months.push(`${year}-${pad(month)}`);
    if (--month === 0) {
      month = 12;
      year--;
    }
  }
  const quarters = months.map(
    (text) => `${text.slice(0, 4)}-Q${Math.ceil(Number(text.slice(5)) / 3)}`,
  );
  const years = months.map((text) => text.slice(0, 4));
  return [...months, ...new Set(quarters), ...new Set(years)];
}

function pad(month: number): string {
  return String(month).padStart(2, "0");
}

/** A single date: the first and last day of the data. */
export function dateItems(asked: Asked): readonly CompletionItem[] {
  const range = timeRange(asked.data, sourcesInScope(asked.data, asked.offset));
  if (range === undefined) return [];
  const words = wordsOf(asked.locale);
  const first = { text: range.from.slice(0, 10), detail: words.least };
  const last = { text: range.to.slice(0, 10), detail: words.greatest };
  // Whole periods are more likely than a day to begin with.
  const rank = asked.place.statement.at(-1)?.value === "during" ? ranks.column : ranks.value;
  const ends = asked.place.statement.at(-1)?.value === ".." ? [last] : [first, last];
  return ends.flatMap(({ text, detail }, index) =>
    plainItem(asked, text, { kind: "value", detail, sortText: sortText(rank, index) }),
  );
}

interface Format {
  readonly pattern: string;
  readonly fits: RegExp;
}

const day = "(?:0?[1-9]|[12]\\d|3[01])";
const month = "(?:0?[1-9]|1[0-2])";
const clock = "\\d{1,2}:\\d{2}";

const formats: readonly Format[] = [
  { pattern: "%Y-%m-%d %H:%M:%S", fits: new RegExp(`^\\d{4}-${month}-${day} ${clock}:\\d{2}$`) },
  { pattern: "%Y-%m-%d", fits: new RegExp(`^\\d{4}-${month}-${day}$`) },
  { pattern: "%d.%m.%Y", fits: new RegExp(`^${day}\\.${month}\\.\\d{4}$`) },
  { pattern: "%d.%m.%Y %H:%M", fits: new RegExp(`^${day}\\.${month}\\.\\d{4} ${clock}$`) },
  {
    pattern: "%d.%m.%Y %H:%M:%S",
    fits: new RegExp(`^${day}\\.${month}\\.\\d{4} ${clock}:\\d{2}$`),
  },
  { pattern: "%m/%d/%Y", fits: new RegExp(`^${month}/${day}/\\d{4}$`) },
  { pattern: "%d/%m/%Y", fits: new RegExp(`^${day}/${month}/\\d{4}$`) },
  { pattern: "%m/%d/%Y %H:%M", fits: new RegExp(`^${month}/${day}/\\d{4} ${clock}$`) },
  {
    pattern: "%m/%d/%Y %I:%M %p",
    fits: new RegExp(`^${month}/${day}/\\d{4} ${clock} [AaPp][Mm]$`),
  },
  { pattern: "%Y%m%d", fits: new RegExp(`^\\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])$`) },
];

/** How times may be written: first the ways in which all values of the column are. */
export function timeFormatItems(asked: Asked): readonly CompletionItem[] {
  const facts = valuesOfTime(asked);
  const epoch = facts && epochUnit(facts);
  const fits = ({ pattern, fits: test }: Format): boolean =>
    facts !== undefined &&
    facts.values.length > 0 &&
    pattern !== epoch &&
    facts.values.every(({ value }) => test.test(value));
  const epochs = ["epoch_s", "epoch_ms", "epoch_us", "epoch_ns"];
  const fitting = [
    ...(epoch === undefined ? [] : [epoch]),
    ...formats.filter(fits).map(({ pattern }) => pattern),
  ];
  const all = new Set([...fitting, ...epochs, ...formats.map(({ pattern }) => pattern)]);
  const words = wordsOf(asked.locale);
  const example = facts?.values[0]?.value;
  return [...all].flatMap((text, index) =>
    textItem(asked, text, {
      kind: "value",
      ...(fitting.includes(text) && example !== undefined
        ? { detail: `${words.fits} ${example}` }
        : {}),
      sortText: sortText(ranks.value, index),
    }),
  );
}

function valuesOfTime(asked: Asked): ColumnValues | undefined {
  const { statement } = asked.place;
  const path = columnBefore(statement, statement.length - 2);
  if (path === undefined) return undefined;
  return sourceValues(asked.data, sourcesInScope(asked.data, asked.offset), path)[0]?.values;
}
