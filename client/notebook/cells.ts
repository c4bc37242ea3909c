import { commonBreak, cutLines, rewriteLines, withPlainBreaks } from "./lines.ts";
import { readMarkdownBlock, writeMarkdownBlock } from "./markdown-block.ts";
import { type Item, declarationWords, scanLines } from "./scan.ts";

export type CellKind = "code" | "markdown";

/** Where a cell comes from. Kept with it: as long as nobody edits the cell, this is what is written. */
export interface Origin {
  /** Its place among the cells of the file. */
  readonly index: number;
  readonly isLast: boolean;
  readonly kind: CellKind;
  /** Its lines as they stand in the file. */
  readonly body: string;
  /** The line break behind them, and blank lines. */
  readonly trail: string;
}

export interface Cell {
  readonly kind: CellKind;
  /** What is shown and edited, with `\n` for every line break. */
  readonly text: string;
  /** Undefined: made in the notebook. */
  readonly origin: Origin | undefined;
}

/** What belongs to no cell. */
export interface Frame {
  /** A byte order mark and the blank lines above the first cell; the whole of a file without cells. */
  readonly lead: string;
  readonly lineBreak: string;
}

export interface CutFile {
  readonly cells: readonly (Cell & { readonly origin: Origin })[];
  readonly frame: Frame;
}

/**
 * Cuts a file into cells: each declaration with its comments, and each Markdown block that documents
 * none. Their lines together are the file.
 */
export function cutFile(text: string): CutFile {
  const from = text.startsWith("\uFEFF") ? 1 : 0;
  const items = scanLines(text, from);
  const starts = cellStarts(items);
  const ends = [...starts.slice(1).map(({ start }) => start), text.length];
  const cells = starts.map(({ start, kind }, index) => {
    const whole = text.slice(start, ends[index]);
    const body = withoutBlankEnd(whole);
    const origin: Origin = {
      index,
      isLast: index === starts.length - 1,
      kind,
      body,
      trail: whole.slice(body.length),
    };
    return { kind, text: shownText(origin), origin };
  });
  const lead = text.slice(0, starts[0]?.start ?? text.length);
  return { cells, frame: { lead, lineBreak: commonBreak(text) } };
}

interface CellStart {
  readonly start: number;
  readonly kind: CellKind;
}

function cellStarts(items: readonly Item[]): readonly CellStart[] {
  const starts: CellStart[] = [];
  /** Whether lines go on with the declaration above. */
  let isOpen = false;
  /** Where comments begin that belong to what comes below them. */
  let comments: number | undefined;
  for (let index = 0; index < items.length;) {
    const item = items[index];
    if (item?.kind === "code") {
      if (item.begins === true || !isOpen) {
        starts.push({ start: comments ?? item.start, kind: "code" });
      }
      comments = undefined;
      isOpen = true;
      index++;
      continue;
    }
    const rest = items.slice(index, index + lengthOfGap(items, index));
    const below = items[index + rest.length];
    index += rest.length;
    if (isOpen && below !== undefined && below.begins !== true) continue;
    const own = isOpen ? commentsOfAbove(rest, below) : 0;
    for (const [at, one] of rest.entries()) {
      if (at < own || one.kind === "blank") continue;
      if (!standsAlone(one, rest[at + 1] ?? below)) {
        comments ??= one.start;
        continue;
      }
      if (comments !== undefined) starts.push({ start: comments, kind: "code" });
      comments = undefined;
      starts.push({ start: one.start, kind: "markdown" });
    }
    isOpen = false;
  }
  if (comments !== undefined) starts.push({ start: comments, kind: "code" });
  return starts;
}

/** How many lines follow one another that aren't code. */
function lengthOfGap(items: readonly Item[], from: number): number {
  let end = from;
  while (end < items.length && items[end]?.kind !== "code") end++;
  return end - from;
}

