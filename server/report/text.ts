import type { ExplainReport } from "./explain.ts";
import { harmless } from "./harmless.ts";
import type { ExpectationReport, FunnelReport, ReportNotice } from "./report.ts";
import type { StudyReport } from "./study-report.ts";
import { cut, padEnd, cellWidth, wrap } from "./terminal/cells.ts";
import { drawChanges } from "./terminal/changes.ts";
import { drawMeasures } from "./terminal/measures.ts";
import { drawReasons } from "./terminal/reasons.ts";
import { drawSplits } from "./terminal/splits.ts";
import { drawStages } from "./terminal/stages.ts";
import { drawTable } from "./terminal/table.ts";
import { type Ink, type Style, type TextOptions, createStyle } from "./terminal/style.ts";

/**
 * The funnel drawn in a terminal, in the order in which people read a result: what it is, over what,
 * how much in all, step by step, then splits, expectations and how it was measured. Ends without a
 * line break. No line is wider than `width` (at least 40 cells), whatever stands in names.
 */
export function renderText(report: FunnelReport, options: TextOptions): string {
  const style = createStyle(options);
  const say = (text: string): string => style.say(harmless(text));
  const { overview } = report;
  const lines = [
    ...painted(wrap(say(report.title), style.width), "title", style),
    ...painted(wrap(say(overview.context), style.width), "quiet", style),
    ...wrap(say(overview.figures), style.width),
    ...[overview.open, overview.expected]
      .filter((text) => text !== "")
      .flatMap((text) => painted(wrap(say(text), style.width), "quiet", style)),
    "",
    ...report.positions.flatMap((table) => [...drawTable(table, style), ""]),
    ...drawStages(report.stages, style),
    ...drawReasons(report.reasonsTitle, report.reasons, style),
    ...drawSplits(report, style),
    ...drawMeasures(report.measures, style),
    ...drawChanges(report.changes, style),
    ...drawExpectations(report.expectations, style),
    ...drawNotices(report.notices, style),
    "",
    ...[report.rows, report.defaults]
      .filter((text) => text !== "")
      .flatMap((text) => painted(wrap(say(text), style.width), "quiet", style)),
  ];
  return joined(lines);
}

/** Why one actor is where they are: what they did, the stages beside it, and the reason. */
export function renderExplained(report: ExplainReport, options: TextOptions): string {
  const style = createStyle(options);
  const say = (text: string): string => style.say(harmless(text));
  const times = Math.max(0, ...report.rows.map(({ time }) => cellWidth(say(time))));
  const room = Math.max(8, style.width - times - 4);
  const lines = [
    ...painted(wrap(say(report.title), style.width), "title", style),
    ...report.rows.map(({ time, event, chosen }) => {
      const text = chosen === "" ? event : `${event} ${chosen}`;
      const shown = cut(say(text), room, style.ellipsis);
      const head = times === 0 ? "" : `${padEnd(say(time), times)}  `;
      return `  ${head}${chosen === "" ? style.paint(shown, "quiet") : shown}`;
    }),
    ...(report.more === "" ? [] : painted([`  ${say(report.more)}`], "quiet", style)),
    ...report.sentences.flatMap((text) => wrap(say(text), style.width)),
  ];
  return joined(lines);
}

/** A study in a terminal: the answer, then its tables. As {@link renderText} otherwise. */
export function renderStudyText(report: StudyReport, options: TextOptions): string {
  const style = createStyle(options);
  const say = (text: string): string => style.say(harmless(text));
  const lines = [
    ...painted(wrap(say(report.title), style.width), "title", style),
    ...painted(wrap(say(report.context), style.width), "quiet", style),
    ...report.summary.flatMap((text) => wrap(say(text), style.width)),
    ...report.tables.flatMap((table) => ["", ...drawTable(table, style)]),
    ...drawNotices(report.notices, style),
    "",
    ...painted(wrap(say(report.rows), style.width), "quiet", style),
  ];
  return joined(lines);
}

/** Spaces that don't break have done their work; they would only hinder searching. */
function joined(lines: readonly string[]): string {
  return lines
    .map((line) => line.trimEnd())
    .join("\n")
    .replaceAll(/[\u00a0\u202f]/g, " ");
}

function painted(lines: readonly string[], ink: Ink, style: Style): string[] {
  return lines.map((line) => style.paint(line, ink));
}

const stateInks: Readonly<Record<ExpectationReport["status"], Ink>> = {
  pass: "good",
  fail: "bad",
  warn: "caution",
  unknown: "quiet",
};

function drawExpectations(expectations: readonly ExpectationReport[], style: Style): string[] {
  if (expectations.length === 0) return [];
  const states = expectations.map(({ state }) => style.say(state));
  const stateCells = Math.max(...states.map(cellWidth));
  return [
    "",
    ...expectations.flatMap(({ status, text }, index) => {
      const state = states[index] ?? "";
      const mark = style.paint(`${style.marks[status]} ${state}`, stateInks[status]);
      const padding = " ".repeat(stateCells - cellWidth(state));
      return hanging(`${mark}${padding}  `, stateCells + 4, style.say(harmless(text)), style);
    }),
  ];
}

function drawNotices(notices: readonly ReportNotice[], style: Style): string[] {
  if (notices.length === 0) return [];
  return [
    "",
    ...notices.flatMap(({ severity, text }) => {
      const serious = severity === "error" || severity === "warning";
      const mark = serious
        ? style.paint(style.marks.warn, severity === "error" ? "bad" : "caution")
        : style.paint(style.marks.info, "quiet");
      return hanging(`${mark} `, 2, style.say(harmless(text)), style);
    }),
  ];
}

/** A text beside its mark; where there is no room beside it, below. */
function hanging(mark: string, markCells: number, text: string, style: Style): string[] {
  const room = style.width - markCells;
  if (room < style.width / 2)
    return [mark, ...wrap(text, style.width - 2).map((line) => `  ${line}`)];
  return wrap(text, room).map((line, index) =>
    index === 0 ? `${mark}${line}` : `${padEnd("", markCells)}${line}`,
  );
}
