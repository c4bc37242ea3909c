import { type TextEdit, indexLines } from "../text.ts";

/** Above this many pairs of lines the changed middle is replaced as one. */
const largestTable = 4_000_000;

/**
 * The fewest whole lines to replace to turn one text into another, so that cursors, folds and marks
 * in untouched lines stay. Lines are compared with their line breaks.
 */
export function minimalEdits(before: string, after: string): readonly TextEdit[] {
  if (before === after) return [];
  const old = splitLines(before);
  const now = splitLines(after);
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  while (
    tail < old.length - head &&
    tail < now.length - head &&
    old[old.length - 1 - tail] === now[now.length - 1 - tail]
  ) {
    tail++;
  }
  const oldMiddle = old.slice(head, old.length - tail);
  const nowMiddle = now.slice(head, now.length - tail);
  const start = old.slice(0, head).reduce((sum, line) => sum + line.length, 0);
  if (oldMiddle.length * nowMiddle.length > largestTable) {
    return [replace(start, oldMiddle, nowMiddle)];
  }
  return diffLines(oldMiddle, nowMiddle, start);
}

function splitLines(text: string): string[] {
  const lines = indexLines(text);
  const starts = Array.from({ length: lines.lineCount }, (_, line) => lines.lineSpan(line).start);
  return starts.map((start, line) => text.slice(start, starts[line + 1] ?? text.length));
}

function replace(start: number, old: readonly string[], now: readonly string[]): TextEdit {
  const length = old.reduce((sum, line) => sum + line.length, 0);
  return { span: { start, end: start + length }, newText: now.join("") };
}

/** By a table of longest common subsequences of the rests. */
function diffLines(old: readonly string[], now: readonly string[], start: number): TextEdit[] {
  const width = now.length + 1;
  const common = new Uint32Array((old.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      common[i * width + j] =
        old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const edits: TextEdit[] = [];
  let offset = start;
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    const fromOld = i;
    const fromNow = j;
    while (i < old.length || j < now.length) {
      if (i < old.length && j < now.length && old[i] === now[j]) break;
      if (j >= now.length || (i < old.length && at(i + 1, j) >= at(i, j + 1))) i++;
      else j++;
    }
    if (i > fromOld || j > fromNow) {
      const edit = replace(offset, old.slice(fromOld, i), now.slice(fromNow, j));
      edits.push(edit);
      offset = edit.span.end;
    }
    for (; i < old.length && j < now.length && old[i] === now[j]; i++, j++) {
      offset += old[i]?.length ?? 0;
    }
  }
  return edits;
}
