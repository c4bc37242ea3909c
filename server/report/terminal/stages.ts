import type { StageReport } from "../report.ts";
import { harmless } from "../harmless.ts";
import { cellWidth, cut, padEnd, padStart } from "./cells.ts";
import type { Style } from "./style.ts";

/** Below this many cells names stand above their bars. */
const narrowest = 60;

/** Longer bars are harder to compare with their figures, not easier. */
const longestBar = 72;

/** The funnel drawn: a bar a stage over a track of the one before, and between two the step. */
export function drawStages(stages: readonly StageReport[], style: Style): string[] {
  const counts = Math.max(0, ...stages.map((stage) => cellWidth(stage.count)));
  const shares = Math.max(0, ...stages.slice(1).map((stage) => cellWidth(stage.fromFirst)));
  const figures = (stage: StageReport, index: number): string => {
    const count = style.paint(padStart(style.say(stage.count), counts), "strong");
    const share = padStart(index === 0 ? "" : style.say(stage.fromFirst), shares);
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
  return stages.flatMap((stage, index) => {
    const name = shortTitle(stage, nameCells, style);
    const bar = style.bar(stage.drawn.bar, stage.drawn.track, barCells, stage.optional);
    const used = barCellsOf(stage, barCells);
    const line = `${padStart(name, nameCells)}  ${bar}${" ".repeat(Math.max(0, barCells - used))}  ${figures(stage, index)}`;
    const step = stepLine(stage, style, style.width - nameCells - 2);
    return step === "" ? [line] : [`${" ".repeat(nameCells + 2)}${step}`, line];
  });
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
    const step = stepLine(stage, style, style.width);
    return [
      ...(step === "" ? [] : [step]),
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
 * line is too short for it.
 */
function stepLine(stage: StageReport, style: Style, cells: number): string {
  const [share, ...details] = stage.step;
  if (share === undefined) return "";
  const room = cells - cellWidth(style.arrow) - 1;
  const head = style.say(share);
  const whose = stage.stepOf === "" ? "" : ` ${stage.stepOf}`;
  const interval = stage.drawn.low === null ? "" : ` (${stage.interval})`;
  const say = (range: string): string =>
    style.say(harmless([`${whose}${range}`, ...details].join(" · ")));
  const full = say(interval);
  const rest = cellWidth(head) + cellWidth(full) <= room ? full : say("");
  return [
    style.paint(style.arrow, "quiet"),
    style.paint(head, "strong") +
      style.paint(cut(rest, room - cellWidth(head), style.ellipsis), "quiet"),
  ].join(" ");
}
