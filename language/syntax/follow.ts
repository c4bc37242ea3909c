import { findKeyword, type KeywordPlace } from "../vocabulary.ts";
import { blockKeywords, type StartRule, theParser } from "./parser.ts";
import * as T from "./tokens.ts";
import type { Token } from "./tokens.ts";

/** What may go on with a statement: a word or sign of the language, or a sort of them. */
export type Follower = (typeof followers)[number][0];

/** In the order in which they are named; each with a token that stands for it. */
const followers = [
  ["or", () => T.keyword("or")],
  ["and", () => T.keyword("and")],
  ["comparison", () => T.Equal],
  ["in", () => T.keyword("in")],
  ["contains", () => T.keyword("contains")],
  ["where", () => T.keyword("where")],
  ["within", () => T.keyword("within")],
  ["after", () => T.keyword("after")],
  ["from", () => T.keyword("from")],
  ["on", () => T.keyword("on")],
  ["as", () => T.keyword("as")],
  ["by", () => T.keyword("by")],
  ["of", () => T.keyword("of")],
  ["at", () => T.keyword("at")],
  ["top", () => T.keyword("top")],
  ["between", () => T.keyword("between")],
  ["when", () => T.keyword("when")],
  ["else", () => T.keyword("else")],
  ["format", () => T.keyword("format")],
  ["forecast", () => T.keyword("forecast")],
  ["not", () => T.keyword("not")],
  ["->", () => T.Arrow],
  ["..", () => T.Range],
  [",", () => T.Comma],
  [")", () => T.RParen],
  ["calculation", () => T.Plus],
  ["{", () => T.LCurly],
] as const;

/** As many as can be taken in at a glance. */
const MAX_NAMED = 5;
/** A longer statement would take long to try them all out on. */
const MAX_TOKENS = 60;

/** What could stand where a statement's first wrong token stands. */
export function mayFollow(
  rule: StartRule,
  tokens: readonly Token[],
  index: number,
): readonly Follower[] {
  const last = tokens[index - 1];
  if (!last || index > MAX_TOKENS) return [];
  const before = tokens.slice(0, index);
  const at = last.endOffset + 1;
  const fitting = followers.filter(([word, type]) => {
    // Behind all but an event, that would be the next statement.
    if (startsNext(word, rule, tokens)) return false;
    const tokenType = type();
    const image = tokenType.name;
    const token: Token = {
      ...last,
      tokenType,
      tokenTypeIdx: tokenType.tokenTypeIdx ?? 0,
      image,
      value: image,
      startsLine: false,
      startOffset: at,
      endOffset: at,
    };
    const [error] = theParser().run(rule, [...before, token], false).errors;
    return error === undefined || error.token.startOffset !== at;
  });
  return fitting.slice(0, MAX_NAMED).map(([word]) => word);
}

const blocks = new Map<StartRule, KeywordPlace>(
  blockKeywords.map((keyword) => [`${keyword}Body`, keyword]),
);

function startsNext(word: string, rule: StartRule, [first]: readonly Token[]): boolean {
  const place = blocks.get(rule);
  if (place === undefined || findKeyword(word, place) === undefined) return false;
  return (
    word !== "where" || !/^(?:optional|stage|exit|start|return|stages)$/.test(first?.image ?? "")
  );
}
