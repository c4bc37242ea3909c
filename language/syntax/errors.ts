import { EOF, type IRecognitionException } from "chevrotain";
import { diagnose, type Diagnostic, type Fix } from "../diagnostics.ts";
import type { Span } from "../text.ts";
import { hardWords, keywordsAt } from "../vocabulary.ts";
import { writeString } from "../semantics/write.ts";
import { tokenSpan } from "./build/context.ts";
import { isCalendarDate } from "./build/values.ts";
import { type Expectation, isExpectation } from "./expectations.ts";
import { repairsOf } from "./meant.ts";
import { nearest } from "./near.ts";
import { infixMeant } from "./other-words.ts";
import { insertion, quoting, removal, replacement } from "./repair-edits.ts";
import * as T from "./tokens.ts";
import { isName, type Token } from "./tokens.ts";

/** Places for a name, where a hard word may have been meant as one. */
const names: ReadonlySet<Expectation> = new Set([
  "column",
  "value",
  "source-name",
  "segment-name",
  "funnel-name",
  "funnel-source",
  "stage-name",
  "stage-event",
  "step-event",
  "actor-column",
  "time-column",
  "event-value",
  "let-name",
  "arrow-stage",
  "connection-name",
  "param-name",
  "table-connection",
  "join-lookup",
  "exit-name",
  "stage-reference",
  "segment-reference",
  "measure-name",
  "study-name",
  "study-subject",
  "grade-name",
] satisfies Expectation[]);

/** Says what is wrong where Chevrotain stopped, in the words of the statement that was being read. */
export function explainError(error: IRecognitionException, tokens: readonly Token[]): Diagnostic {
  const index = indexOf(error, tokens);
  const found = tokens[index];
  const before = tokens[index - 1];
  const expected = expectationOf(error, before, found);
  if (expected === "during-range" && before && !isCalendarDate(before.value))
    return diagnose("FNL1012", { text: before.value }, tokenSpan(before));
  if (expected) return explainExpectation(expected, index, tokens);
  const place = found ?? before;
  const span: Span = place ? tokenSpan(place) : { start: 0, end: 0 };
  if (!found) return diagnose("FNL1001", { expected: "value", found: "" }, span);
  const isComparison = found.tokenType === T.CompareToken || found.tokenType === T.Equal;
  if (isComparison && tokens.slice(0, index).some(isComparing))
    return diagnose("FNL1027", {}, span, { fixes: splitChain(index, tokens) });
  return unexpected(index, tokens);
}

/** A comparison, not the sign after the name of a `let` or a segment. */
function isComparing(token: Token, at: number, tokens: readonly Token[]): boolean {
  if (token.tokenType === T.CompareToken) return true;
  const isNaming = tokens[0]?.image === "let" || tokens[0]?.image === "segment";
  return token.tokenType === T.Equal && !(isNaming && at === 2);
}

/** A token that nothing before it leaves room for. */
export function unexpected(index: number, tokens: readonly Token[]): Diagnostic {
  const found = tokens[index];
  if (!found) return diagnose("FNL1002", { found: "" }, { start: 0, end: 0 });
  const span = tokenSpan(found);
  if (found.tokenType === T.RParen || found.tokenType === T.RCurly) return surplusCloser(found);
  const decimal = decimalComma(index, tokens);
  if (decimal) return decimal;
  const before = tokens[index - 1];
  if (before?.image === "actors" && tokens[0]?.image === "segment" && isName(found)) {
    const fixes = [insertion(tokenSpan(before).end, " with")];
    const args = { expected: "segment-with" as const, found: found.image };
    return diagnose("FNL1001", args, span, { fixes });
  }
  const comma = missingComma(index, tokens);
  if (comma) return comma;
  const like = likeTest(index, tokens);
  if (like) return diagnose("FNL1002", { found: found.image, suggestion: like.word }, span, like);
  const word = found.tokenType === T.PlainName ? wordFor(index, tokens) : undefined;
  if (word !== undefined) {
    const fixes = [replacement(span, word)];
    return diagnose("FNL1002", { found: found.image, suggestion: word }, span, { fixes });
  }
  const fixes: Fix[] = [];
  const areWords = before?.tokenType === T.PlainName && found.tokenType === T.PlainName;
  if (isInSteps(index, tokens)) {
    const next = tokens[index + 1];
    const joins = found.image === "and" || found.tokenType === T.Comma;
    if (joins && next && startsValue(next)) fixes.push(replacement(span, orWord(found, before)));
  }
  const next = tokens[index + 1];
  const isLast = next === undefined || next.startsLine;
  if (found.tokenType === T.Comma && isLast) fixes.push(removal(span, ","));
  if (found.tokenType === T.Minus && found.startsLine) fixes.push(removal(span, "-"));
  if (index === 1 && before?.image === "dedupe" && isName(found))
    fixes.push(
      found.image === "on" ? replacement(span, "by") : insertion(tokenSpan(before).end, " by"),
    );
  if (found.tokenType === T.LCurly && index === 0) fixes.push(removal(span, "{"));
  if (found.tokenType === T.Percent) fixes.push(removal(span, "%"));
  if (found.tokenType === T.Colon && tokens[0]?.image === "grades")
    fixes.push(replacement(span, " >="));
  // `page-view`, `page/view`
  const isGlued = before?.endOffset === found.startOffset - 1 && before.tokenType === T.PlainName;
  const joins = found.tokenType === T.Minus || found.tokenType === T.TimesOrDivide;
  if (isGlued && joins && isInSteps(index, tokens)) fixes.push(...quoting(index - 1, tokens));
  if (areWords && before.endOffset + 2 === found.startOffset && !found.startsLine) {
    const quote = isInSteps(index, tokens) ? '"' : "`";
    const text = `${quote}${before.image} ${found.image}${quote}`;
    const whole = { start: before.startOffset, end: span.end };
    fixes.push({
      title: { key: "quoteName", args: { text } },
      edits: [{ span: whole, newText: text }],
    });
  }
  return diagnose("FNL1002", { found: found.image }, span, { fixes });
}

