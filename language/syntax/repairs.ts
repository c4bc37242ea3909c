import type { Fix } from "../diagnostics.ts";
import { tokenSpan } from "./build/context.ts";
import type { Expectation } from "./expectations.ts";
import { insertion, quoting, removal, replacement, writtenText } from "./repair-edits.ts";
import { repairAtEnd, repairOfStatement, withUnit } from "./repairs-of-statements.ts";
import { characterNamed } from "../semantics/option-values.ts";
import { writeName, writeString } from "../semantics/write.ts";
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
  "entry-colon": ":",
  "exit-colon": ":",
  "list-end": ",",
  "goal-arrow": " ->",
  "table-on": " on",
  "join-by": " by",
  "without-between": " between",
  "compare-vs": " vs",
  "study-on": " on",
  "every-for": " for",
  "points-when": " when",
  "from-column": " column",
  "learn-from": " from",
  "dropped-after": " after",
  "not-reached": " reached",
  "opening-parenthesis": "(",
  "starts-with": " with",
  comma: ",",
};

/** The same, also where nothing follows. */
const closings: Partial<Record<Expectation, string>> = {
  "closing-parenthesis": ")",
  "during-range": " ..",
  "at-least-times": " times",
  "minimum-actors": " actors",
  "and-events": " events",
  "list-end": " }",
  "connection-engine": " clickhouse",
  percent: "%",
};

const wantsString: ReadonlySet<Expectation> = new Set([
  "source-location",
  "time-format",
  "timezone-name",
  "import-path",
  "matches-pattern",
  "connection-variable",
  "table-name",
  "sheet-name",
  "note-text",
  "control-value",
] satisfies Expectation[]);

/** Columns and values, in front of which people put a colon or an equals sign. */
const wantsValue: ReadonlySet<Expectation> = new Set([
  "actor-column",
  "time-column",
  "event-value",
  "timezone-name",
  "option-value",
  "during-value",
  "order-value",
  "window-value",
  "segment-name",
  "entry-value",
  "count-value",
  "model-value",
  "chart-value",
  "session-value",
  "currency-value",
  "connection-env",
  "scenario-change",
  "note-date",
  "trend-interval",
  "compare-value",
  "every-period",
  "confidence-share",
  "number",
] satisfies Expectation[]);

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
  const isSign = found?.tokenType === T.Colon || found?.tokenType === T.Equal;
  if (isSign && (wantsValue.has(expected) || wantsString.has(expected))) {
    return [removal({ start: tokenSpan(before).end, end: tokenSpan(found).end }, found.image)];
  }
  // `a, b,` and then nothing
  const isEnd = !found || found.tokenType === T.RCurly || found.tokenType === T.RParen;
  if (isEnd && before.tokenType === T.Comma) return [removal(tokenSpan(before), ",")];
  const special = found
    ? (specialRepair(expected, found, index, tokens) ??
      repairOfStatement(expected, found, index, tokens))
    : repairAtEnd(expected, before, tokens);
  if (special) return Array.isArray(special) ? special : [special];
  if (found && wantsString.has(expected)) return quoting(index, tokens);
  const text = found ? (insertions[expected] ?? closings[expected]) : closings[expected];
  return text === undefined ? [] : [insertion(tokenSpan(before).end, text)];
}

const testWords: ReadonlySet<string> = new Set([
  "in",
  "between",
  "contains",
  "starts",
  "ends",
  "matches",
]);

