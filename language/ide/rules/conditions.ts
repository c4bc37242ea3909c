import { DateToken } from "../../syntax/tokens.ts";
import {
  type Rule,
  either,
  list,
  mark,
  maybe,
  recursive,
  repeat,
  sequence,
  sign,
  slot,
  word,
} from "../expected.ts";
import { column, name, numberAs, param, text, unit } from "./pieces.ts";

/** Expressions over the columns of a row. */

const ofCondition = (image: string): Rule => word(image, "expression");
const percentOrUnit = maybe(either(sign("%"), unit));

/** After `without` a `between` belongs to the statement; in parentheses it is the condition's again. */
function conditionRule(hasBetween: boolean, nested: () => Rule): Rule {
  const factor: Rule = either(
    text("value"),
    sequence(numberAs("amount"), percentOrUnit),
    slot("amount", (token) => token.tokenType === DateToken),
    param,
    ofCondition("true"),
    ofCondition("false"),
    sequence(name("function"), mark("("), maybe(list(lazy(nested))), mark(")")),
    column,
    sequence(mark("("), lazy(nested), mark(")")),
  );
  const operand = sequence(repeat(mark("-")), factor);
  const term = sequence(operand, repeat(sign("*", "/"), operand));
  const sum = recursive(() => sequence(term, repeat(sign("+", "-"), term)));
  const matches = [
    sequence(ofCondition("in"), mark("("), list(sum), mark(")")),
    sequence(ofCondition("contains"), sum),
    sequence(either(ofCondition("starts"), ofCondition("ends")), ofCondition("with"), sum),
    sequence(ofCondition("matches"), text("string")),
    ...(hasBetween ? [sequence(ofCondition("between"), sum, ofCondition("and"), sum)] : []),
  ];
  const test = sequence(
    repeat(ofCondition("not")),
    sum,
    maybe(
      either(
        sequence(sign("=", "!=", "<", "<=", ">", ">="), sum),
        sequence(ofCondition("is"), maybe(ofCondition("not")), ofCondition("missing")),
        sequence(maybe(ofCondition("not")), either(...matches)),
      ),
    ),
  );
  return recursive(() => sequence(test, repeat(someOf("and", "or"), test)));
}

function someOf(...words: readonly string[]): Rule {
  return either(...words.map(ofCondition));
}

/** A rule that is made later than the one that uses it. */
function lazy(rule: () => Rule): Rule {
  return (reading, at) => rule()(reading, at);
}

export const condition: Rule = conditionRule(true, () => condition);
export const conditionBeforeBetween: Rule = conditionRule(false, () => condition);
