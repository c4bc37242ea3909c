import { DateToken, NumberToken, Param, Period, Unit } from "../syntax/tokens.ts";
import type { Token } from "../syntax/tokens.ts";
import { type KeywordPlace, keywordsAt } from "../vocabulary.ts";
import {
  type Rule,
  type Slot,
  either,
  isName,
  isText,
  list,
  mark,
  maybe,
  recursive,
  repeat,
  sequence,
  slot,
  word,
} from "./expected.ts";

/** The statements that this version runs, as far as completion and hovers need them. */

const name = (which: Slot): Rule => slot(which, isName);
const text = (which: Slot): Rule => slot(which, isText);
const nameOrText = (which: Slot): Rule => slot(which, (token) => isName(token) || isText(token));
const number = slot("number", (token) => token.tokenType === NumberToken);
const date = slot("date", (token) => token.tokenType === DateToken);

/** The word after a number; `month` and `year` are read over, they have a diagnostic. */
const unit: Rule = either(
  ...keywordsAt("unit").map((keyword) => word(keyword.word, "unit")),
  slot("new-name", (token: Token) => token.tokenType.CATEGORIES?.includes(Unit) ?? false),
);
const duration = sequence(
  slot("duration", (token) => token.tokenType === NumberToken),
  unit,
);

function words(place: KeywordPlace): Rule {
  return either(
    ...keywordsAt(place)
      .filter((keyword) => keyword.available)
      .map((keyword) => word(keyword.word, place)),
  );
}

const column = sequence(name("column"), repeat(mark("."), name("key")));

// Conditions

const ofCondition = (image: string): Rule => word(image, "expression");

export const condition: Rule = recursive((self) => {
  const factor = either(
    sequence(
      slot("number", (token) => token.tokenType === NumberToken),
      maybe(either(mark("%"), unit)),
    ),
    date,
    text("value"),
    slot("new-name", (token) => token.tokenType === Param),
    ofCondition("true"),
    ofCondition("false"),
    sequence(name("function"), mark("("), maybe(list(self)), mark(")")),
    column,
    sequence(mark("("), self, mark(")")),
  );
  const operand = sequence(repeat(either(ofCondition("not"), mark("-"))), factor);
  const test = either(
    sequence(mark("=", "!=", "<", "<=", ">", ">="), operand),
    sequence(ofCondition("is"), maybe(ofCondition("not")), ofCondition("missing")),
    sequence(
      maybe(ofCondition("not")),
      either(
        sequence(ofCondition("in"), mark("("), list(operand), mark(")")),
        sequence(ofCondition("between"), operand, ofCondition("and"), operand),
        sequence(ofCondition("contains"), operand),
        sequence(either(ofCondition("starts"), ofCondition("ends")), ofCondition("with"), operand),
        sequence(ofCondition("matches"), text("string")),
      ),
    ),
    sequence(either(ofCondition("and"), ofCondition("or"), mark("+", "-", "*", "/")), operand),
  );
  return sequence(operand, repeat(test));
});

// Steps and stages

const event: Rule = either(
  sequence(maybe(name("source"), mark(".")), nameOrText("event")),
  sequence(maybe(name("source"), mark(".")), word("any", "steps"), word("event", "steps")),
);

const steps: Rule = recursive((self) => {
  const step = either(event, sequence(mark("("), self, mark(")")));
  return sequence(
    step,
    repeat(word("or", "stage"), step),
    maybe(word("where", "stage"), condition),
  );
});

const atLeast = (place: KeywordPlace): Rule =>
  sequence(word("at", place), word("least", place), number, word("times", place));

const stage = sequence(
  maybe(word("optional", "funnel")),
  word("stage", "funnel"),
  name("new-name"),
  maybe(text("new-name")),
  mark(":"),
  steps,
  repeat(word("within", "stage"), duration),
);

// Figures

const figures: Rule = recursive((self) => {
  const args = sequence(
    mark("("),
    maybe(name("stage"), maybe(mark("->"), name("stage"))),
    mark(")"),
  );
  const factor = either(
    sequence(number, maybe(either(mark("%"), unit))),
    slot("new-name", (token) => token.tokenType === Param),
    sequence(name("figure"), maybe(args)),
    sequence(mark("("), self, mark(")")),
  );
  const operand = sequence(repeat(mark("-")), factor);
  return sequence(operand, repeat(mark("+", "-", "*", "/"), operand));
});

const comparison = sequence(figures, mark("=", "!=", "<", "<=", ">", ">="), figures);

// Statements

export const sourceStatement: Rule = either(
  sequence(word("actor", "source"), list(column), maybe(text("new-name"))),
  sequence(word("time", "source"), column, maybe(word("format", "time"), text("time-format"))),
  sequence(word("event", "source"), either(column, text("new-name"))),
  sequence(word("timezone", "source"), text("timezone")),
  sequence(word("where", "source"), condition),
  sequence(word("let", "source"), name("new-name"), mark("="), condition),
  sequence(word("options", "source"), mark("{"), repeat(option())),
);

function option(): Rule {
  return either(
    sequence(
      either(...["delimiter", "quote", "decimal"].map((key) => word(key, "options"))),
      text("new-name"),
    ),
    sequence(word("encoding", "options"), text("encoding")),
    sequence(word("header", "options"), either(ofCondition("true"), ofCondition("false"))),
    sequence(word("skip", "options"), number),
  );
}

export const optionStatement: Rule = option();

export const funnelStatement: Rule = either(
  stage,
  sequence(
    word("during", "funnel"),
    either(
      sequence(date, mark(".."), maybe(date)),
      slot("date", (token) => token.tokenType === Period || token.tokenType === NumberToken),
      sequence(word("last", "during"), duration),
    ),
  ),
  sequence(word("where", "funnel"), condition),
  sequence(word("segment", "funnel"), name("segment")),
  sequence(word("order", "funnel"), words("order")),
  sequence(word("window", "funnel"), either(words("window"), duration)),
  sequence(word("entry", "funnel"), words("entry")),
  sequence(word("count", "funnel"), words("count")),
  sequence(
    word("split", "funnel"),
    word("by", "split"),
    condition,
    maybe(word("at", "split"), word("entry", "split")),
    maybe(word("top", "split"), number),
  ),
  sequence(
    word("expect", "funnel"),
    comparison,
    maybe(word("when", "expect"), comparison),
    maybe(word("else", "expect"), either(word("warn", "expect"), word("fail", "expect"))),
  ),
);

export const sourceHeader: Rule = sequence(
  word("source", "file"),
  name("new-name"),
  word("from", "source-header"),
  text("string"),
  maybe(word("as", "source-header"), words("shape")),
);

export const funnelHeader: Rule = sequence(
  word("funnel", "file"),
  name("new-name"),
  maybe(word("on", "funnel-header"), list(name("source"))),
);

export const segmentDeclaration: Rule = sequence(
  word("segment", "file"),
  name("new-name"),
  mark("="),
  either(
    condition,
    sequence(
      word("actors", "segment"),
      either(word("with", "segment"), word("without", "segment")),
      steps,
      maybe(atLeast("segment")),
    ),
  ),
);

export const declaration: Rule = either(sourceHeader, funnelHeader, segmentDeclaration);
