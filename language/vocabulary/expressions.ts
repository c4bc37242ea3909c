import { runs, type Table } from "./keyword.ts";

/** The words of conditions and durations. */
export const expressions = {
  expression: {
    and: runs("Both hold. Binds tighter than `or`."),
    or: runs("At least one holds."),
    not: runs("The opposite: `not is_internal`, `not in (…)`."),
    in: runs('Equal to one of the values: `device in ("ios", "android")`.', "in (${1:values})"),
    is: runs(
      "`is missing`, `is not missing`: whether the value is there.",
      "is ${1|missing,not missing|}",
    ),
    missing: runs("`is missing`: the row has no such value."),
    between: runs(
      "From one value to another, both included: `age between 18 and 30`.",
      "between ${1:low} and ${2:high}",
    ),
    contains: runs(
      'The text has the other text in it: `path contains "/blog/"`.',
      "contains ${1:text}",
    ),
    starts: runs("`starts with`: the text begins with the other text.", "starts with ${1:text}"),
    ends: runs("`ends with`: the text ends with the other text.", "ends with ${1:text}"),
    with: runs("`starts with`, `ends with`: the text begins or ends with the other text."),
    matches: runs(
      'A regular expression (RE2) is found anywhere in the text: `path matches "^/blog/"`.',
      'matches "${1:pattern}"',
    ),
    true: runs("The condition that always holds."),
    false: runs("The condition that never holds."),
  },
  unit: {
    second: runs("A second."),
    seconds: runs("Seconds."),
    minute: runs("60 seconds."),
    minutes: runs("60 seconds each."),
    hour: runs("3,600 seconds."),
    hours: runs("3,600 seconds each."),
    day: runs("Exactly 24 hours."),
    days: runs("Exactly 24 hours each."),
    week: runs("Exactly 7 days."),
    weeks: runs("Exactly 7 days each."),
  },
} satisfies Table;
