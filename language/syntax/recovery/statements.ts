import { diagnose, type Diagnostic, type Fix } from "../../diagnostics.ts";
import { keywordsAt, type KeywordPlace } from "../../vocabulary.ts";
import { tokenSpan } from "../build/context.ts";
import { unexpected } from "../errors.ts";
import { nearest } from "../near.ts";
import { startMeant } from "../other-words.ts";
import { type BlockKeyword, blockKeywords } from "../parser.ts";
import * as T from "../tokens.ts";
import { isName as isNameToken, type Token } from "../tokens.ts";

export interface Statement {
  /** As it is written. */
  readonly source: readonly Token[];
  /** As it is read. */
  readonly tokens: readonly Token[];
  /** What is wrong with its first word; then it is either read as what was meant or left out. */
  readonly problem?: Diagnostic;
  readonly isLeftOut: boolean;
}

/** Cuts a block where lines start with a keyword of its statements, or with what looks like one. */
export function cutStatements(tokens: readonly Token[], place: BlockKeyword): readonly Statement[] {
  const statements: Statement[] = [];
  let current: Token[] = [];
  let source: Token[] = [];
  let depth = 0;
  let stageSeen = false;
  for (const [i, token] of tokens.entries()) {
    const before = tokens[i - 1];
    const next = tokens[i + 1];
    if (depth > 0 && leavesList(token, next, place)) depth = 0;
    const isOfSteps = token.image === "where" && (stageSeen || isOpenWithout(current));
    const starts = startsStatement(token, before, place) || (i === 0 && isKeywordOf(token, place));
    const isKeyword = starts && !isOfSteps;
    const looks =
      looksLikeStatement(token, next, before, place) ||
      isQuotedKeyword(token, next, before, place) ||
      (next === undefined && i > 0 && isBegun(token, before, place));
    if (i > 0 && depth <= 0 && !isKeyword && !looks) {
      current.push(token);
      source.push(token);
    } else if (i > 0 && depth > 0) {
      current.push(token);
      source.push(token);
    } else {
      const meant = isKeyword ? undefined : readAs(token, next, place);
      current = [...(meant?.tokens ?? [token])];
      source = [token];
      statements.push({
        source,
        tokens: current,
        isLeftOut: meant !== undefined && meant.tokens.length === 0,
        ...(meant && { problem: meant.problem }),
      });
    }
    if (takesWhere.has(current[0]?.value ?? "")) stageSeen = true;
    if (token.tokenType === T.LCurly || opensList(i, tokens, place)) depth++;
    else if (token.tokenType === T.RCurly) depth--;
  }
  return statements;
}

/** Behind one of these a `where` at the start of a line goes on with the steps, or comes too late. */
const takesWhere: ReadonlySet<string> = new Set(["stage", "optional", "exit", "start", "return"]);

/** `without refund`, and the condition on a line of its own. */
function isOpenWithout(tokens: readonly Token[]): boolean {
  return tokens[0]?.value === "without" && !tokens.some(({ image }) => image === "between");
}

const lists: ReadonlySet<string> = new Set(["stages", "totals", "options"]);

/** `stages lead: created_at }`: the brace that is missing is thought of, since its partner is there. */
export function opensList(index: number, tokens: readonly Token[], place: BlockKeyword): boolean {
  const token = tokens[index];
  if (place !== "source" || !token?.startsLine || !lists.has(token.image)) return false;
  if (tokens[index + 1]?.tokenType === T.LCurly) return false;
  for (const next of tokens.slice(index + 1)) {
    if (next.startsLine) return false;
    if (next.tokenType === T.RCurly) return true;
  }
  return false;
}

/**
 * Whether a token begins the next statement of a source though a list before it (`stages { …`) isn't
 * closed. A keyword that a colon follows is an entry of that list, a `where` belongs to one.
 */
export function leavesList(token: Token, next: Token | undefined, place: BlockKeyword): boolean {
  if (place !== "source" || !token.startsLine || token.image === "where") return false;
  if (!isKeywordOf(token, place) || !next || next.startsLine) return false;
  return isNameToken(next) || isValue(next) || next.tokenType === T.LCurly;
}

