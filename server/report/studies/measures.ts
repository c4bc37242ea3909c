import type { MeasureResult } from "../../engine/result.ts";
import { harmless } from "../harmless.ts";
import { type Figures, noFigure } from "../numbers.ts";
import type { ReportTable } from "../study-report.ts";
import type { StudyScene } from "./study.ts";

/** The measures of a study, with what each was computed from. */
export function measureTables(
  measures: readonly MeasureResult[],
  { words, figures }: Pick<StudyScene, "words" | "figures">,
): ReportTable[] {
  if (measures.length === 0) return [];
  return [
    {
      title: words.measures.title,
      headings: [words.measures.measure, words.measures.value, "n"],
      rows: measures.map((measure) => ({
        name: harmless(measure.name),
        cells: [
          { text: measureValue(measure, figures) },
          { text: measure.n === undefined ? noFigure : figures.count(measure.n) },
        ],
      })),
      note: "",
    },
  ];
}

function measureValue({ value, format, currency }: MeasureResult, figures: Figures): string {
  if (value === null) return noFigure;
  switch (format) {
    case "percent":
      return figures.share(value);
    case "duration":
      return figures.duration(value);
    case "number":
      return figures.number(value);
    case "currency":
      return currency === undefined
        ? figures.number(value)
        : `${figures.number(value)}\u00a0${harmless(currency)}`;
  }
}
