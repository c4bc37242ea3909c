import { type Rule, either, mark, maybe, recursive, repeat, sequence, word } from "../expected.ts";
import { condition, conditionBeforeBetween } from "./conditions.ts";
import { atLeast, duration, name, nameOrText, text } from "./pieces.ts";

/** Which rows serve a stage. */

const qualifier = maybe(name("event-source"), mark("."));

export const event: Rule = either(
  sequence(qualifier, nameOrText("event")),
  sequence(qualifier, word("any", "steps"), word("event", "steps")),
);

/** In parentheses a step's condition is like any other. */
const nested: Rule = (reading, at) => steps(reading, at);

function stepsRule(filter: Rule): Rule {
  const step = either(event, sequence(mark("("), nested, mark(")")));
  return recursive(() =>
    sequence(step, repeat(word("or", "stage"), step), maybe(word("where", "stage"), filter)),
  );
}

export const steps: Rule = stepsRule(condition);
export const stepsBeforeBetween: Rule = stepsRule(conditionBeforeBetween);

export const stage: Rule = sequence(
  maybe(word("optional", "funnel")),
  word("stage", "funnel"),
  name("stage-name"),
  maybe(text("new-name")),
  mark(":"),
  steps,
  repeat(
    either(
      sequence(word("within", "stage"), duration),
      sequence(word("after", "stage"), duration),
      atLeast("stage"),
    ),
  ),
);
