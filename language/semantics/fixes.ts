import type { Fix } from "../diagnostics.ts";
import type { NameNode } from "../syntax/ast.ts";
import { nearest } from "../syntax/near.ts";
import type { Span } from "../text.ts";
import { writeName } from "./write.ts";

export function replacing(span: Span, text: string, preferred = true): Fix {
  return {
    title: { key: "replaceWith", args: { text } },
    edits: [{ span, newText: text }],
    ...(preferred && { preferred }),
  };
}

/** Takes a statement out, with its line where it stands alone on it. */
export function removing(span: Span, text: string): Fix {
  const written = text.slice(span.start, span.end);
  return {
    title: { key: "remove", args: { text: written.length > 40 ? "" : written } },
    edits: [{ span: wholeLine(span, text), newText: "" }],
  };
}

export function wholeLine(span: Span, text: string): Span {
  let start = span.start;
  while (start > 0 && /[ \t]/.test(text[start - 1] ?? "")) start--;
  let end = span.end;
  while (/[ \t]/.test(text[end] ?? "")) end++;
  const startsLine = start === 0 || /[\r\n]/.test(text[start - 1] ?? "");
  const endsLine = end === text.length || /[\r\n]/.test(text[end] ?? "");
  if (startsLine && endsLine) {
    if (text[end] === "\r" && text[end + 1] === "\n") end += 2;
    else if (end < text.length) end++;
    return { start, end };
  }
  // What follows on the line moves up; before a line's end, so do the blanks.
  return endsLine ? { start, end: span.end } : { start: span.start, end };
}

/** What the report of an unknown name says and offers. */
interface Meant {
  readonly args: { readonly name: string; readonly suggestion?: string };
  readonly fixes: readonly Fix[];
}

/** The name that was most likely meant. */
export function didYouMean(name: NameNode, candidates: Iterable<string>): Meant {
  const suggestion = nearest(name.text, candidates);
  if (suggestion === undefined) return { args: { name: name.text }, fixes: [] };
  return replacedBy(name, suggestion);
}

/** A name that was meant for a reason of its own. */
export function replacedBy(name: NameNode, suggestion: string): Meant {
  return {
    args: { name: name.text, suggestion },
    fixes: [replacing(name.span, writeName(suggestion))],
  };
}

/** A statement on a line of its own, as deep as the one it follows; on its line where that has more. */
export function insertLineAfter(span: Span, statement: string, text: string): Fix {
  const lineStart = text.lastIndexOf("\n", span.start - 1) + 1;
  const indent = text.slice(lineStart, span.start);
  const rest = /^[ \t]*(?:\/\/[^\r\n]*)?(?=\r?\n|$)/.exec(text.slice(span.end));
  const isAlone = /^[ \t]*$/.test(indent) && rest !== null;
  const at = span.end + (isAlone ? rest[0].trimEnd().length : 0);
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  return {
    title: { key: "insertLine", args: { text: statement } },
    edits: [
      {
        span: { start: at, end: at },
        newText: isAlone ? `${lineBreak}${indent}${statement}` : ` ${statement}`,
      },
    ],
  };
}
