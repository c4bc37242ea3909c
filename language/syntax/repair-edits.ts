import type { Fix } from "../diagnostics.ts";
import type { Span } from "../text.ts";
import { tokenSpan } from "./build/context.ts";
import * as T from "./tokens.ts";
import type { Token } from "./tokens.ts";

export function removal(span: Span, text: string): Fix {
  return {
    title: { key: "remove", args: { text } },
    edits: [{ span, newText: "" }],
    preferred: true,
  };
}

export function insertion(at: number, newText: string): Fix {
  return {
    title: { key: "insert", args: { text: newText.trim() } },
    edits: [{ span: { start: at, end: at }, newText }],
    preferred: true,
  };
}

export function replacement(span: Span, text: string, preferred = true): Fix {
  return {
    title: { key: "replaceWith", args: { text: text.trim() } },
    edits: [{ span, newText: text }],
    ...(preferred && { preferred }),
  };
}

const ends: ReadonlySet<T.TokenKind> = new Set([T.LCurly, T.RCurly, T.RParen, T.Text]);

/** Puts quotes around what hangs together, as in `from data/events.csv`. */
export function quoting(index: number, tokens: readonly Token[], quote = '"'): readonly Fix[] {
  const hanging: Token[] = [];
  for (const token of tokens.slice(index)) {
    const last = hanging.at(-1);
    if (last && token.startOffset > last.endOffset + 1) break;
    if (ends.has(token.tokenType)) break;
    hanging.push(token);
  }
  const [first] = hanging;
  const last = hanging.at(-1);
  if (!first || !last) return [];
  const text = `${quote}${hanging.map((token) => token.image).join("")}${quote}`;
  return [replacement({ start: first.startOffset, end: last.endOffset + 1 }, text)];
}

/** The tokens from one on that share its line. */
export function restOfLine(index: number, tokens: readonly Token[]): readonly Token[] {
  const end = tokens.findIndex((token, i) => i > index && token.startsLine);
  return tokens.slice(index, end < 0 ? undefined : end);
}

/** As they are written, with one blank where there are some. */
export function writtenText(words: readonly Token[]): string {
  return words.map((word, i) => gap(words[i - 1], word) + word.image).join("");
}

/** From the start of the first to the end of the last. */
export function spanOf(words: readonly Token[], fallback: Token): Span {
  const first = words[0] ?? fallback;
  return { start: first.startOffset, end: tokenSpan(words.at(-1) ?? first).end };
}

function gap(before: Token | undefined, token: Token): string {
  return before && token.startOffset > before.endOffset + 1 ? " " : "";
}
