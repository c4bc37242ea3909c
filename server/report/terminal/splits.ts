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
const longestBar = 24;
const gap = 2;

/** What gives way when the line is short: first names, then headings, then the bar. */
const shapes = [
  { name: longestName, heading: longestHeading, bar: 8 },
  { name: 16, heading: longestHeading, bar: 8 },
  { name: 16, heading: 9, bar: 8 },
  { name: 16, heading: 9, bar: 0 },
  { name: 12, heading: 7, bar: 0 },
] as const;

interface Table {
  readonly names: number;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The least that a bar needs beside it. */
  readonly bar: number;
}

function drawGroup(
  group: string,
  splits: readonly SplitReport[],
  report: FunnelReport,
  style: Style,
): string[] {
  const say = (text: string): string => style.say(harmless(text));
  const names = splits.map((split) => say(split.value));
  const title = say(group);
  const wanted = Math.max(...[title, ...names].map(cellWidth));
  const { entered, conversion } = report.headings;
  const shares = splits.map((split) =>
    [split.entered, ...shown(split.stages, report).map((stage) => stage.fromFirst)].map(style.say),
  );
  const headed = (texts: readonly string[], most: number): string[] =>
    texts.map((text) => cut(say(text), most, style.ellipsis));
  const tables: readonly Table[] = [
    ...shapes.map(({ name, heading, bar }) => ({
      names: Math.min(wanted, name),
      headings: headed(
        [entered, ...shown(report.stages, report).map((stage) => stage.name)],
        heading,
      ),
      rows: shares,
      bar,
    })),
    {
      names: Math.min(wanted, longestName, Math.floor(style.width * 0.35)),
      headings: headed([entered, conversion], longestHeading),
      rows: splits.map((split) => [split.entered, split.conversion].map(style.say)),
      bar: 0,
    },
  ];
  const chosen =
    tables.find((each) => tableCells(each) + each.bar + gap <= style.width) ?? tables.at(-1);
  if (chosen === undefined) return [];
  const { headings, rows } = chosen;
  const nameCells = chosen.names;
  const cells = columnCells(headings, rows);
  const barCells = Math.min(longestBar, style.width - tableCells(chosen) - gap);
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

function tableCells({ names, headings, rows }: Table): number {
  return columnCells(headings, rows).reduce((sum, cells) => sum + gap + cells, names);
}

/** Of the first stage the share is the whole; in any order each stage has one of its own. */
function shown<T>(stages: readonly T[], { positions }: FunnelReport): readonly T[] {
  return positions.length > 0 ? stages : stages.slice(1);
}
