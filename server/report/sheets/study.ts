import type { RetentionResult, StudyResult } from "../../engine/result.ts";
import { copies, measureFigures, plain, valuesOf } from "./funnel.ts";
import { type Sheet, type SheetRow, type SheetWords, sheetOf } from "./sheet.ts";

/** The figures of a study: the sheet that answers its question first. */
export function studySheets(result: StudyResult, words: SheetWords): readonly Sheet[] {
  switch (result.kind) {
    case "retention":
      return filled([
        sheetOf("cohorts", retentionRows(result, words), words),
        sheetOf("measures", plain((result.measures ?? []).map(measureFigures)), words),
      ]);
    case "experiment":
      return filled([
        sheetOf("variants", copies(result.variants), words),
        sheetOf(
          "measures",
          result.variants.flatMap(({ name, measures = [] }) =>
            measures.map((measure) => ({ figures: { variant: name, ...measureFigures(measure) } })),
          ),
          words,
        ),
      ]);
    case "drivers":
      return filled([sheetOf("signals", copies(result.signals), words)]);
    case "score":
      return filled([
        sheetOf("deciles", copies(result.deciles), words),
        sheetOf("grades", copies(result.grades), words),
        sheetOf("weights", copies(result.weights ?? []), words),
        sheetOf("rules", copies(result.rules ?? []), words),
      ]);
    case "scenario":
      return filled([sheetOf("scenario", copies(result.stages), words)]);
    case "audience": {
      const { funnel, stage, of, not_reached: missed = null, actors } = result;
      const figures = { funnel, stage, of, not_reached: missed, actors };
      return [sheetOf("audience", plain([figures]), words)];
    }
  }
}

function filled(sheets: readonly Sheet[]): readonly Sheet[] {
  return sheets.filter(({ rows }, index) => index === 0 || rows.length > 0);
}

/** A row for each period of each cohort, those of all together first. */
function retentionRows(result: RetentionResult, words: SheetWords): readonly SheetRow[] {
  const splits = result.splits ?? [];
  const names = [...new Set(splits.flatMap(({ by }) => Object.keys(by)))];
  const groups = [
    { before: names.map((title) => ({ title, value: words.all })), part: result },
    ...splits.map((part) => ({ before: valuesOf(part, names, words), part })),
  ];
  return groups.flatMap(({ before, part: { total, cohorts } }) => [
    ...total.cells.map((cell, period): SheetRow => ({
      before,
      figures: { start: words.all, period, ...cell },
    })),
    ...cohorts.flatMap(({ start, actors, cells }) =>
      cells.map((cell, period): SheetRow => ({
        before,
        figures: { start, period, actors, ...cell },
      })),
    ),
  ]);
}
