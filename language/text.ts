/** Places in a text, as offsets in UTF-16 code units: what JavaScript strings and the protocol count in. */

/** Half open: `start` is the first unit inside, `end` the first one after. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Zero-based, as editors count. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

export function contains(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

/** The index of the first of some spans, which are in order and apart, that ends after a place. */
export function firstEndingAfter(offset: number, spans: readonly Span[]): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a place begins in one of some spans, which are in order and apart. */
export function beginsWithin(place: Span, spans: readonly Span[]): boolean {
  const first = spans[firstEndingAfter(place.start, spans)];
  return first !== undefined && first.start <= place.start;
}

/** The index of the last of some offsets, which are in order, that isn't behind another; -1: none. */
export function lastAtOrBefore(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return (starts[low] ?? 0) <= offset ? low : -1;
}

/** The white space directly before a place; of its line alone: without line breaks. */
export function blanksBefore(text: string, offset: number, ofLine = true): string {
  const blank = ofLine ? /[^\S\r\n]/ : /\s/;
  let start = offset;
  while (start > 0 && blank.test(text.charAt(start - 1))) start--;
  return text.slice(start, offset);
}

export function sliceSpan(text: string, span: Span): string {
  return text.slice(span.start, span.end);
}

/** Applies edits that don't overlap, whatever their order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let result = "";
  let at = 0;
  for (const edit of ordered) {
    result += text.slice(at, edit.span.start) + edit.newText;
    at = edit.span.end;
  }
  return result + text.slice(at);
}

/** How many line breaks a text has. */
export function lineBreaks(text: string): number {
  return indexLines(text).lineCount - 1;
}

/** Finds lines of offsets. `\n`, `\r\n` and a lone `\r` each end a line. */
export interface LineIndex {
  readonly lineCount: number;
  positionAt(offset: number): Position;
  offsetAt(position: Position): number;
  /** The line without its line break. */
  lineSpan(line: number): Span;
}

export function indexLines(text: string): LineIndex {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 10) starts.push(i + 1);
    else if (unit === 13 && text.charCodeAt(i + 1) !== 10) starts.push(i + 1);
  }
  const startOf = (line: number): number => starts[line] ?? text.length;
  const lineOf = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (startOf(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const lineSpan = (line: number): Span => {
    const start = startOf(line);
    let end = startOf(line + 1);
    if (line + 1 < starts.length) {
      end--;
      if (text.charCodeAt(end) === 10 && text.charCodeAt(end - 1) === 13 && end > start) end--;
    }
    return { start, end };
  };
  return {
    lineCount: starts.length,
    positionAt(offset) {
      const at = Math.max(0, Math.min(offset, text.length));
      const line = lineOf(at);
      return { line, character: at - startOf(line) };
    },
    offsetAt({ line, character }) {
      if (line < 0) return 0;
      if (line >= starts.length) return text.length;
      const span = lineSpan(line);
      return Math.max(span.start, Math.min(span.start + character, span.end));
    },
    lineSpan,
  };
}
