import assert from "node:assert/strict";
import { formatText } from "../../../language/editing.ts";
import { lex, type Lexed } from "../../../language/syntax/lexer.ts";
import { parseText, type ParsedText } from "../../../language/syntax/parse.ts";

/**
 * Holds a text and what it is formatted to against each other: the same tree but for places, the same
 * problems, the same words and comments in the same order, and nothing left to format.
 */
export function assertSame(before: string): ReturnType<typeof formatText> {
  const formatted = formatText(before);
  const after = formatted.text;
  assert.deepEqual(formatText(after), formatted, "a second time changes more");
  const [old, now] = [parse(before), parse(after)];
  assert.equal(written(now), written(old));
  assert.deepEqual(meaning(now), meaning(old));
  assert.equal(formatted.broken, old.problems.length > 0);
  return formatted;
}

/** Words and comments in order. Braces are left out: a comment in front of one may come behind it. */
function written({ tokens, tree }: Parsed): string {
  const words = tokens.map(({ value, image, startOffset }) => ({
    start: startOffset,
    word: image === "{" ? undefined : value,
  }));
  const comments = tree.comments.map(({ kind, text: inner, span }) => {
    const isVerbatim = kind === "markdown" || !inner.includes("\n");
    return {
      start: span.start,
      word: `[${kind} ${(isVerbatim ? inner : inner.replaceAll(/\n\s+/g, "\n")).trimEnd()}]`,
    };
  });
  return [...words, ...comments]
    .sort((a, b) => a.start - b.start)
    .flatMap(({ word }) => word ?? [])
    .join(" ");
}

/** The tree without places, and how a name was written; and what is wrong. */
function meaning({ tree, problems }: ParsedText): unknown {
  return {
    tree: bare(tree.declarations),
    // In the order of the text: which are found first depends on how it is cut into pieces.
    problems: [...problems]
      .sort((a, b) => a.span.start - b.span.start || a.code.localeCompare(b.code))
      .map(({ code, args }) => [code, args]),
  };
}

function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
    if (key === "written") return [[key, inner === "string" ? "string" : "name"]];
    return /^(?:span|.*Span|block)$/.test(key) ? [] : [[key, bare(inner)]];
  });
  return Object.fromEntries(entries);
}

type Parsed = ParsedText & Pick<Lexed, "tokens">;

function parse(text: string): Parsed {
  const plain = text.replace(/^\uFEFF/, "").replaceAll(/\r\n?/g, "\n");
  return { ...parseText(plain), tokens: lex(plain).tokens };
}
