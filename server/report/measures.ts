import type { MeasureResult } from "../engine/result.ts";
import { harmless } from "./harmless.ts";
import type { ReportMessages } from "./messages/words.ts";
import { type Figures, noFigure } from "./numbers.ts";
import type { ReportTable } from "./report-table.ts";
import { splitValue } from "./splits.ts";

/** A funnel's or a study's. */
interface MeasuredResult {
  readonly measures?: readonly MeasureResult[];
  readonly splits?: readonly {
    readonly by: Readonly<Record<string, string | null>>;
    readonly measures?: readonly MeasureResult[];
  }[];
}

/** The measures of a funnel with what each is of, then those of each group of its splits. */
export function describeMeasures(
  { measures = [], splits = [] }: MeasuredResult,
  { splits: by }: { readonly splits: readonly { readonly text: string }[] },
  messages: ReportMessages,
  figures: Figures,
): ReportTable[] {
  if (measures.length === 0) return [];
  const words = messages.measures;
  const whole: ReportTable = {
    title: words.title,
    headings: [words.measure, words.value, words.of],
    rows: measures.map((measure) => ({
      name: harmless(measure.name),
      cells: [
        { text: measureText(measure, messages, figures) },
        { text: measure.n === undefined ? noFigure : figures.count(measure.n) },
      ],
    })),
    note: measures
      .flatMap(({ name, p90, open }) => [
        ...(p90 === undefined ? [] : [`${harmless(name)}: ${words.p90(figures.duration(p90))}`]),
        ...(open === undefined
          ? []
          : [`${harmless(name)}: ${words.open(open, figures.count(open))}`]),
      ])
      .join(" · "),
  };
  if (splits.length === 0) return [whole];
  const texts = by.map(({ text }) => text);
  const groups: ReportTable = {
    title: words.by(harmless(texts.join(", "))),
    headings: [harmless(texts.join(" · ")), ...measures.map(({ name }) => harmless(name))],
    rows: splits.map((split) => {
      const values = new Map(Object.entries(split.by));
      return {
        name: texts.map((text) => splitValue(values.get(text), messages)).join(" · "),
        cells: (split.measures ?? []).map((measure) => ({
          text: measureText(measure, messages, figures),
        })),
      };
    }),
    note: "",
  };
  return [whole, groups];
}

/** The value of a measure in the form that the text asks for: "€50.00", "7.0 %", "1 d 3 h". */
export function measureText(
  { value, format, currency }: MeasureResult,
  { numbers }: Pick<ReportMessages, "numbers">,
  figures: Figures,
): string {
  if (value === null) return noFigure;
  switch (format) {
    case "percent":
      return figures.share(value);
    case "duration":
      return figures.duration(value);
    case "number":
      return shortNumber(value, numbers);
    case "currency":
      return currency === undefined
        ? shortNumber(value, numbers, 2)
        : new Intl.NumberFormat(numbers, { style: "currency", currency }).format(value);
  }
}

/** Two decimals, of small numbers three digits: what is compared, not what is computed with. */
function shortNumber(value: number, locale: string, minimumFractionDigits = 0): string {
  const options: Intl.NumberFormatOptions =
    Math.abs(value) < 1 && value !== 0
      ? { maximumSignificantDigits: 3 }
      : { minimumFractionDigits, maximumFractionDigits: 2 };
  return new Intl.NumberFormat(locale, options).format(value);
}
