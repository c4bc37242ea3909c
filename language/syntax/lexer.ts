import { diagnose, type Diagnostic, type Fix } from "../diagnostics.ts";
import type { Span } from "../text.ts";
import { keywordsAt } from "../vocabulary.ts";
import type { Comment } from "./ast.ts";
import { readDigits } from "./digits.ts";
import { charLength, readEscape } from "./escapes.ts";
import { markdownText } from "./markdown-text.ts";
import { curlyQuotes, operators, wrongOperators } from "./operators.ts";
import * as T from "./tokens.ts";
import type { Token } from "./tokens.ts";
import { closingPlaces } from "./unclosed.ts";

export interface Lexed {
  readonly tokens: readonly Token[];
  readonly comments: readonly Comment[];
  readonly problems: readonly Diagnostic[];
  /** Where Git left two versions, from the first mark to the last. */
  readonly conflicts: readonly Span[];
}

/** More of them tell nobody anything: the text is no `.funnel` file. */
const MAX_PROBLEMS = 200;

const nameStart = /[\p{L}_]/u;
const nameRest = /[\p{L}\p{M}\p{Nd}_]*/uy;
const spaceSeparator = /[\p{Zs}\u2028\u2029\v\f]/u;
const invisible = /[\p{Cc}\p{Cf}]/u;

const declarationWords = keywordsAt("file")
  .map((keyword) => keyword.word)
  .join("|");
const declarationLine = new RegExp(`[\\r\\n][ \\t]*(?:${declarationWords})[ \\t]`, "g");
const conflictMarker = /(?:<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|$)/y;

