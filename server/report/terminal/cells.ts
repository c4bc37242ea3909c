/**
 * How many cells of a terminal a text takes, and what depends on it. Letters that people see as one
 * (a letter with its accents, a family emoji) are never cut apart.
 */
export function cellWidth(text: string): number {
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += segmentWidth(segment);
  return width;
}

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** East Asian scripts and symbols that take two cells, and what is shown as an emoji. */
const twoCells =
  /^[\u1100-\u115f\u231a\u231b\u2329\u232a\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}]|^\p{Emoji_Presentation}|^\p{Emoji}\ufe0f|^\p{Regional_Indicator}{2}/u;
const noCells = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]+$/u;

function segmentWidth(segment: string): number {
  if (noCells.test(segment)) return 0;
  return twoCells.test(segment) ? 2 : 1;
}

/** At most so many cells; a longer text ends in `ellipsis`, which takes one. */
export function cut(text: string, cells: number, ellipsis: string): string {
  if (cellWidth(text) <= cells) return text;
  if (cells < 1) return "";
  let kept = "";
  let width = 0;
  for (const { segment } of segmenter.segment(text)) {
    const next = segmentWidth(segment);
    if (width + next > cells - 1) break;
    kept += segment;
    width += next;
  }
  return kept.trimEnd() + ellipsis;
}

export function padEnd(text: string, cells: number): string {
  return text + " ".repeat(Math.max(0, cells - cellWidth(text)));
}

export function padStart(text: string, cells: number): string {
  return " ".repeat(Math.max(0, cells - cellWidth(text))) + text;
}

/** Lines of at most so many cells, broken between words, and within a word only where it is longer. */
export function wrap(text: string, cells: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (cellWidth(longer) <= cells) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    line = word;
    while (cellWidth(line) > cells) {
      const head = firstCells(line, cells);
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  return line === "" && lines.length > 0 ? lines : [...lines, line];
}

function firstCells(text: string, cells: number): string {
  let kept = "";
  let width = 0;
  for (const { segment } of segmenter.segment(text)) {
    width += segmentWidth(segment);
    // A single sign that is wider than the line still has to go somewhere.
    if (width > cells && kept !== "") break;
    kept += segment;
  }
  return kept;
}