function isSign({ tokenType }: Token): boolean {
  return tokenType === T.Plus || tokenType === T.Minus;
}

function isValue({ tokenType }: Token): boolean {
  return tokenType === T.Text || tokenType === T.NumberToken || tokenType === T.DateToken;
}

export function startsStatement(
  token: Token,
  before: Token | undefined,
  place: BlockKeyword,
): boolean {
  if (!token.startsLine) return false;
  if (before?.image === "optional" && token.image === "stage") return false;
  return isKeywordOf(token, place);
}

export function isKeywordOf(token: Token, place: KeywordPlace): boolean {
  return keywordsAt(place).some((keyword) => keyword.word === token.image);
}

/** Words that go on with a statement rather than starting one. */
const goingOn: ReadonlySet<string> = new Set([
  ...[...keywordsAt("expression"), ...keywordsAt("stage"), ...keywordsAt("split")].map(
    (k) => k.word,
  ),
  ...[...keywordsAt("expect"), ...keywordsAt("time"), ...keywordsAt("segment")].map((k) => k.word),
  ...(
    [
      "without",
      "compare",
      "trend",
      "join",
      "dedupe",
      "minimum",
      "points",
      "signals",
      "measure",
    ] as const
  )
    .flatMap((place) => keywordsAt(place))
    .map((k) => k.word),
  ...["as", "on", "from", "of", "env", "column", "reached", "for"],
]);

/** Two words in a row at the start of a line: never the middle of a statement, unless one joins them. */
function looksLikeStatement(
  token: Token,
  next: Token | undefined,
  before: Token | undefined,
  place: BlockKeyword,
): boolean {
  if (!token.startsLine || !isNameToken(token)) return false;
  if (before?.image === "stage" || next === undefined || next.startsLine) return false;
  if (readAsStatement(token, next, place) !== undefined) return true;
  if (place === "score" && isSign(next)) return nearest(token.image, ["points"]) !== undefined;
  if (goingOn.has(token.image)) return false;
  if (next.tokenType === T.Colon) return true;
  if (next.tokenType === T.LCurly) return true;
  return isValue(next) || (isNameToken(next) && !goingOn.has(next.image));
}

/** The last word of a block, on a line of its own: the beginning of a statement that is still written. */
function isBegun(token: Token, before: Token | undefined, place: BlockKeyword): boolean {
  if (!token.startsLine || !before) return false;
  const isComplete = isNameToken(before) || isValue(before) || endsValue(before);
  return isComplete && begunBy(token, place).length > 0;
}

/** `"actor": user_id`, as in JSON. */
function isQuotedKeyword(
  token: Token,
  next: Token | undefined,
  before: Token | undefined,
  place: BlockKeyword,
): boolean {
  const isQuoted = token.tokenType === T.Text || token.tokenType === T.QuotedName;
  if (!token.startsLine || !isQuoted || !next || next.startsLine || !before) return false;
  const isComplete = isNameToken(before) || isValue(before) || endsValue(before);
  return isComplete && keywordsAt(place).some(({ word }) => word === token.value);
}

function endsValue({ tokenType }: Token): boolean {
  return tokenType === T.RParen || tokenType === T.RCurly || tokenType === T.Unit;
}

/** The words that statements start with at a place and that begin with what is written. */
function begunBy({ image, tokenType }: Token, place: KeywordPlace): readonly string[] {
  if (tokenType !== T.PlainName || image.length < 2) return [];
  return keywordsAt(place)
    .map(({ word }) => word)
    .filter((word) => word !== image && word.startsWith(image));
}

/** The keyword that is missing before a word: `Trial + 10%` in a scenario, `properties(…)` in drivers. */
function readAsStatement(token: Token, next: Token, place: BlockKeyword): string | undefined {
  if (isKeywordOf(token, place)) return undefined;
  if (place === "scenario" && (isSign(next) || next.tokenType === T.Equal)) return "stage";
  const isList = token.image === "properties" && next.tokenType === T.LParen;
  return place === "drivers" && isList ? "from" : undefined;
}

