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
const shortestName = 16;
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
  const wanted = Math.max(...[title, ...names].map(cellWidth));
  const longest = Math.min(longestName, Math.floor(style.width * 0.35));
  const fullCells = totalCells(columnCells(full, fullRows)) + gap + shortestBar;
  // Names give way before the stages do.
  const roomy = [longest, Math.min(longest, shortestName)].find(
    (most) => Math.min(wanted, most) + fullCells <= style.width,
  );
  const nameCells = Math.min(wanted, roomy ?? longest);
  const headings = roomy === undefined ? short : full;
  const rows = roomy === undefined ? shortRows : fullRows;
  const cells = columnCells(headings, rows);
  const barCells = Math.min(longestBar, style.width - nameCells - totalCells(cells) - gap);
  const largest = Math.max(...splits.map((split) => split.share ?? 0));

  const columns = (values: readonly string[]): string =>
    values.map((value, k) => " ".repeat(gap) + padStart(value, cells[k] ?? 0)).join("");
  const named = (name: string): string => padEnd(cut(name, nameCells, style.ellipsis), nameCells);
  return [
    style.paint(named(title), "title") + style.paint(columns(headings), "quiet"),
    ...splits.map((split, index) => {
      const text = named(names[index] ?? "") + columns(rows[index] ?? []);
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