/** A connection's value written out; it is never repeated in what is said of it. */
function secret(key: Token, span: Span): Diagnostic {
  const text = `env("CLICKHOUSE_${key.image.toUpperCase()}")`;
  return diagnose("FNL4028", { key: key.image }, span, { fixes: [replacement(span, text)] });
}

/** `grades A >= 60 B`, `split "A": 50 "B": 50` */
function missingComma(index: number, tokens: readonly Token[]): Diagnostic | undefined {
  const found = tokens[index];
  const before = tokens[index - 1];
  if (!found || !before || found.startsLine) return undefined;
  const isGrade = tokens[0]?.image === "grades" && isName(found);
  const isShare = tokens[0]?.image === "split" && tokens[index + 1]?.tokenType === T.Colon;
  if (!isGrade && !isShare) return undefined;
  const fixes = [insertion(tokenSpan(before).end, ",")];
  const args = { expected: "comma" as const, found: found.image };
  return diagnose("FNL1001", args, tokenSpan(found), { fixes });
}

/** Whether a place is among the events of a stage, before any condition. */
function isInSteps(index: number, tokens: readonly Token[]): boolean {
  const [first] = tokens;
  const isStage = first?.image === "stage" || first?.image === "optional";
  const before = tokens.slice(0, index);
  const hasColon = before.some((token) => token.tokenType === T.Colon);
  return isStage && hasColon && before.every((token) => token.image !== "where");
}

/** `or`, with a blank before it where it replaces a comma. */
function orWord(found: Token, before: Token | undefined): string {
  return before?.endOffset === found.startOffset - 1 ? " or" : "or";
}

export function surplusCloser(found: Token): Diagnostic {
  const span = tokenSpan(found);
  return diagnose("FNL1017", { text: found.image }, span, { fixes: [removal(span, found.image)] });
}

const infixWords: readonly string[] = [
  ...keywordsAt("expression"),
  ...keywordsAt("stage"),
  ...keywordsAt("split"),
  ...keywordsAt("expect"),
].map((keyword) => keyword.word);

/** SQL's `like`, written as the test that says the same; none where its signs stand elsewhere. */
function likeTest(
  index: number,
  tokens: readonly Token[],
): { readonly word: string; readonly fixes: readonly Fix[] } | undefined {
  const found = tokens[index];
  const pattern = tokens[index + 1];
  if (!found || !/^i?like$/i.test(found.image)) return undefined;
  const [, open, text = "", close] = /^(%?)([^%_]*)(%?)$/.exec(pattern?.value ?? "") ?? [];
  if (pattern?.tokenType !== T.Text) return { word: "contains", fixes: [] };
  if (open === undefined || text === "") return { word: "matches", fixes: [] };
  const isOpen = open === "%";
  const isClosed = close === "%";
  const isNegated = tokens[index - 1]?.image === "not";
  const word =
    isOpen && isClosed ? "contains" : isOpen ? "ends with" : isClosed ? "starts with" : "=";
  const span = { start: found.startOffset, end: tokenSpan(pattern).end };
  if (word === "=" && isNegated) return { word: "!=", fixes: [] };
  return { word, fixes: [replacement(span, `${word} ${writeString(text)}`)] };
}

/** The words that may follow the events of a stage. */
const stepWords: readonly string[] = ["or", "where", ...keywordsAt("stage").map((k) => k.word)];

/** What may follow the name of a declaration. */
const headWords: readonly string[] = ["on", "from", "as"];

/** The keyword that is likely meant by a word that doesn't fit where it stands. */
function wordFor(index: number, tokens: readonly Token[]): string | undefined {
  const word = tokens[index]?.image ?? "";
  if (isInSteps(index, tokens))
    return infixMeant(word, tokens[index + 1]?.image) ?? near(word, stepWords);
  const [first] = tokens;
  if (index === 2 && (first?.value === "source" || first?.value === "funnel"))
    return near(word, headWords) ?? headWords.find((one) => one.startsWith(word));
  const other = infixMeant(word, tokens[index + 1]?.image);
  return other ?? near(word, infixWords);
}

