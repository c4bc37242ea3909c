import type { Fix } from "../diagnostics.ts";
import type { Span } from "../text.ts";
import { tokenSpan } from "./build/context.ts";
import type { Expectation } from "./expectations.ts";
import { writeName } from "../semantics/write.ts";
import * as T from "./tokens.ts";
import { isName, type Token } from "./tokens.ts";

/** What can simply be put in, directly after the token before. */
const insertions: Partial<Record<Expectation, string>> = {
  "stage-colon": ":",
  "split-by": " by",
  "segment-equals": " =",
  "let-equals": " =",
  equals: " =",
  "source-from": " from",
  "opening-brace": " {",
  "starts-with": " with",
  comma: ",",
};

/** The same, also where nothing follows. */
const closings: Partial<Record<Expectation, string>> = {
  "closing-parenthesis": ")",
  "during-range": " ..",
  "at-least-times": " times",
};

const wantsString: ReadonlySet<Expectation> = new Set([
  "source-location",
  "time-format",
  "timezone-name",
  "import-path",
  "string",
  "matches-pattern",
] satisfies Expectation[]);

/** Puts quotes around what hangs together, as in `from data/events.csv`. */
function quoting(index: number, tokens: readonly Token[]): readonly Fix[] {
  const hanging: Token[] = [];
  for (const token of tokens.slice(index)) {
    const last = hanging.at(-1);
    if (last && token.startOffset > last.endOffset + 1) break;
    if (token.tokenType === T.LCurly || token.tokenType === T.Text) break;
    hanging.push(token);
  }
  const [first] = hanging;
  const last = hanging.at(-1);
  if (!first || !last) return [];
  const text = `"${hanging.map((token) => token.image).join("")}"`;
  return [replacement({ start: first.startOffset, end: last.endOffset + 1 }, text)];
}

/** How to get on where something else was expected; at the end nothing follows on the same line. */
export function repairs(
  expected: Expectation,
  isAtEnd: boolean,
  index: number,
  tokens: readonly Token[],
): readonly Fix[] {
  const before = tokens[index - 1];
  const found = isAtEnd ? undefined : tokens[index];
  if (!before) return [];
  if (found && wantsString.has(expected)) return quoting(index, tokens);
  const special = found && specialRepair(expected, found, before, tokens[index + 1]);
  if (special) return [special];
  const text = closings[expected] ?? (found && insertions[expected]);
  return text === undefined ? [] : [insertion(tokenSpan(before).end, text)];
}

function specialRepair(
  expected: Expectation,
  found: Token,
  before: Token,
  next: Token | undefined,
): Fix | undefined {
  const span = tokenSpan(found);
  const isComma = found.tokenType === T.Comma;
  switch (expected) {
    case "stage-colon": {
      if (isName(found) && next?.tokenType === T.Colon) {
        const text = `\`${before.image} ${found.image}\``;
        const whole = { start: before.startOffset, end: span.end };
        return isName(before) ? replacement(whole, text) : undefined;
      }
      const isOther = found.tokenType === T.Equal || found.tokenType === T.Arrow;
      return isOther
        ? replacement({ start: tokenSpan(before).end, end: span.end }, ":")
        : undefined;
    }
    case "stage-name":
    case "funnel-name":
    case "source-name":
    case "segment-name":
    case "name":
      return found.tokenType === T.Text ? replacement(span, writeName(found.value)) : undefined;
    case "during-range":
      // `2026-01-01 - 2026-02-01`, `… to …`
      return next?.tokenType === T.DateToken ? replacement(span, "..") : undefined;
    case "between-and":
      return isComma
        ? replacement({ start: tokenSpan(before).end, end: span.end }, " and")
        : undefined;
    case "match":
      return found.tokenType === T.LParen ? insertion(tokenSpan(before).end, " in") : undefined;
    case "in-list":
      if (found.tokenType !== T.Text && found.tokenType !== T.NumberToken) return undefined;
      return replacement(span, `(${found.image})`);
    case "duration":
      return isName(found) ? replacement(span, duration(found.image)) : undefined;
    case "value":
    case "condition":
      // `("ads",)`
      if (found.tokenType !== T.RParen || before.tokenType !== T.Comma) return undefined;
      return {
        title: { key: "remove", args: { text: "," } },
        edits: [{ span: tokenSpan(before), newText: "" }],
        preferred: true,
      };
    default:
      return undefined;
  }
}

/** `last month`: the number that goes with the unit. */
function duration(word: string): string {
  const unit = word.replace(/s$/, "");
  if (unit === "month") return "30 days";
  if (unit === "year") return "365 days";
  return unit === "week" ? "7 days" : `1 ${unit}`;
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
