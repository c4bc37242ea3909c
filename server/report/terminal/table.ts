import { harmless } from "../harmless.ts";
import type { ReportRow, ReportTable } from "../study-report.ts";
import { cellWidth, cut, padEnd, padStart, wrap } from "./cells.ts";
import type { Style } from "./style.ts";

const gap = 2;
const longestName = 28;

/**
 * A table whose figures stand under each other, in blocks of as many columns as the line has room
 * for; each block names its rows again. The first figure of a row (how many it is of) stands in every
 * block.
 */
export function drawTable(table: ReportTable, style: Style): string[] {
  const say = (text: string): string => style.say(harmless(text));
  const [heading = "", ...headings] = table.headings.map(say);
  const names = table.rows.map(({ name }) => say(name));
  const most = Math.min(longestName, Math.floor(style.width * 0.4));
  const nameCells = Math.min(most, Math.max(...[heading, ...names].map(cellWidth)));
  const [first = 0] = headings.map((text, k) => columnCells(cellWidth(text), table.rows, k, style));
  const room = style.width - nameCells - gap - first;
  // Only a heading is cut where a column alone has no room; figures never are.
  const cells = headings.map((text, k) =>
    k === 0 ? first : columnCells(Math.min(cellWidth(text), room - gap), table.rows, k, style),
  );
  const named = (text: string): string => padEnd(cut(text, nameCells, style.ellipsis), nameCells);

  const lines: string[] = wrap(say(table.title), style.width).map((line) =>
    style.paint(line, "title"),
  );
  for (const [block, columns] of blocks(cells, room).entries()) {
    if (block > 0) lines.push("");
    const head = columns.map((k) => {
      const width = cells[k] ?? 0;
      return " ".repeat(gap) + padStart(cut(headings[k] ?? "", width, style.ellipsis), width);
    });
    lines.push(style.paint(`${named(heading)}${head.join("")}`, "quiet"));
    for (const [index, row] of table.rows.entries()) {
      const text = columns.map((k) => cellText(row, k, cells[k] ?? 0, table.rows, style)).join("");
      const line = `${named(names[index] ?? "")}${text}`.trimEnd();
      lines.push(row.isTotal === true ? style.paint(line, "strong") : line);
    }
  }
  if (table.note !== "") {
    lines.push(...wrap(say(table.note), style.width).map((line) => style.paint(line, "quiet")));
  }
  return lines;
}

/** The first column, and of the others as many as fit at a time. */
function blocks(cells: readonly number[], room: number): readonly (readonly number[])[] {
  const found: number[][] = [];
  let left = 0;
  for (let k = 1; k < cells.length; k++) {
    const wanted = gap + (cells[k] ?? 0);
    const block = found.at(-1);
    if (block === undefined || wanted > left) {
      found.push([0, k]);
      left = room - wanted;
    } else {
      block.push(k);
      left -= wanted;
    }
  }
  return found.length === 0 ? [cells.map((_, k) => k)] : found;
}

function columnCells(heading: number, rows: readonly ReportRow[], k: number, style: Style): number {
  const texts = rows.map(({ cells }) => cellWidth(style.say(cells[k]?.text ?? "")));
  return Math.max(heading, Math.max(0, ...texts) + markCells(rows, k));
}

/** Where some figures of a column are marked, the others leave room for a mark: digits stay in line. */
function markCells(rows: readonly ReportRow[], k: number): number {
  return rows.some(({ cells }) => cells[k]?.isPartial === true) ? 1 : 0;
}

function cellText(
  { cells }: ReportRow,
  k: number,
  width: number,
  rows: readonly ReportRow[],
  style: Style,
): string {
  const cell = cells[k];
  const mark = markCells(rows, k) === 0 ? "" : cell?.isPartial === true ? "*" : " ";
  const text = " ".repeat(gap) + padStart(style.say(cell?.text ?? "") + mark, width);
  return cell?.isPartial === true ? style.paint(text, "quiet") : text;
}
