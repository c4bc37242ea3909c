import { type Line, cutLines, rewriteLines, withPlainBreaks } from "./lines.ts";

/**
 * What a Markdown block says, as the language reads it: without the asterisks that lines begin with,
 * where all of them do, and without blank ends.
 */
export function readMarkdownBlock(body: string): string {
  return markdownOf(innerOf(body).inner);
}

/** Writes a Markdown block as the one before was written, which is left as it is where it says the same. */
export function writeMarkdownBlock(
  markdown: string,
  lineBreak: string,
  before: string | undefined,
): string {
  const safe = withPlainBreaks(markdown).replaceAll("*/", "*\\/");
  const wanted = safe.replace(/^(?:[ \t]*\n)+/, "").trimEnd();
  const forms = [
    ...(before === undefined ? [] : [inItsForm(before, wanted, lineBreak)]),
    ["/**", ...wanted.split("\n"), "*/"].join(lineBreak),
    ["/**", ...wanted.split("\n").map((line) => (line === "" ? " *" : ` * ${line}`)), " */"].join(
      lineBreak,
    ),
  ];
  return forms.find((form) => reads(form, wanted)) ?? forms.at(-1) ?? "";
}

function reads(form: string, wanted: string): boolean {
  return form.indexOf("*/") === form.trimEnd().length - 2 && readMarkdownBlock(form) === wanted;
}

function inItsForm(body: string, wanted: string, lineBreak: string): string {
  const { head, inner, tail } = innerOf(body);
  const shown = markdownOf(inner).split("\n");
  const { lines, breaks } = cutLines(inner);
  const first = lines.findIndex((line) => line.trim() !== "" && line.trim() !== "*");
  const own = lines.slice(first, first + shown.length).map((raw, index): Line => ({
    raw: index === shown.length - 1 ? raw.trimEnd() : raw,
    shown: shown[index] ?? "",
  }));
  const lead = joinLines(lines.slice(0, first), breaks);
  const last = first + shown.length - 1;
  const rest = (lines[last] ?? "").slice(own.at(-1)?.raw.length) + (breaks[last] ?? "");
  const trail = rest + joinLines(lines.slice(last + 1), breaks.slice(last + 1));
  const sample = own.find(({ raw, shown: text }) => text !== "" && raw.endsWith(text));
  const indent = sample === undefined ? "" : sample.raw.slice(0, -sample.shown.length);
  const line = (text: string): string => (text === "" ? indent.trimEnd() : indent + text);
  const written = rewriteLines(own, breaks.slice(first), wanted.split("\n"), { lineBreak, line });
  return head + lead + written + trail + tail;
}

function joinLines(lines: readonly string[], breaks: readonly string[]): string {
  return lines.map((line, index) => line + (breaks[index] ?? "")).join("");
}

function innerOf(body: string): { head: string; inner: string; tail: string } {
  const start = body.indexOf("/**") + 3;
  const close = body.indexOf("*/", start);
  const end = close < 0 ? body.length : close;
  return { head: body.slice(0, start), inner: body.slice(start, end), tail: body.slice(end) };
}

function markdownOf(inner: string): string {
  const lines = withPlainBreaks(inner).split("\n");
  const rest = lines.slice(1).filter((line) => line.trim() !== "");
  const isStarred = rest.length > 0 && rest.every((line) => /^\s*\*(?:\s|$)/.test(line));
  return lines
    .map((line, index) => (isStarred && index > 0 ? line.replace(/^\s*\* ?/, "") : line))
    .join("\n")
    .replace(/^\s*\n|^[ \t]+/, "")
    .trimEnd();
}
