import { type ToldOf, told } from "./keyword.ts";
import type { expressions } from "./expressions.ts";

export const expressionDocs: ToldOf<typeof expressions> = {
  expression: {
    and: told("Both hold. Binds tighter than `or`."),
    or: told("At least one holds."),
    not: told("The opposite: `not is_internal`, `not in (…)`."),
    in: told('Equal to one of the values: `device in ("ios", "android")`.', "in (${1:values})"),
    is: told(
      "`is missing`, `is not missing`: whether the value is there.",
      "is ${1|missing,not missing|}",
    ),
    missing: told("`is missing`: the row has no such value."),
    between: told(
      "From one value to another, both included: `age between 18 and 30`.",
      "between ${1:low} and ${2:high}",
    ),
    contains: told(
      'The text has the other text in it: `path contains "/blog/"`.',
      'contains "${1:text}"',
    ),
    starts: told("`starts with`: the text begins with the other text.", 'starts with "${1:text}"'),
    ends: told("`ends with`: the text ends with the other text.", 'ends with "${1:text}"'),
    with: told("`starts with`, `ends with`: the text begins or ends with the other text."),
    matches: told(
      'A regular expression (RE2) is found anywhere in the text: `path matches "^/blog/"`.',
      'matches "${1:pattern}"',
    ),
    true: told("The condition that always holds."),
    false: told("The condition that never holds."),
  },
  unit: {
    second: told("A second."),
    seconds: told("Seconds."),
    minute: told("60 seconds."),
    minutes: told("60 seconds each."),
    hour: told("3,600 seconds."),
    hours: told("3,600 seconds each."),
    day: told("Exactly 24 hours."),
    days: told("Exactly 24 hours each."),
    week: told("Exactly 7 days."),
    weeks: told("Exactly 7 days each."),
  },
};
