import { INDENT, type Part, WIDTH } from "./parts.ts";
import type { Group } from "./layout.ts";

interface OpenGroup {
  readonly group: Group;
  /** The indent of what it breaks. */
  readonly indent: number;
}

/**
 * Breaks a statement that is too long for a line. A group that doesn't fit is broken at all of its
 * places, the outermost first, so that the layout depends on nothing but the statement.
 */
export function breakLines(
  parts: readonly Part[],
  groups: readonly Group[],
  indent: number,
): readonly string[] {
  const ends = flatEnds(parts);
  const waiting = [...groups]
    .filter(({ breaks }) => breaks.length > 0)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const open: OpenGroup[] = [];
  /** Indents of the line breaks that are decided on, by what they come before. */
  const breaks = new Map<number, number>();
  const lines: string[] = [];
  let line = " ".repeat(indent);
  let isFresh = true;

  const startLine = (at: number): void => {
    if (!isFresh) lines.push(line);
    line = " ".repeat(at);
    isFresh = true;
  };

  /** The columns from one part on to where the next line break is sure to come behind a place. */
  const lengthFrom = (first: number, end: number): number => {
    let last = first;
    while (last + 1 < parts.length) {
      const next = parts[last + 1];
      if (!next || (next.start >= end && breaks.has(next.start))) break;
      last++;
    }
    const flatStart = (ends[first] ?? 0) - (parts[first]?.text.length ?? 0);
    return (ends[last] ?? 0) - flatStart;
  };

  for (const [i, part] of parts.entries()) {
    while ((open.at(-1)?.group.end ?? Infinity) <= part.start) open.pop();
    const broken = breaks.get(part.start);
    if (broken !== undefined) startLine(broken);
    for (let group = waiting[0]; group && group.start <= part.start; group = waiting[0]) {
      waiting.shift();
      const gap = part.spaced && !isFresh ? 1 : 0;
      if (line.length + gap + lengthFrom(i, group.end) <= WIDTH) continue;
      const outer = open.at(-1)?.indent ?? indent;
      const inner = outer + INDENT * group.steps;
      open.push({ group, indent: inner });
      for (const place of group.breaks) breaks.set(place, inner);
      if (group.close !== undefined) breaks.set(group.close, outer);
      const own = breaks.get(part.start);
      if (own !== undefined && !isFresh) startLine(own);
    }
    line += part.spaced && !isFresh ? ` ${part.text}` : part.text;
    isFresh = false;
  }
  return [...lines, line];
}

/** Where each part ends if all are on one line. */
function flatEnds(parts: readonly Part[]): readonly number[] {
  let end = 0;
  return parts.map(({ text, spaced }, i) => {
    end += text.length + (spaced && i > 0 ? 1 : 0);
    return end;
  });
}
