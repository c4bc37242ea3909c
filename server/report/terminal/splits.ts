import type { FunnelReport, SplitReport } from "../report.ts";
import { harmless } from "../harmless.ts";
import { cellWidth, cut, padEnd, padStart } from "./cells.ts";
import type { Style } from "./style.ts";

/**
 * Each split as a table: how many entered, what part of them reached each stage, and the conversion
 * as a bar. Where the stages have no room, the conversion stands alone.
 */
export function drawSplits(report: FunnelReport, style: Style): string[] {
  const groups = [...new Set(report.splits.map((split) => split.group))];
  return groups.flatMap((group) => [
    "",
    ...drawGroup(
      group,
      report.splits.filter((split) => split.group === group),
      report,
      style,
    ),
  ]);
}

const longestName = 28;
const longestHeading = 14;
const shortestBar = 8;
const longestBar = 24;
const gap = 2;

function drawGroup(
  group: string,
  splits: readonly SplitReport[],
  report: FunnelReport,
  style: Style,
): string[] {
  const say = (text: string): string => style.say(harmless(text));
  const heading = (text: string): string => cut(say(text), longestHeading, style.ellipsis);
  const full = [report.headings.entered, ...report.stages.slice(1).map((stage) => stage.name)].map(
    heading,
  );
  const short = [report.headings.entered, report.headings.conversion].map(heading);
  const fullRows = splits.map((split) =>
    [split.entered, ...split.stages.slice(1).map((stage) => stage.fromFirst)].map(style.say),
  );
  const shortRows = splits.map((split) => [split.entered, split.conversion].map(style.say));

  const names = splits.map((split) => say(split.value));
  const title = say(group);
  const nameCells = Math.min(
    Math.max(...[title, ...names].map(cellWidth)),
    Math.min(longestName, Math.floor(style.width * 0.35)),
  );
  const room = style.width - nameCells;
  const fits = totalCells(columnCells(full, fullRows)) + gap + shortestBar <= room;
  const headings = fits ? full : short;
  const rows = fits ? fullRows : shortRows;
  const cells = columnCells(headings, rows);
  const barCells = Math.min(longestBar, room - totalCells(cells) - gap);
  const largest = Math.max(...splits.map((split) => split.share ?? 0));

  const line = (name: string, values: readonly string[]): string =>
    padEnd(cut(name, nameCells, style.ellipsis), nameCells) +
    values.map((value, k) => " ".repeat(gap) + padStart(value, cells[k] ?? 0)).join("");
  return [
    style.paint(cut(title, nameCells, style.ellipsis), "title") +
      style.paint(line("", headings).slice(Math.min(cellWidth(title), nameCells)), "quiet"),
    ...splits.map((split, index) => {
      const text = line(names[index] ?? "", rows[index] ?? []);
      if (barCells < 1 || largest === 0) return text;
      const bar = style.bar((split.share ?? 0) / largest, 0, barCells, false);
      return bar === "" ? text : text + " ".repeat(gap) + bar;
    }),
  ];
}

function columnCells(headings: readonly string[], rows: readonly (readonly string[])[]): number[] {
  return headings.map((heading, k) =>
    Math.max(cellWidth(heading), ...rows.map((row) => cellWidth(row[k] ?? ""))),
  );
}

function totalCells(columns: readonly number[]): number {
  return columns.reduce((sum, cells) => sum + gap + cells, 0);
}
