import type { Token } from "../../syntax/tokens.ts";
import {
  type Rule,
  either,
  exactly,
  isName,
  mark,
  maybe,
  recursive,
  repeat,
  sequence,
  sign,
  slot,
  word,
} from "../expected.ts";
import { condition } from "./conditions.ts";
import { duration, name, number, numberAs, param, text, unit } from "./pieces.ts";

/** Expressions over the figures of a funnel. */

const families = {
  /** `conversion(A -> B within 3 days)` */
  arrow: ["conversion", "dropoff", "median_time", "average_time", "p90_time", "ctr"],
  /** `actors(S)` */
  stage: ["actors", "repeat_rate", "referrals_per_actor"],
  /** `sum(amount) of S` */
  rows: ["count", "sum", "avg", "min", "max", "median", "share", "csat"],
  score: ["nps"],
  /** `ltv(amount)` */
  value: ["ltv"],
  /** `cost(ads)` */
  source: ["cost", "value"],
  plain: ["bounce_rate", "time_on_site", "events_per_visit", "win_rate", "sales_cycle"],
} as const;

const known = new Set<string>(Object.values(families).flat());

/** A figure's name is offered by its slot. */
const figureName = (names: readonly string[]): Rule => exactly("figure", names);
const ownMeasure = slot("figure", (token: Token) => isName(token) && !known.has(token.value));

const within = maybe(word("within", "measure"), duration);
const atStage = maybe(either(word("at", "measure"), word("of", "measure")), name("stage"));
const inParentheses = (inner: Rule): Rule => sequence(mark("("), inner, mark(")"));

const figure: Rule = either(
  sequence(
    figureName(families.arrow),
    maybe(inParentheses(maybe(name("stage"), sign("->"), name("stage"), within))),
  ),
  sequence(figureName(families.stage), inParentheses(sequence(name("stage"), within))),
  sequence(figureName(families.rows), maybe(inParentheses(condition)), atStage),
  sequence(
    figureName(families.score),
    inParentheses(sequence(condition, repeat(mark(","), number))),
    atStage,
  ),
  sequence(figureName(families.value), inParentheses(condition)),
  sequence(figureName(families.source), inParentheses(name("source-argument"))),
  figureName(families.plain),
  ownMeasure,
);

function figuresRule(amount: "number" | "limit"): Rule {
  return recursive((self) => {
    const factor = either(
      sequence(numberAs(amount), maybe(either(sign("%"), unit))),
      param,
      figure,
      sequence(mark("("), self, mark(")")),
    );
    const operand = sequence(repeat(mark("-")), factor);
    return sequence(operand, repeat(sign("*", "/", "+", "-"), operand));
  });
}

export const figures: Rule = figuresRule("number");

/** The side of a comparison that is a limit, more often than not. */
const limit: Rule = figuresRule("limit");

export const comparison: Rule = sequence(figures, sign(">=", "<=", ">", "<", "=", "!="), limit);

export const measure = (place: "funnel" | "retention"): Rule =>
  sequence(
    word("measure", place),
    name("new-name"),
    mark("="),
    figures,
    maybe(
      word("as", "measure"),
      either(
        word("percent", "measure"),
        word("number", "measure"),
        word("duration", "measure"),
        sequence(word("currency", "measure"), text("currency")),
      ),
    ),
  );