/** How many of the comments directly below a declaration are its own: none of those that reach the next one. */
function commentsOfAbove(gap: readonly Item[], below: Item | undefined): number {
  const end = gap.findIndex(
    (one, at) => one.kind === "blank" || standsAlone(one, gap[at + 1] ?? below),
  );
  if (end !== -1) return end;
  return below === undefined ? gap.length : 0;
}

/** A Markdown block documents the code directly below it. */
function standsAlone(item: Item, next: Item | undefined): boolean {
  return item.kind === "markdown" && next?.kind !== "code";
}

/** Puts a file together again. Cells that nobody edited are written as they were, byte for byte. */
export function writeFile(cells: readonly Cell[], frame: Frame): string {
  let out = frame.lead;
  let before: Written | undefined;
  for (const cell of cells) {
    const origin = cell.origin?.kind === cell.kind ? cell.origin : undefined;
    const isEdited = origin === undefined || !isSame(cell.text, shownText(origin));
    if (isEdited && cell.text.trim() === "") continue;
    const follows =
      origin !== undefined && (before === undefined || before.origin?.index === origin.index - 1);
    // What stands below a Markdown block without a blank line would be documented by it.
    const isDocumented = before?.kind === "markdown" && isEdited;
    if (before !== undefined && (!follows || isDocumented)) out = withBlankLine(out, frame);
    out += isEdited ? write(cell, origin, frame) : origin.body;
    out += origin?.trail ?? frame.lineBreak;
    before = { kind: cell.kind, origin };
  }
  if (before === undefined || before.origin?.isLast === true) return out;
  return out.replace(/\s+$/, "") + frame.lineBreak;
}

interface Written {
  readonly kind: CellKind;
  readonly origin: Origin | undefined;
}

function write({ kind, text }: Cell, origin: Origin | undefined, frame: Frame): string {
  const { lineBreak } = frame;
  if (kind === "markdown") return writeMarkdownBlock(text, lineBreak, origin?.body);
  const shown = withoutBlankEnd(withPlainBreaks(text).replace(/^(?:[ \t]*\n)+/, ""));
  const { lines, breaks } = cutLines(origin?.body ?? "");
  const old = lines.map((line) => ({ raw: line, shown: line }));
  const line = (one: string): string => one;
  return rewriteLines(old, breaks, shown.split("\n"), { lineBreak, line });
}

/** Blanks behind the last line that has more stay. */
function withoutBlankEnd(text: string): string {
  return /^[\s\S]*\S[^\S\r\n]*/.exec(text)?.[0] ?? text;
}

function shownText({ kind, body }: Pick<Origin, "kind" | "body">): string {
  return kind === "markdown" ? readMarkdownBlock(body) : withPlainBreaks(body);
}

/** The editor drops a byte order mark that a text begins with, and may write breaks in its own way. */
function isSame(a: string, b: string): boolean {
  const plain = (text: string): string => withPlainBreaks(text).replace(/^\uFEFF/, "");
  return plain(a) === plain(b);
}

function withBlankLine(text: string, { lineBreak }: Frame): string {
  const plain = withPlainBreaks(text);
  if (/^[\s\uFEFF]*$/.test(plain) || /\n[^\S\n]*\n$/.test(plain)) return text;
  return text + (plain.endsWith("\n") ? lineBreak : lineBreak + lineBreak);
}

/** Declarations that make no result. */
const withoutResult = new Set(["source", "segment", "import", "connection", "param"]);

/** The names of the funnels and studies that a cell declares, in their order. */
export function runnableNames(text: string): readonly string[] {
  const head = /([a-z]+)[ \t]+(?:`((?:[^`\\\r\n]|\\.)*)`|([\p{L}_][\p{L}\p{M}\p{Nd}_]*))/uy;
  return scanLines(text, 0).flatMap(({ start, begins }) => {
    head.lastIndex = start;
    const [, word = "", quoted, plain] = (begins && head.exec(text)) || [];
    const name = plain ?? quoted?.replace(/\\(.)/gu, "$1");
    const isKnown = declarationWords.some((one) => one === word);
    return name === undefined || !isKnown || withoutResult.has(word) ? [] : [name];
  });
}
