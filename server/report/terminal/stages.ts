import type { StageReport } from "../report.ts";
import { harmless } from "../harmless.ts";
import { cellWidth, cut, padEnd, padStart, wrap } from "./cells.ts";
import type { Style } from "./style.ts";

/** Below this many cells names stand above their bars. */
const narrowest = 60;

/** Longer bars are harder to compare with their figures, not easier. */
const longestBar = 72;

/** In lines. */
const longestTitle = 3;

/** Stands between the parts of a step. */
const between = " · ";

/** The funnel drawn: a bar a stage over a track of the one before, and between two the step. */
export function drawStages(stages: readonly StageReport[], style: Style): string[] {
  const counts = Math.max(0, ...stages.map((stage) => cellWidth(stage.count)));
  const shares = Math.max(0, ...stages.slice(1).map((stage) => cellWidth(stage.fromFirst)));
  const figures = (stage: StageReport, index: number): string => {
    const count = style.paint(padStart(style.say(stage.count), counts), "strong");
    // The first stage is the whole, if it is no share itself.
    const isWhole = index === 0 && stage.drawn.low === null;
    const share = padStart(isWhole ? "" : style.say(stage.fromFirst), shares);
    return shares === 0 ? count : `${count}  ${share}`;
  };
  const figureCells = shares === 0 ? counts : counts + 2 + shares;
  return style.width < narrowest
    ? drawNarrow(stages, figures, figureCells, style)
    : drawWide(stages, figures, figureCells, style);
}

function drawWide(
  stages: readonly StageReport[],
  figures: (stage: StageReport, index: number) => string,
  figureCells: number,
  style: Style,
): string[] {
  const longest = Math.max(0, ...stages.map((stage) => cellWidth(style.say(stage.title))));
  const nameCells = Math.min(longest, Math.floor(style.width * 0.3));
  const barCells = Math.min(longestBar, style.width - nameCells - 2 - 2 - figureCells);
  const lines: string[] = [];
  // What didn't fit beside the bar above goes on in front of the step below it.
  let rest: string[] = [];
  const inFront = (): string => `${padStart(rest.shift() ?? "", nameCells)}  `;
  for (const [index, stage] of stages.entries()) {
    const step = stepLines(stage, style, style.width - nameCells - 2);
    while (rest.length > Math.max(1, step.length)) lines.push(inFront());
    for (const line of step.length > 0 || rest.length === 0 ? step : [""])
      lines.push(inFront() + line);
    const [name = "", ...others] = titleLines(stage, nameCells, style);
    rest = others;
    const bar = style.bar(stage.drawn.bar, stage.drawn.track, barCells, stage.optional);
    const gap = " ".repeat(Math.max(0, barCells - barCellsOf(stage, barCells)));
    lines.push(`${padStart(name, nameCells)}  ${bar}${gap}  ${figures(stage, index)}`);
  }
  while (rest.length > 0) lines.push(inFront());
  return lines;
}

/** A long name takes up to three lines, and is cut only beyond them. */
function titleLines({ title }: StageReport, cells: number, style: Style): string[] {
  const lines = wrap(style.say(harmless(title)), cells);
  if (lines.length <= longestTitle) return lines;
  const rest = lines.slice(longestTitle - 1).join(" ");
  return [...lines.slice(0, longestTitle - 1), cut(rest, cells, style.ellipsis)];
}

function drawNarrow(
  stages: readonly StageReport[],
  figures: (stage: StageReport, index: number) => string,
  figureCells: number,
  style: Style,
): string[] {
  const nameCells = Math.max(4, style.width - figureCells - 2);
  return stages.flatMap((stage, index) => {
    const name = shortTitle(stage, nameCells, style);
    return [
      ...stepLines(stage, style, style.width),
      `${padEnd(name, nameCells)}  ${figures(stage, index)}`,
      style.bar(stage.drawn.bar, stage.drawn.track, style.width, stage.optional),
    ];
  });
}

/** A long name is cut before its "(optional)". */
function shortTitle({ name, title }: StageReport, cells: number, style: Style): string {
  const full = style.say(harmless(title));
  const start = style.say(harmless(name));
  const rest = full.startsWith(start) ? full.slice(start.length) : "";
  const room = cells - cellWidth(rest);
  return cellWidth(full) <= cells || room < 8
    ? cut(full, cells, style.ellipsis)
    : cut(start, room, style.ellipsis) + rest;
}

/** How many cells a bar with its track takes. */
function barCellsOf({ drawn }: StageReport, cells: number): number {
  const bar = drawn.bar > 0 ? Math.max(1, Math.ceil(Math.round(drawn.bar * cells * 8) / 8)) : 0;
  return Math.max(bar, Math.round(drawn.track * cells));
}

/**
 * "▼ 34.7 % of Activate (32.9–36.5 %) · lost 1,705 · median 5 d 7 h"; without the interval where the
 * line is too short for it, and on further lines what is still too long.
 */
function stepLines(stage: StageReport, style: Style, cells: number): string[] {
  const [share, ...details] = stage.step;
  if (share === undefined) return [];
  const indent = cellWidth(style.arrow) + 1;
  const room = cells - indent;
  const head = style.say(share);
  const whose = stage.stepOf === "" ? "" : ` ${stage.stepOf}`;
  const interval = stage.drawn.low === null ? "" : ` (${stage.interval})`;
  const partsWith = (range: string): string[] =>
    [`${head}${whose}${range}`, ...details].map((part) => style.say(harmless(part)));
  const withInterval = partsWith(interval);
  const parts = cellWidth(withInterval.join(between)) <= room ? withInterval : partsWith("");
  const [first = "", ...others] = packed(parts, style.say(between), room).map((line) =>
    cut(line, room, style.ellipsis),
  );
  const quiet = (text: string): string => style.paint(text, "quiet");
  const marked = `${quiet(style.arrow)} ${style.paint(head, "strong")}${quiet(first.slice(head.length))}`;
  return [marked, ...others.map((line) => " ".repeat(indent) + quiet(line))];
}

/** As few lines as the parts need, in order. */
function packed(parts: readonly string[], joint: string, cells: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const longer = (last ?? "") + joint + part;
    if (last !== undefined && cellWidth(longer) <= cells) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  return lines;
}