/** A short word is only another case of one, or its beginning: `AND`, `Or`, `wi`. */
function near(word: string, words: readonly string[]): string | undefined {
  const begun = new Set(words.filter((one) => word.length > 1 && one.startsWith(word)));
  if (begun.size === 1) return [...begun][0];
  if (word.length > 2) return nearest(word, words);
  return words.find((candidate) => candidate === word.toLowerCase());
}

/** Where Chevrotain stopped; behind the last token where it was at the end. */
function indexOf(error: IRecognitionException, tokens: readonly Token[]): number {
  if (error.token.tokenType === EOF) return tokens.length;
  const at = tokens.findIndex((token) => token.startOffset === error.token.startOffset);
  return at < 0 ? tokens.length : at;
}

/** What the grammar waited for, made more precise by what stands around. */
function expectationOf(
  error: IRecognitionException,
  before: Token | undefined,
  found: Token | undefined,
): Expectation | undefined {
  const rules = error.context.ruleStack;
  if (!isExpectation(error.message)) return undefined;
  const expected = error.message;
  if (expected === "step-event" && before?.tokenType === T.Colon && rules.includes("stage"))
    return "stage-event";
  if (expected === "value" && before?.image === "where") return "condition";
  if (expected === "value" && before?.tokenType === T.Equal && rules.includes("segment"))
    return rules.indexOf("expression") === rules.indexOf("segment") + 1 && !rules.includes("match")
      ? "segment-value"
      : expected;
  const isInList = rules.at(-1) === "match" || rules.at(-1) === "reference";
  if (expected === "closing-parenthesis" && isInList && found && startsValue(found)) return "comma";
  return expected;
}

function startsValue(token: Token): boolean {
  const type = token.tokenType;
  const isLiteral = type === T.Text || type === T.NumberToken || type === T.DateToken;
  return !token.startsLine && (isLiteral || isName(token));
}

function explainExpectation(
  expected: Expectation,
  index: number,
  tokens: readonly Token[],
): Diagnostic {
  const found = tokens[index];
  const before = tokens[index - 1];
  // Something is missing: the place is the end of what is there, never the line that follows.
  const isAtEnd = found === undefined || found.startsLine;
  const place = isAtEnd ? (before ?? found) : found;
  const span: Span = place ? tokenSpan(place) : { start: 0, end: 0 };
  if (!isAtEnd && found.image === "optional" && before?.image === "stage") {
    const both = { start: before.startOffset, end: span.end };
    const fixes = [replacement(both, "optional stage")];
    const words = { found: "stage optional", instead: "optional stage" };
    return diagnose("FNL1050", words, both, { fixes });
  }
  if (!isAtEnd && names.has(expected) && hardWords.has(found.image)) {
    const fixes = [replacement(span, `\`${found.image}\``, false)];
    return diagnose("FNL1030", { word: found.image }, span, { fixes });
  }
  if (expected === "connection-env" && !isAtEnd && found.tokenType === T.Text && before)
    return secret(before, span);
  const like = expected === "match" && !isAtEnd ? likeTest(index, tokens) : undefined;
  const args = { expected, found: isAtEnd ? "" : found.image };
  if (like) return diagnose("FNL1001", args, span, { fixes: like.fixes });
  const fixes = repairsOf(expected, isAtEnd, index, tokens);
  return diagnose("FNL1001", args, span, { fixes });
}

/** `1 < x < 5`: the middle stands in both comparisons. */
function splitChain(index: number, tokens: readonly Token[]): readonly Fix[] {
  const isComparison = (token: Token): boolean =>
    token.tokenType === T.CompareToken || token.tokenType === T.Equal;
  const first = tokens.slice(0, index).findLastIndex(isComparison);
  const middle = tokens.slice(first + 1, index);
  const last = middle.at(-1);
  const isPlain = middle.every((token) => isName(token) || token.tokenType === T.Dot);
  if (first < 0 || !last || !isPlain) return [];
  const text = ` and ${middle.map((token) => token.image).join("")}`;
  return [insertion(tokenSpan(last).end, text)];
}

/** `1,5` or `1,000`: a comma within a number. */
function decimalComma(index: number, tokens: readonly Token[]): Diagnostic | undefined {
  const [before, comma, after] = tokens.slice(index - 1, index + 2);
  if (comma?.tokenType !== T.Comma || before?.tokenType !== T.NumberToken) return undefined;
  if (after?.tokenType !== T.NumberToken || after.startOffset !== before.endOffset + 2)
    return undefined;
  const span = { start: before.startOffset, end: after.endOffset + 1 };
  const isThousands = after.image.length === 3;
  const instead = isThousands ? before.image + after.image : `${before.image}.${after.image}`;
  const text = `${before.image},${after.image}`;
  return diagnose("FNL1024", { text }, span, { fixes: [replacement(span, instead)] });
}