/** What a statement is read as whose first word is no keyword here; no tokens: it is left out. */
function readAs(
  token: Token,
  next: Token | undefined,
  place: BlockKeyword,
): { readonly tokens: readonly Token[]; readonly problem: Diagnostic } {
  const span = tokenSpan(token);
  if (place === "funnel" && isNameToken(token) && next?.tokenType === T.Colon) {
    const start = { start: span.start, end: span.start };
    const fix: Fix = {
      title: { key: "insert", args: { text: "stage" } },
      edits: [{ span: start, newText: "stage " }],
      preferred: true,
    };
    const args = { word: token.image, suggestion: `stage ${token.image}:` };
    const problem = diagnose("FNL1015", args, span, { fixes: [fix] });
    const stage = asKeyword({ ...token, image: "", endOffset: token.startOffset - 1 }, "stage");
    return { tokens: [stage, token], problem };
  }
  const start = next && readAsStatement(token, next, place);
  if (start !== undefined) {
    const at = { start: span.start, end: span.start };
    const fix: Fix = {
      title: { key: "insert", args: { text: start } },
      edits: [{ span: at, newText: `${start} ` }],
      preferred: true,
    };
    const args = { word: token.image, suggestion: `${start} ${token.image}` };
    const keyword = asKeyword({ ...token, image: "", endOffset: token.startOffset - 1 }, start);
    return {
      tokens: [keyword, token],
      problem: diagnose("FNL1015", args, span, { fixes: [fix] }),
    };
  }
  if (place === "source" && next?.tokenType === T.LCurly) {
    const list = nearest(token.image, ["stages", "totals", "options"]);
    if (list !== undefined)
      return { tokens: [asKeyword(token, list)], problem: unknownStatement(token, list) };
  }
  const words = keywordsAt(place).map((keyword) => keyword.word);
  const isPlain = token.tokenType === T.PlainName;
  const begun = begunBy(token, place);
  const meant =
    startMeant(token.image, place) ??
    (begun.length === 1 ? begun[0] : isPlain ? nearest(token.image, words) : undefined);
  if (meant === undefined) return { tokens: [], problem: misplaced(token, place) };
  return { tokens: [asKeyword(token, meant)], problem: unknownStatement(token, meant) };
}

export function unknownStatement(token: Token, meant: string): Diagnostic {
  const span = tokenSpan(token);
  const fix: Fix = {
    title: { key: "replaceWith", args: { text: meant } },
    edits: [{ span, newText: meant }],
    preferred: true,
  };
  return diagnose("FNL1015", { word: token.image, suggestion: meant }, span, { fixes: [fix] });
}

/** The token, read as that keyword. */
export function asKeyword(token: Token, word: string): Token {
  const type = T.keyword(word);
  return { ...token, tokenType: type, tokenTypeIdx: type.tokenTypeIdx ?? 0, value: word };
}

const blocks: readonly KeywordPlace[] = ["funnel", "source", ...blockKeywords, "options"];

const usual: Partial<Record<KeywordPlace, readonly string[]>> = {
  file: ["source", "segment", "funnel", "retention", "experiment"],
  funnel: ["stage", "where", "during", "window", "split by"],
};

/** Some words that statements start with at a place, the most usual ones. */
function usualStarts(place: KeywordPlace): readonly string[] {
  return (
    usual[place] ??
    keywordsAt(place)
      .slice(0, 5)
      .map(({ word }) => word)
  );
}

/** A statement or a word that doesn't belong where it stands. */
export function misplaced(token: Token, place: "file" | BlockKeyword): Diagnostic {
  const span = tokenSpan(token);
  const home = blocks.find(
    (block) => block !== place && keywordsAt(block).some((keyword) => keyword.word === token.image),
  );
  if (token.tokenType !== T.PlainName && home !== undefined)
    return diagnose("FNL1026", { keyword: token.image, place: home }, span);
  if (isNameToken(token)) {
    const begun = begunBy(token, place);
    const [only] = begun;
    if (only !== undefined && begun.length === 1) return unknownStatement(token, only);
    const starts = begun.length > 0 ? begun : usualStarts(place);
    return diagnose("FNL1015", { word: token.image, starts }, span);
  }
  return unexpected(0, [token]);
}