function specialRepair(
  expected: Expectation,
  found: Token,
  index: number,
  tokens: readonly Token[],
): Fix | Fix[] | undefined {
  const span = tokenSpan(found);
  const next = tokens[index + 1];
  const before = tokens[index - 1] ?? found;
  const isComma = found.tokenType === T.Comma;
  switch (expected) {
    case "stage-colon":
    case "exit-colon":
    case "entry-colon": {
      const whole = quotedName(index - 1, tokens);
      if (whole) return whole;
      if (found.image === "as" && next?.tokenType === T.Text)
        return removal({ start: tokenSpan(before).end, end: span.end }, found.image);
      const isOther = found.tokenType === T.Equal || found.tokenType === T.Arrow;
      return isOther
        ? replacement({ start: tokenSpan(before).end, end: span.end }, ":")
        : undefined;
    }
    case "stage-word":
      return isName(found) ? insertion(tokenSpan(before).end, " stage") : undefined;
    case "source-from":
      return found.tokenType === T.Equal ? replacement(span, "from") : undefined;
    case "actor-column":
    case "time-column":
      return found.tokenType === T.Text ? replacement(span, writeName(found.value)) : undefined;
    case "stage-name":
    case "exit-name":
      if (found.tokenType !== T.Text) return quotedName(index, tokens);
      return replacement(span, writeName(found.value));
    case "source-name":
      // `source "web.csv"`: the name is missing, not the file.
      if (found.tokenType === T.Text && next?.image !== "from") return undefined;
      return found.tokenType === T.Text ? replacement(span, writeName(found.value)) : undefined;
    case "funnel-name":
    case "segment-name":
    case "connection-name":
    case "param-name":
    case "join-lookup":
    case "stage-reference":
    case "arrow-stage":
    case "segment-reference":
    case "measure-name":
    case "study-name":
    case "study-subject":
    case "table-connection":
    case "grade-name":
      return found.tokenType === T.Text ? replacement(span, writeName(found.value)) : undefined;
    case "during-range":
      // `2026-01-01 - 2026-02-01`, `… to …`
      return next?.tokenType === T.DateToken
        ? replacement({ start: tokenSpan(before).end, end: span.end }, " ..")
        : undefined;
    case "during-value":
      return duringValue(index, tokens);
    case "duration-unit":
      return withUnit(before, tokens);
    case "missing-word":
      // `is in (…)`, `is between …`
      return testWords.has(found.image)
        ? removal({ start: before.startOffset, end: span.start }, before.image)
        : undefined;
    case "segment-equals":
      return found.tokenType === T.Colon || found.image === "where"
        ? replacement({ start: tokenSpan(before).end, end: span.end }, " =")
        : undefined;
    case "segment-value":
      return found.image === "where"
        ? removal({ start: tokenSpan(before).end, end: span.end }, found.image)
        : undefined;
    case "option-value": {
      const character = characterNamed(found.image);
      return character === undefined ? undefined : replacement(span, writeString(character));
    }
    case "between-and":
    case "without-and":
      return isComma
        ? replacement({ start: tokenSpan(before).end, end: span.end }, " and")
        : undefined;
    case "match":
      return found.tokenType === T.LParen ? insertion(tokenSpan(before).end, " in") : undefined;
    case "in-list":
      if (found.tokenType !== T.Text && found.tokenType !== T.NumberToken) return undefined;
      return replacement(span, `(${found.image})`);
    case "duration":
      return /^(?:second|minute|hour|day|week|month|year)s?$/.test(found.image)
        ? replacement(span, duration(found.image))
        : undefined;
    default:
      return undefined;
  }
}

/** The words up to the colon as one name: `stage Page view: …`, `stage sign-up: …`, `stage 1: …`. */
function quotedName(index: number, tokens: readonly Token[]): Fix | undefined {
  const first = tokens[index];
  const end = tokens.findIndex((token, i) => i > index && token.tokenType === T.Colon);
  const words = end < 0 ? [] : tokens.slice(index, end);
  const last = words.at(-1);
  if (!first || !last) return undefined;
  if (first.tokenType === T.Text || first.tokenType === T.QuotedName) return undefined;
  if (words.some((word, i) => (i > 0 && word.startsLine) || !mayBeOfName(word))) return undefined;
  if (words.length === 1 && isName(first)) return undefined;
  const text = writtenText(words);
  return replacement({ start: first.startOffset, end: tokenSpan(last).end }, `\`${text}\``);
}

function mayBeOfName(token: Token): boolean {
  const type = token.tokenType;
  if (type === T.NumberToken || type === T.Minus || type === T.TimesOrDivide) return true;
  return (
    isName(token) || type === T.Plus || type === T.Dot || /^(?:and|or|in|at)$/.test(token.image)
  );
}

/** Dates in quotes, and joined by other words than `..`. */
function duringValue(index: number, tokens: readonly Token[]): Fix | undefined {
  const line = tokens.slice(index).filter((token, i) => i === 0 || !token.startsLine);
  const last = line.at(-1);
  const dates = line.flatMap((token) => {
    if (token.tokenType === T.DateToken) return [token.value];
    const isDate = token.tokenType === T.Text && /^\d{4}-\d{2}-\d{2}$/.test(token.value);
    return isDate ? [token.value] : [];
  });
  const [from, to] = dates;
  const first = line[0];
  if (!first || !last || from === undefined || dates.length > 2) return undefined;
  // `.. 2026-01-31`: from when on, nobody can tell.
  if (first.tokenType === T.Range) return undefined;
  const text = to === undefined ? `${from} ..` : `${from} .. ${to}`;
  return replacement({ start: first.startOffset, end: tokenSpan(last).end }, text);
}

/** `last month`: the number that goes with the unit. */
function duration(word: string): string {
  const unit = word.replace(/s$/, "");
  if (unit === "month") return "30 days";
  if (unit === "year") return "365 days";
  return unit === "week" ? "7 days" : `1 ${unit}`;
}
