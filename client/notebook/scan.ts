/**
 * The coarse structure of a `.funnel` text: its lines as far as cells are cut between them. Errors don't
 * matter here: wherever cells are cut, together they are the text.
 */
export interface Item {
  readonly kind: "blank" | "comment" | "markdown" | "code";
  readonly start: number;
  /** Behind the line break. */
  readonly end: number;
  /** Code that begins a cell of its own. */
  readonly begins?: true;
}

/** The words that declarations begin with; a test holds them to the language's. */
export const declarationWords = [
  "source",
  "segment",
  "funnel",
  "import",
  "connection",
  "param",
  "retention",
  "experiment",
  "drivers",
  "score",
  "scenario",
  "audience",
] as const;

const words = declarationWords.join("|");
const declaration = new RegExp(`(${words})[ \\t]+(\\S)`, "y");
const declarationLine = new RegExp(`[\\r\\n](?=[ \\t]*(?:${words})[ \\t])`, "g");
const nameStart = /[\p{L}_`"]/u;
const blanks = /[^\S\r\n]*/y;
const lineBreak = /\r\n|\n|\r|$/g;
const quotes = new Set(['"', "'", "`"]);

/** Reads lines from an offset on. Comments within code belong to it. */
export function scanLines(text: string, from: number): readonly Item[] {
  const items: Item[] = [];
  let depth = 0;
  for (let start = from; start < text.length;) {
    const first = behind(blanks, text, start);
    if (isLineEnd(text, first)) {
      const end = lineEnd(text, first);
      items.push({ kind: "blank", start, end });
      start = end;
      continue;
    }
    const close = commentEnd(text, first);
    if (close !== undefined && isLineEnd(text, behind(blanks, text, close))) {
      const isMarkdown = text.startsWith("/**", first) && text[first + 3] !== "/";
      const end = lineEnd(text, close);
      items.push({ kind: isMarkdown ? "markdown" : "comment", start, end });
      start = end;
      continue;
    }
    const begins = first === start && beginsCell(text, start, depth, items.at(-1));
    if (begins) depth = 0;
    const line = readCode(text, first, depth);
    ({ depth } = line);
    items.push({ kind: "code", start, end: line.end, ...(begins && { begins }) });
    start = line.end;
  }
  return items;
}

/**
 * Within a block that isn't closed, only a declaration with its name ends it, and no segment: funnels
 * use those by the same word. Outside, a misspelt word may begin one too, below a blank line.
 */
function beginsCell(text: string, start: number, depth: number, above: Item | undefined): boolean {
  declaration.lastIndex = start;
  const found = declaration.exec(text);
  if (found === null) {
    const stands = above === undefined || above.kind === "blank";
    return depth === 0 && stands && /[\p{L}_]/u.test(text[start] ?? "");
  }
  return depth === 0 || (found[1] !== "segment" && nameStart.test(found[2] ?? ""));
}

/** Reads to the end of a line, or of the line that a comment ends on which begins there. */
function readCode(text: string, from: number, before: number): { end: number; depth: number } {
  let depth = before;
  let at = from;
  while (!isLineEnd(text, at)) {
    const unit = text[at] ?? "";
    if (quotes.has(unit)) {
      at = quotedEnd(text, at);
      continue;
    }
    const close = commentEnd(text, at);
    if (close !== undefined) {
      at = close;
      continue;
    }
    if (unit === "{") depth++;
    if (unit === "}") depth = Math.max(0, depth - 1);
    at++;
  }
  return { end: lineEnd(text, at), depth };
}

function quotedEnd(text: string, start: number): number {
  const quote = text[start];
  let at = start + 1;
  while (!isLineEnd(text, at) && text[at] !== quote) at += text[at] === "\\" ? 2 : 1;
  return text[at] === quote ? at + 1 : Math.min(at, text.length);
}

/** Behind the comment that begins at an offset; undefined: none does. One never closed ends above the next declaration. */
function commentEnd(text: string, at: number): number | undefined {
  if (text.startsWith("//", at)) return lineContentEnd(text, at);
  if (!text.startsWith("/*", at)) return undefined;
  const close = text.indexOf("*/", at + 2);
  if (close >= 0) return close + 2;
  declarationLine.lastIndex = at;
  const next = declarationLine.exec(text)?.index ?? text.length;
  return text[next] === "\n" && text[next - 1] === "\r" ? next - 1 : next;
}

function isLineEnd(text: string, at: number): boolean {
  return at >= text.length || text[at] === "\n" || text[at] === "\r";
}

function lineContentEnd(text: string, at: number): number {
  lineBreak.lastIndex = at;
  return lineBreak.exec(text)?.index ?? text.length;
}

function lineEnd(text: string, at: number): number {
  lineBreak.lastIndex = at;
  const found = lineBreak.exec(text);
  return found === null ? text.length : found.index + found[0].length;
}

function behind(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}
