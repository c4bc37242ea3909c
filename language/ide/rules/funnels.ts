import { NumberToken, Period } from "../../syntax/tokens.ts";
import { type Rule, either, list, mark, maybe, sequence, sign, slot, word } from "../expected.ts";
import { condition } from "./conditions.ts";
import { comparison, measure } from "./figures.ts";
import { date, duration, name, number, orElse, someWords, text, words } from "./pieces.ts";
import { actor } from "./sources.ts";
import { stage, steps, stepsBeforeBetween } from "./steps.ts";

export const funnelHeader: Rule = sequence(
  word("funnel", "file"),
  name("new-name"),
  maybe(word("on", "funnel-header"), list(name("source"))),
);

export const split = (place: "funnel" | "retention"): Rule =>
  sequence(
    word("split", place),
    word("by", "split"),
    condition,
    maybe(
      word("at", "split"),
      either(someWords("split", "entry", "first", "last", "every"), name("stage")),
    ),
    maybe(word("top", "split"), number),
  );

const during = sequence(
  word("during", "funnel"),
  either(
    slot("period", (token) => token.tokenType === Period || token.tokenType === NumberToken),
    sequence(date, sign(".."), maybe(date)),
    sequence(word("last", "during"), duration),
  ),
);

const setting = (keyword: "order" | "entry" | "count" | "model" | "chart"): Rule =>
  sequence(word(keyword, "funnel"), words(keyword));

export const funnelStatement: Rule = either(
  stage,
  during,
  sequence(word("where", "funnel"), condition),
  sequence(word("segment", "funnel"), name("segment")),
  actor("funnel"),
  setting("model"),
  setting("order"),
  setting("entry"),
  setting("count"),
  setting("chart"),
  sequence(word("window", "funnel"), either(duration, words("window"))),
  sequence(word("same", "funnel"), condition),
  sequence(
    word("without", "funnel"),
    stepsBeforeBetween,
    word("between", "without"),
    name("stage"),
    word("and", "without"),
    name("stage"),
    maybe(word("else", "without"), word("drop", "without"), word("actor", "without")),
  ),
  split("funnel"),
  sequence(
    word("compare", "funnel"),
    either(
      sequence(word("previous", "compare"), word("period", "compare")),
      sequence(name("segment"), word("vs", "compare"), name("segment")),
    ),
  ),
  sequence(
    word("trend", "funnel"),
    someWords("trend", "hourly", "daily", "weekly", "monthly"),
    maybe(word("forecast", "trend"), number),
  ),
  sequence(word("note", "funnel"), date, text("new-name")),
  measure("funnel"),
  sequence(word("exit", "funnel"), name("new-name"), maybe(text("new-name")), mark(":"), steps),
  sequence(
    word("expect", "funnel"),
    either(
      sequence(comparison, maybe(word("when", "expect"), comparison)),
      sequence(word("trend", "expect"), word("within", "expect"), word("forecast", "expect")),
    ),
    orElse("warn", "fail"),
  ),
);
