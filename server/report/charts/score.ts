import type { ScoreResult } from "../../engine/result.ts";
import type { ReportTable } from "../study-report.ts";
import { type BarRow, barRowsPart } from "./bar-rows.ts";
import { calibrationPart } from "./calibration.ts";
import type { ChartPart } from "./spec.ts";
import type { StudyChartScene } from "./study-scene.ts";

/**
 * What a score is worth: the share of each grade, of each group by falling score beside that of all, and
 * of a learned one whether what it predicts comes true. Nothing where nobody could be judged.
 */
export function scoreParts({
  result,
  report,
  messages,
  figures,
}: StudyChartScene<ScoreResult>): ChartPart[] {
  const words = messages.chart.study;
  const tables = [...report.tables];
  const gradeTable = result.grades.length === 0 ? undefined : tables.shift();
  const groupTable = result.deciles.length < 2 ? undefined : tables.shift();
  const all = result.actors === 0 ? null : result.converted / result.actors;
  const parts: ChartPart[] = [];
  const below = (): string => (parts.length === 0 ? "top" : `${parts.at(-1)?.bottom} + 2 * size`);

  if (gradeTable !== undefined && result.actors > 0) {
    const most = mostOf(result.grades.map(({ share, interval }) => interval?.[1] ?? share));
    const rows = result.grades.map(({ share, interval, actors }, index): BarRow => {
      const { name = "", cells = [] } = gradeTable.rows[index] ?? {};
      const scores = cells[0]?.text ?? "";
      return {
        name: `${name} ${scores}`,
        bar: (share ?? 0) / most,
        low: interval === null ? null : interval[0] / most,
        high: interval === null ? null : interval[1] / most,
        tick: all === null ? null : Math.min(1, all / most),
        value: figures.share(share),
        detail: words.actors(actors, figures.count(actors)),
        sentence: sentenceOf(gradeTable, index),
      };
    });
    parts.push(barRowsPart(rows, { name: "grades", top: below(), caption: words.grades }));
  }
  if (groupTable !== undefined) {
    const most = mostOf([...result.deciles.map(({ share }) => share), all]);
    const rows = result.deciles.map(({ share, actors }, index): BarRow => {
      const { name = "", cells = [] } = groupTable.rows[index] ?? {};
      const lift = cells[3]?.text ?? "";
      return {
        name,
        bar: (share ?? 0) / most,
        tick: all === null ? null : all / most,
        value: `×\u00a0${lift}`,
        detail: `${figures.share(share)} · ${words.actors(actors, figures.count(actors))}`,
        sentence: sentenceOf(groupTable, index),
      };
    });
    parts.push(barRowsPart(rows, { name: "groups", top: below(), caption: words.groups }));
    if (result.by === "learned") {
      const sentences = result.deciles.map((_, index) => sentenceOf(groupTable, index));
      parts.push(calibrationPart(result.deciles, sentences, below(), messages, figures));
    }
  }
  return parts;
}

function mostOf(shares: readonly (number | null)[]): number {
  return Math.max(1e-9, ...shares.map((share) => share ?? 0));
}

/** A row of a table, with its headings. */
function sentenceOf({ headings, rows }: ReportTable, index: number): string {
  const { name = "", cells = [] } = rows[index] ?? {};
  return [name, ...cells.map(({ text }, at) => `${headings[at + 1] ?? ""}: ${text}`)].join("; ");
}
