import { type LineIndex, type Span, indexLines } from "../../language/index.ts";

/**
 * The cells of a notebook as one text, each on lines of its own. Cells with Markdown are left out: they
 * would document what stands below them by chance.
 */
export interface JoinedCells {
  readonly text: string;
  /** Where each cell stands, in their order. Between two of them is one line break. */
  readonly parts: readonly Span[];
}

export function joinCells(texts: readonly string[]): JoinedCells {
  const parts: Span[] = [];
  let start = 0;
  for (const text of texts) {
    parts.push({ start, end: start + text.length });
    start += text.length + 1;
  }
  return { text: texts.join("\n"), parts };
}

/** The cell that an offset of the joined text lies in; its end, before the line break, included. */
export function cellAt(parts: readonly Span[], offset: number): number {
  const index = parts.findIndex(({ end }) => offset <= end);
  return index === -1 ? Math.max(0, parts.length - 1) : index;
}

/**
 * Finds lines of a cell by offsets of the joined text. What lies outside of the cell is at its nearer
 * end, so that a range that goes on in the next cell ends with this one.
 */
export function cellLines(text: string, part: Span): LineIndex {
  const own = indexLines(text.slice(part.start, part.end));
  const inside = (offset: number): number =>
    Math.max(part.start, Math.min(offset, part.end)) - part.start;
  return {
    lineCount: own.lineCount,
    positionAt: (offset) => own.positionAt(inside(offset)),
    offsetAt: (position) => own.offsetAt(position) + part.start,
    lineSpan(line) {
      const { start, end } = own.lineSpan(line);
      return { start: start + part.start, end: end + part.start };
    },
  };
}
