import type { Fix } from "../../diagnostics.ts";
import type { Span } from "../../text.ts";
import type { ResolvedFunnel } from "../funnels.ts";
import type { Scope } from "../scope.ts";

/** What a check looks at. It reports through the scope. */
export interface CheckContext {
  readonly scope: Scope;
  readonly funnels: readonly ResolvedFunnel[];
}

export type Check = (context: CheckContext) => void;

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
