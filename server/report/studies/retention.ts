import type { CohortResult, RetentionResult, RetentionTotal } from "../../engine/result.ts";
import { harmless } from "../harmless.ts";
import { describeMeasures } from "../measures.ts";
import { type Figures, noFigure } from "../numbers.ts";
import { splitValue } from "../splits.ts";
import type { ReportCell, ReportRow, ReportTable } from "../study-report.ts";
import type { StudyScene, StudyWords } from "./study.ts";

/** So many cohorts are shown, the latest: more are no longer read line by line. */
const shownCohorts = 24;

export function describeRetention(scene: StudyScene<"retention">): StudyWords {
  const { result, words, figures } = scene;
  const { retention } = words;
  const { total, every, splits = [], measures = [] } = result;
  const by = splitTexts(scene);
  const started = retention.started(total.actors, figures.count(total.actors));
  const later = total.cells.map((cell, period) => ({ ...cell, period })).slice(1);
  const measured = later.filter(({ actors }) => actors > 0);
  const told = [measured[0], measured.length > 1 ? measured.at(-1) : undefined].flatMap((cell) =>
    cell === undefined
      ? []
      : [
          retention.returned(
            figures.withInterval(figures.shareOf(cell.returned, cell.actors), cell.interval),
            figures.count(cell.actors),
            retention.period(every, figures.count(cell.period)),
          ),
        ],
  );
  return {
    about: retention.by[every],
    summary: told.length === 0 ? [started, retention.tooEarly] : [...told, started],
    tables:
      total.actors === 0
        ? []
        : [
            cohortTable(scene),
            ...(splits.length === 0 ? [] : [splitTable(splits, scene)]),
            ...describeMeasures({ measures, splits }, { splits: by }, scene.messages, figures),
          ],
  };
}

function cohortTable({
  result: { cohorts, total, every },
  words: { retention },
  messages,
  figures,
  timeZone,
}: StudyScene<"retention">): ReportTable {
  const shown = cohorts.slice(-shownCohorts);
  const date = cohortDates(every, messages.dates, timeZone);
  const isOpen = shown.some(({ cells }) => cells.some(({ partial }) => partial === true));
  const notes = [
    isOpen ? retention.partial : "",
    shown.length < cohorts.length
      ? retention.latest(shown.length, figures.count(shown.length), figures.count(cohorts.length))
      : "",
  ];
  return {
    title: retention.table[every],
    headings: [retention.cohort, retention.actors, ...periods(total, figures)],
    rows: [
      totalRow(retention.all, total, figures),
      ...shown.map((cohort): ReportRow => ({
        name: date(cohort),
        cells: [{ text: figures.count(cohort.actors) }, ...cohortCells(cohort, figures)],
      })),
    ],
    note: notes.filter((note) => note !== "").join(" "),
  };
}

function splitTexts({ study }: StudyScene<"retention">): readonly { readonly text: string }[] {
  return study.kind === "retention" ? study.splits : [];
}

/** Of each value all cohorts together. */
function splitTable(
  splits: NonNullable<RetentionResult["splits"]>,
  scene: StudyScene<"retention">,
): ReportTable {
  const { result, words, messages, figures } = scene;
  const { total } = result;
  const texts = splitTexts(scene).map(({ text }) => text);
  const by = harmless(texts.join(", "));
  return {
    title: messages.splitBy(by),
    headings: [by, words.retention.actors, ...periods(total, figures)],
    rows: splits.map(({ by: values, total: own }) => {
      const found = new Map(Object.entries(values));
      const name = texts.map((text) => splitValue(found.get(text), messages)).join(" · ");
      const { isTotal: _isTotal, ...row } = totalRow(name, own, figures);
      return row;
    }),
    note: "",
  };
}

function periods({ cells }: RetentionTotal, figures: Figures): string[] {
  return cells.map((_, period) => figures.count(period));
}

function totalRow(name: string, { actors, cells }: RetentionTotal, figures: Figures): ReportRow {
  return {
    name,
    isTotal: true,
    cells: [
      { text: figures.count(actors) },
      ...cells.map((cell) => ({ text: percent(cell.returned, cell.actors, figures) })),
    ],
  };
}

function cohortCells({ actors, cells }: CohortResult, figures: Figures): ReportCell[] {
  return cells.map(({ returned, partial }) => {
    const text = percent(returned, actors, figures);
    return partial === true ? { text, isPartial: true } : { text };
  });
}

/** The sign stands above the table. */
function percent(part: number, whole: number, figures: Figures): string {
  return whole === 0 ? noFigure : figures.shareOf(part, whole).replace(/\u00a0%$/, "");
}

/** "5 Jan 2026", "Jan 2026": when a cohort's period began, in the zone that periods are of. */
function cohortDates(
  every: RetentionResult["every"],
  locale: string,
  timeZone: string,
): (cohort: CohortResult) => string {
  const format = new Intl.DateTimeFormat(locale, {
    year: "numeric",
    month: "short",
    ...(every === "month" ? {} : { day: "numeric" as const }),
    timeZone,
  });
  // A Russian year would say that it is one.
  return ({ start }) => format.format(Date.parse(start)).replace(/\s*г\.$/, "");
}