/** Splits a text into tokens and comments. Whatever is no token is reported once and left out. */
export function lex(text: string): Lexed {
  const tokens: Token[] = [];
  const comments: Comment[] = [];
  const problems: Diagnostic[] = [];
  const conflicts: Span[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let lineStart = at;
  let freshLine = true;
  let conflictStart: number | undefined;
  /** False once a search to the end found none, so that no later one is made. */
  let commentsClose = true;
  let conflictsClose = true;

  const report = (problem: Diagnostic): void => {
    if (problems.length < MAX_PROBLEMS) problems.push(problem);
  };

  const push = (type: T.TokenKind, start: number, end: number, value: string): void => {
    tokens.push({
      tokenType: type,
      // Chevrotain gives every token type its index when it is made.
      tokenTypeIdx: type.tokenTypeIdx ?? 0,
      image: text.slice(start, end),
      startOffset: start,
      endOffset: end - 1,
      value,
      startsLine: freshLine,
      indent: freshLine ? start - lineStart : 0,
    });
    freshLine = false;
  };

  const replaceable = (start: number, end: number, instead: string): Fix => ({
    title: { key: "replaceWith", args: { text: instead } },
    edits: [{ span: { start, end }, newText: instead }],
    preferred: true,
  });

  /** Reads `"…"`, `'…'` or a name in backticks; returns where it ends. */
  const readQuoted = (closers: string, curly: boolean): number => {
    const start = at;
    let value = "";
    let i = at + 1;
    let from = i;
    for (; i < text.length; i++) {
      const unit = text[i] ?? "";
      if (unit === "\n" || unit === "\r" || closers.includes(unit)) break;
      if (unit !== "\\" || curly) continue;
      value += text.slice(from, i);
      const escape = readEscape(text, i, closers);
      if (escape.value === undefined) {
        const span = { start: i, end: escape.end };
        // Of a path as Windows writes it.
        const isPath = /^(?:from|import)$/.test(tokens.at(-1)?.image ?? "");
        const fixes: Fix[] = [replaceable(i, i + 1, isPath ? "/" : "\\\\")];
        report(diagnose("FNL1008", { text: text.slice(i, escape.end), isPath }, span, { fixes }));
        value += text.slice(i, escape.end);
      } else value += escape.value;
      i = escape.end - 1;
      from = escape.end;
    }
    value += text.slice(from, i);
    const closed = i < text.length && closers.includes(text[i] ?? "");
    const end = closed ? i + 1 : i;
    const quote = text[start] ?? "";
    if (curly) {
      const straight = value.includes('"') ? `'${value}'` : `"${value}"`;
      const fixes = closed && !(value.includes('"') && value.includes("'"));
      report(
        diagnose(
          "FNL1006",
          { text: quote },
          { start, end },
          fixes ? { fixes: [replaceable(start, end, straight.replaceAll("\\", "\\\\"))] } : {},
        ),
      );
    } else if (!closed) {
      const inner = text.slice(start + 1, end);
      const fixes = closingPlaces(inner).map((place): Fix => {
        const close = start + 1 + place;
        const isAll = inner.slice(place).trim() === "";
        const key = isAll ? "insert" : quote === "`" ? "quoteName" : "quoteText";
        const whole = quote + inner.slice(0, place) + quote;
        return {
          title: { key, args: { text: isAll ? quote : whole } },
          edits: [{ span: { start: close, end: close }, newText: quote }],
        };
      });
      const span = { start, end: start + 1 + inner.trimEnd().length };
      report(diagnose("FNL1003", { quote }, span, { fixes }));
    }
    if (closed && quote === "`" && value === "") report(diagnose("FNL1080", {}, { start, end }));
    push(quote === "`" ? T.QuotedName : T.Text, start, end, value);
    return end;
  };

  const readComment = (): number => {
    const start = at;
    if (text[at + 1] === "/") {
      let end = at;
      while (end < text.length && text[end] !== "\n" && text[end] !== "\r") end++;
      comments.push({ kind: "line", span: { start, end }, text: text.slice(start + 2, end) });
      return end;
    }
    const close = commentsClose ? text.indexOf("*/", at + 2) : -1;
    commentsClose = close >= 0;
    let end = close + 2;
    if (close < 0) {
      declarationLine.lastIndex = at;
      end = declarationLine.exec(text)?.index ?? text.length;
      end = start + text.slice(start, end).trimEnd().length;
      report(
        diagnose(
          "FNL1004",
          {},
          { start, end: Math.min(end, start + 3) },
          {
            fixes: [
              {
                title: { key: "insert", args: { text: "*/" } },
                edits: [{ span: { start: end, end }, newText: " */" }],
              },
            ],
          },
        ),
      );
    }
    const markdown = text[at + 2] === "*" && text[at + 3] !== "/";
    const inner = text.slice(start + (markdown ? 3 : 2), close < 0 ? end : close);
    comments.push({
      kind: markdown ? "markdown" : "block",
      span: { start, end },
      text: markdown ? markdownText(inner) : inner,
    });
    return end;
  };

  /** Git leaves both sides in the file: the first is read, the second left out. */
  const skipConflict = (): number => {
    const marker = text.slice(at, at + 7);
    if (conflictStart === undefined) report(diagnose("FNL1020", {}, lineAt(text, at)));
    if (marker === "<<<<<<<" || conflictStart === undefined) conflictStart = at;
    const end = conflictEnd(marker);
    conflicts.push({ start: conflictStart, end });
    return end;
  };

  const conflictEnd = (marker: string): number => {
    if (marker === "<<<<<<<" || marker === ">>>>>>>" || !conflictsClose)
      return lineAt(text, at).end;
    const close = /[\r\n]>{7}(?=[ \r\n]|$)/g;
    close.lastIndex = at;
    const found = close.exec(text);
    conflictsClose = found !== null;
    return found ? lineAt(text, found.index + 1).end : lineAt(text, at).end;
  };

  const reportUnknown = (start: number, end: number): void => {
    const span: Span = { start, end };
    const image = text.slice(start, end);
    const fixes: Fix[] = [
      {
        title: { key: "remove", args: { text: "" } },
        edits: [{ span, newText: "" }],
        preferred: true,
      },
    ];
    const first = text.codePointAt(start) ?? 0;
    if (invisible.test(image) || (first >= 0xd800 && first <= 0xdfff)) {
      const name = `U+${first.toString(16).toUpperCase().padStart(4, "0")}`;
      report(diagnose("FNL1007", { name }, span, { fixes }));
      return;
    }
    const shown = image.length > 20 ? `${image.slice(0, 20)}…` : image;
    // A line ends a statement by itself; any other character may have meant something.
    report(diagnose("FNL1005", { text: shown }, span, image === ";" ? { fixes } : {}));
  };

  const readOperator = (): number => {
    for (let length = 3; length > 0; length--) {
      const image = text.slice(at, at + length);
      if (image.length < length) continue;
      const type = operators.get(image);
      if (type) {
        push(type, at, at + length, image);
        return at + length;
      }
      const wrong = wrongOperators.get(image);
      if (wrong) {
        const [instead, wrongType] = wrong;
        const end = at + length;
        const glue = /\w/.test(text[end] ?? "") && /\w/.test(instead) ? " " : "";
        const before = /\w/.test(text[at - 1] ?? "") && /\w/.test(instead) ? " " : "";
        const fix = replaceable(at, end, before + instead + glue);
        const title: Fix = { ...fix, title: { key: "replaceWith", args: { text: instead } } };
        report(
          diagnose("FNL1009", { found: image, instead }, { start: at, end }, { fixes: [title] }),
        );
        push(wrongType(), at, end, instead);
        return end;
      }
    }
    let end = at;
    while (end < text.length && isUnknown(text, end)) end += charLength(text, end);
    if (end === at) end += charLength(text, at);
    const digits = text.slice(at, end).normalize("NFKC");
    if (/^\d+(?:\.\d+)?$/.test(digits)) {
      // Of double width, as keyboards for Chinese and Japanese have them.
      const words = { found: text.slice(at, end), instead: digits };
      const fixes = [replaceable(at, end, digits)];
      report(diagnose("FNL1050", words, { start: at, end }, { fixes }));
      push(T.NumberToken, at, end, digits);
      return end;
    }
    reportUnknown(at, end);
    // Left out, these would change what the words around them say.
    if (/[[\]€£₽¥^?@\x7E#]/.test(text.slice(at, end)))
      push(T.Unknown, at, end, text.slice(at, end));
    return end;
  };

  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 32 || code === 9) {
      at++;
      continue;
    }
    if (code === 10 || code === 13) {
      at++;
      lineStart = at;
      freshLine = true;
      continue;
    }
    if (at === lineStart && (code === 60 || code === 61 || code === 62 || code === 124)) {
      conflictMarker.lastIndex = at;
      if (conflictMarker.test(text) && (conflictStart !== undefined || code === 60)) {
        at = skipConflict();
        continue;
      }
    }
    if (isAsciiLetter(code) || code > 127) {
      const point = String.fromCodePoint(text.codePointAt(at) ?? 0);
      if (code <= 127 || nameStart.test(point)) {
        nameRest.lastIndex = at + point.length;
        nameRest.test(text);
        const end = nameRest.lastIndex || at + point.length;
        const word = text.slice(at, end);
        push(T.wordType(word), at, end, word);
        at = end;
        continue;
      }
      if (spaceSeparator.test(point)) {
        at++;
        continue;
      }
    }
    if (code >= 48 && code <= 57) {
      const digits = readDigits(text, at);
      if (digits.problem) report(digits.problem);
      push(digits.type, at, digits.end, digits.value);
      at = digits.end;
      continue;
    }
    if (code === 34 || code === 39 || code === 96) {
      at = readQuoted(text[at] ?? "", false);
      continue;
    }
    if (code === 47 && (text[at + 1] === "/" || text[at + 1] === "*")) {
      at = readComment();
      continue;
    }
    if (code === 36) {
      nameRest.lastIndex = at + 1;
      nameRest.test(text);
      const end = Math.max(nameRest.lastIndex, at + 1);
      if (end > at + 1) push(T.Param, at, end, text.slice(at + 1, end));
      else reportUnknown(at, end);
      at = end;
      continue;
    }
    const closers = code > 127 ? curlyQuotes.get(text[at] ?? "") : undefined;
    if (closers !== undefined) {
      at = readQuoted(`${closers}"`, true);
      continue;
    }
    at = readOperator();
  }
  return { tokens, comments, problems, conflicts };
}

function isAsciiLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

/** Neither white space nor the beginning of any token, of the same sort as the characters around it. */
function isUnknown(text: string, at: number): boolean {
  const point = String.fromCodePoint(text.codePointAt(at) ?? 0);
  if (/[\s\w"'`$]/.test(point) || nameStart.test(point) || spaceSeparator.test(point)) return false;
  return !operators.has(point) && !wrongOperators.has(point) && !curlyQuotes.has(point);
}

function lineAt(text: string, start: number): Span {
  let end = start;
  while (end < text.length && text[end] !== "\n" && text[end] !== "\r") end++;
  return { start, end };
}
