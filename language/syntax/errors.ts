import { EOF, type IRecognitionException } from "chevrotain";
import { diagnose, type Diagnostic, type Fix } from "../diagnostics.ts";
import type { Span } from "../text.ts";
import { hardWords, keywordsAt } from "../vocabulary.ts";
import { tokenSpan } from "./build/context.ts";
import { type Expectation, isExpectation } from "./expectations.ts";
import { nearest } from "./near.ts";
import * as T from "./tokens.ts";
import type { Token } from "./tokens.ts";

/** What can simply be put in, directly after the token before. */
const insertions: Partial<Record<Expectation, string>> = {
  "stage-colon": ":",
  "closing-parenthesis": ")",
  "split-by": " by",
  "segment-equals": " =",
  "let-equals": " =",
  equals: " =",
  "source-from": " from",
  "opening-brace": " {",
  "at-least-times": " times",
  "during-range": " ..",
  "starts-with": " with",
};

/** Places for a name, where a hard word may have been meant as one. */
const names: ReadonlySet<Expectation> = new Set([
  "name",
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
] satisfies Expectation[]);

/** Says what is wrong where Chevrotain stopped, in the words of the statement that was being read. */
export function explainError(error: IRecognitionException, tokens: readonly Token[]): Diagnostic {
  const found = foundToken(error, tokens);
  const before = tokenBefore(found, tokens);
  const expected = expectationOf(error, before);
  if (expected) return explainExpectation(expected, found, before);
  const place = found ?? before;
  const span: Span = place ? tokenSpan(place) : { start: 0, end: 0 };
  if (!found) return diagnose("FNL1001", { expected: "value", found: "" }, span);
  if (found.tokenType === T.CompareToken || found.tokenType === T.Equal)
    return diagnose("FNL1027", {}, span);
  return unexpected(found);
}

/** A token that nothing before it leaves room for. */
export function unexpected(found: Token): Diagnostic {
  const span = tokenSpan(found);
  const word = found.tokenType === T.PlainName ? wordFor(found.image) : undefined;
  if (word === undefined) return diagnose("FNL1002", { found: found.image }, span);
  const fix: Fix = {
    title: { key: "replaceWith", args: { text: word } },
    edits: [{ span, newText: word }],
    preferred: true,
  };
  return diagnose("FNL1002", { found: found.image, suggestion: word }, span, { fixes: [fix] });
}

const infixWords: readonly string[] = [
  ...keywordsAt("expression"),
  ...keywordsAt("stage"),
  ...keywordsAt("split"),
  ...keywordsAt("expect"),
].map((keyword) => keyword.word);

function wordFor(word: string): string | undefined {
  if (/^(?:i?like|has|includes?|содержит)$/i.test(word)) return "contains";
  if (/^(?:if|having|filter|где)$/i.test(word)) return "where";
  return nearest(word, infixWords);
}

function foundToken(error: IRecognitionException, tokens: readonly Token[]): Token | undefined {
  if (error.token.tokenType === EOF) return undefined;
  return tokens.find((token) => token.startOffset === error.token.startOffset);
}

function tokenBefore(found: Token | undefined, tokens: readonly Token[]): Token | undefined {
  if (!found) return tokens.at(-1);
  return tokens[tokens.indexOf(found) - 1];
}

/** What the grammar waited for, made more precise by the statement around it. */
function expectationOf(
  error: IRecognitionException,
  before: Token | undefined,
): Expectation | undefined {
  const rules = error.context.ruleStack;
  if (!isExpectation(error.message)) return undefined;
  const expected = error.message;
  if (expected === "step-event" && before?.tokenType === T.Colon && rules.includes("stage"))
    return "stage-event";
  if (expected === "value" && before?.image === "where") return "condition";
  if (expected === "value" && before?.tokenType === T.Equal && rules.at(-8) === "segment")
    return "segment-value";
  return expected;
}

function explainExpectation(
  expected: Expectation,
  found: Token | undefined,
  before: Token | undefined,
): Diagnostic {
  // Something is missing: the place is the end of what is there, never the line that follows.
  const isAtEnd = found === undefined || found.startsLine;
  const place = isAtEnd ? (before ?? found) : found;
  const span: Span = place ? tokenSpan(place) : { start: 0, end: 0 };
  const args = { expected, found: isAtEnd ? "" : found.image };
  const fixes: Fix[] = [];
  if (!isAtEnd && names.has(expected) && hardWords.has(found.image)) {
    const quoted = `\`${found.image}\``;
    fixes.push({
      title: { key: "replaceWith", args: { text: quoted } },
      edits: [{ span, newText: quoted }],
    });
    return diagnose("FNL1030", { word: found.image }, span, { fixes });
  }
  const insertion = insertions[expected];
  if (insertion !== undefined && before) {
    const at = tokenSpan(before).end;
    fixes.push({
      title: { key: "insert", args: { text: insertion.trim() } },
      edits: [{ span: { start: at, end: at }, newText: insertion }],
      preferred: true,
    });
  }
  return diagnose("FNL1001", args, span, { fixes });
}
