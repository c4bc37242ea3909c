import type { Fix } from "../diagnostics.ts";
import { writeString } from "../semantics/write.ts";
import { tokenSpan } from "./build/context.ts";
import type { Expectation } from "./expectations.ts";
import {
  insertion,
  removal,
  replacement,
  restOfLine,
  spanOf,
  writtenText,
} from "./repair-edits.ts";
import * as T from "./tokens.ts";
import { isName, type Token } from "./tokens.ts";

/** How people write single statements otherwise, with what is meant. */
export function repairOfStatement(
  expected: Expectation,
  found: Token,
  index: number,
  tokens: readonly Token[],
): Fix | Fix[] | undefined {
  const span = tokenSpan(found);
  const next = tokens[index + 1];
  const before = tokens[index - 1] ?? found;
  const isNextName = next !== undefined && !next.startsLine && isName(next);
  switch (expected) {
    case "equals":
    case "let-equals":
      return found.tokenType === T.Colon
        ? replacement({ start: tokenSpan(before).end, end: span.end }, " =")
        : undefined;
    case "param-name":
      return found.tokenType === T.Param ? replacement(span, found.value) : undefined;
    case "param-value":
      return isName(found) ? replacement(span, writeString(found.value), false) : undefined;
    case "import-path":
      // `import from "x"`
      return next?.tokenType === T.Text && isName(found)
        ? removal({ start: tokenSpan(before).end, end: span.end }, found.image)
        : undefined;
    case "opening-parenthesis": {
      // `env "URL"`, `properties a, b`
      const words = restOfLine(index, tokens);
      const start = { start: tokenSpan(before).end, end: spanOf(words, found).end };
      return replacement(start, `(${writtenText(words)})`);
    }
    case "signals-value":
      return signals(index, tokens);
    case "variant-name":
      return isName(found) ? replacement(span, writeString(found.value)) : undefined;
    case "note-text":
    case "sheet-name":
    case "control-value": {
      const words = restOfLine(index, tokens);
      const text = writeString(writtenText(words));
      return words.every(isName) ? replacement(spanOf(words, found), text) : undefined;
    }
    case "study-on":
    case "table-on":
      return isNextName && isName(found) ? replacement(span, "on") : undefined;
    case "join-by":
      return isNextName && isName(found) ? replacement(span, "by") : undefined;
    case "goal-arrow":
      return isNextName ? replacement(span, "->") : undefined;
    case "compare-value":
      return compared(index, tokens);
    case "every-period":
      return period(found, next);
    case "points-sign":
      return found.tokenType === T.NumberToken ? replacement(span, `+${found.image}`) : undefined;
    case "points-when":
      return /^(?:if|for|where)$/.test(found.image) ? replacement(span, "when") : undefined;
    case "scenario-change":
      // `stage A 10%`: nobody knows which.
      return found.tokenType === T.NumberToken
        ? ["+", "="].map((sign) => replacement(span, `${sign} ${found.image}`, false))
        : undefined;
    default:
      return undefined;
  }
}

/** The same where nothing follows on the line: `confidence 0.95`, `window 7`. */
export function repairAtEnd(
  expected: Expectation,
  before: Token,
  tokens: readonly Token[],
): Fix | Fix[] | undefined {
  if (expected === "duration-unit") return withUnit(before, tokens);
  const share = Number(before.value);
  if (expected !== "percent" || !(share > 0 && share < 1)) return undefined;
  return replacement(tokenSpan(before), `${Number((share * 100).toPrecision(12))}%`);
}

/** The number with each unit that is likely in its statement; which one is meant, nobody can tell. */
export function withUnit(number: Token, [first]: readonly Token[]): Fix[] {
  if (number.tokenType !== T.NumberToken) return [];
  const units = first?.value === "session" ? ["minute", "hour"] : ["day", "hour", "week"];
  const plural = Number(number.value) === 1 ? "" : "s";
  return units.map((unit) =>
    replacement(tokenSpan(number), `${number.image} ${unit}${plural}`, false),
  );
}

/** `from a, b`, `from event` */
function signals(index: number, tokens: readonly Token[]): Fix | undefined {
  const words = restOfLine(index, tokens);
  const [first] = words;
  if (!first || !isName(first)) return undefined;
  const span = spanOf(words, first);
  if (words.length === 1 && /^(?:event|actions?)$/.test(first.image))
    return replacement(span, "events");
  const isList = words.every(
    (word) => isName(word) || word.tokenType === T.Comma || word.tokenType === T.Dot,
  );
  return isList ? replacement(span, `properties(${writtenText(words)})`) : undefined;
}

/** `compare mobile and desktop` */
function compared(index: number, tokens: readonly Token[]): Fix | undefined {
  const [first, joint, second] = restOfLine(index, tokens);
  if (first?.image === "previous")
    return joint ? undefined : insertion(tokenSpan(first).end, " period");
  if (!first || !joint || !second || !isName(first) || !isName(second)) return undefined;
  if (joint.tokenType === T.Comma)
    return replacement({ start: tokenSpan(first).end, end: tokenSpan(joint).end }, " vs");
  return /^(?:and|or|with|to|against|versus)$/.test(joint.image)
    ? replacement(tokenSpan(joint), "vs")
    : undefined;
}

/** `every 7 days` */
function period(found: Token, unit: Token | undefined): Fix | undefined {
  const length = unit && `${found.value} ${unit.value.replace(/s$/, "")}`;
  const periods: Readonly<Record<string, string>> = {
    "1 day": "day",
    "1 week": "week",
    "7 day": "week",
    "1 month": "month",
    "30 day": "month",
  };
  const meant = length === undefined ? undefined : periods[length];
  if (!unit || meant === undefined) return undefined;
  return replacement({ start: found.startOffset, end: tokenSpan(unit).end }, meant);
}
