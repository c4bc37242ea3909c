import { type Rule, either, list, mark, maybe, sequence, sign, unless, word } from "../expected.ts";
import type { KeywordPlace } from "../../vocabulary.ts";
import { condition } from "./conditions.ts";
import { measure } from "./figures.ts";
import { split } from "./funnels.ts";
import { atLeast, column, columns, name, number, numberAs, someWords, text } from "./pieces.ts";
import { steps } from "./steps.ts";

const header = (keyword: string, subject: "funnel" | "source"): Rule =>
  sequence(word(keyword, "file"), name("new-name"), word("on", "study-header"), name(subject));

const goal = (place: KeywordPlace): Rule =>
  sequence(word("goal", place), name("stage"), sign("->"), name("stage"));

const signals = (place: "drivers" | "learn"): Rule =>
  sequence(
    word("from", place),
    either(
      sequence(
        word("properties", "signals"),
        sign("("),
        columns,
        mark(")"),
        maybe(word("and", "signals"), word("events", "signals")),
      ),
      word("events", "signals"),
    ),
  );

export const studyHeaders: Rule = either(
  header("retention", "source"),
  header("experiment", "funnel"),
  header("drivers", "funnel"),
  header("score", "funnel"),
  header("scenario", "funnel"),
  sequence(
    header("audience", "funnel"),
    sign("="),
    either(
      sequence(
        word("reached", "audience"),
        name("stage"),
        maybe(word("not", "audience"), word("reached", "audience"), name("stage")),
      ),
      sequence(word("dropped", "audience"), word("after", "audience"), name("stage")),
    ),
  ),
);

export const retentionStatement: Rule = either(
  sequence(word("where", "retention"), condition),
  sequence(word("start", "retention"), sign(":"), steps),
  sequence(word("return", "retention"), sign(":"), steps),
  sequence(
    word("every", "retention"),
    someWords("every", "day", "week", "month"),
    word("for", "every"),
    number,
  ),
  split("retention"),
  measure("retention"),
);

export const experimentStatement: Rule = either(
  sequence(word("variant", "experiment"), condition),
  sequence(word("control", "experiment"), text("variant")),
  goal("experiment"),
  sequence(word("measure", "experiment"), name("measure")),
  sequence(word("confidence", "experiment"), numberAs("share"), sign("%")),
  sequence(word("split", "experiment"), list(sequence(text("variant"), mark(":"), number))),
);

export const driversStatement: Rule = either(
  goal("drivers"),
  signals("drivers"),
  sequence(word("minimum", "drivers"), number, word("actors", "minimum")),
);

export const scoreStatement: Rule = either(
  sequence(word("goal", "score"), name("stage")),
  sequence(
    word("points", "score"),
    sign("+", "-"),
    number,
    word("when", "points"),
    either(
      sequence(word("did", "points"), steps, maybe(atLeast("points"))),
      unless(["did"], condition),
    ),
  ),
  sequence(word("learn", "score"), signals("learn")),
  sequence(word("from", "score"), word("column", "score-from"), column),
  sequence(word("grades", "score"), list(sequence(name("new-name"), maybe(sign(">="), number)))),
);

export const scenarioStatement: Rule = sequence(
  word("stage", "scenario"),
  name("stage"),
  sign("+", "-", "="),
  numberAs("share"),
  sign("%"),
);
