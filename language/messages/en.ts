import { dataFindings } from "./en-data.ts";
import { semanticFindings } from "./en-semantics.ts";
import type { Messages } from "./messages.ts";

/** What was found, for the middle of a sentence. */
function found(text: string): string {
  return text === "" ? "the end" : `\`${text}\``;
}

function didYouMean(suggestion: string | undefined): string {
  return suggestion === undefined ? "" : ` Did you mean \`${suggestion}\`?`;
}

const expected: Messages["expected"] = {
  declaration: "A file is made of sources, segments and funnels.",
  "import-path": 'After `import` comes the path in quotes: `import "shared.funnel"`.',
  name: "A name is missing here.",
  column: "A column is missing here. A name that isn't a plain word is written in backticks.",
  value: "A value is missing here: a column, a number, a text in quotes or a date.",
  condition: "A condition is missing here.",
  "closing-parenthesis": "A closing parenthesis `)` is missing here.",
  comma: "A comma is missing here.",
  "opening-parenthesis": "An opening parenthesis `(` is missing here.",
  comparison: "A comparison is missing here: `=`, `!=`, `<`, `<=`, `>` or `>=`.",
  duration: "A duration is missing here: a number and a unit, as `3 days`.",
  "duration-unit": "A unit is missing here: seconds, minutes, hours, days or weeks.",
  number: "A number is missing here.",
  text: "A text in quotes is missing here.",
  string: "A text in quotes is missing here.",
  date: "A date is missing here, as `2026-01-31`.",
  equals: "An `=` is missing here.",
  "opening-brace": "An opening brace `{` is missing here.",
  "missing-word": "After `is` comes `missing` or `not missing`.",
  "in-list": 'After `in` comes a list in parentheses: `in ("a", "b")`.',
  "between-and": "`between` needs two values: `between 1 and 5`.",
  "starts-with": "It is written in two words: `starts with`, `ends with`.",
  "matches-pattern": 'After `matches` comes a pattern in quotes: `matches "^/blog/"`.',
  match: "After `not` comes `in`, `between`, `contains`, `starts with`, `ends with` or `matches`.",
  "source-name": 'A source needs a name: `source web from "events.csv"`.',
  "source-from": 'After the name of a source comes `from` and the file: `from "events.csv"`.',
  "source-location": 'After `from` comes the file in quotes: `from "data/events.csv"`.',
  "source-shape": "After `as` comes what a row is: `as events`.",
  "source-item":
    "A source is described by `actor`, `time`, `event`, `where`, `let`, `timezone` and `options`.",
  "actor-column": "After `actor` comes the column that says who did it: `actor user_id`.",
  "time-column": "After `time` comes the column with the moment: `time created_at`.",
  "time-format": 'After `format` comes the form of the times in quotes: `format "%d.%m.%Y %H:%M"`.',
  "event-value":
    "After `event` comes the column with the event's name, or the name itself in quotes.",
  "timezone-name": 'After `timezone` comes its name in quotes: `timezone "Europe/Berlin"`.',
  "let-name": "After `let` comes a name: `let paid = amount > 0`.",
  "let-equals": "After the name of a `let` comes `=` and a value.",
  "option-name": "Options are `delimiter`, `quote`, `decimal`, `encoding`, `header` and `skip`.",
  "option-value": "An option needs a value: a text in quotes, a number, `true` or `false`.",
  "segment-name": "A segment needs a name.",
  "segment-equals":
    'After the name of a segment comes `=` and a condition: `segment mobile = device = "phone"`.',
  "segment-value": "A segment needs a condition after the `=`, or `actors with` an event.",
  "segment-with": "After `actors` comes `with` or `without` and an event.",
  "at-least": "After `at` comes `least`, a number and `times`: `at least 2 times`.",
  "at-least-number": "How often is missing here: `at least 2 times`.",
  "at-least-times": "The word `times` is missing here: `at least 2 times`.",
  "funnel-name": "A funnel needs a name: `funnel Signup on web { … }`.",
  "funnel-source": "After `on` comes the name of a source.",
  "funnel-item":
    "A funnel is made of stages and statements such as `during`, `where`, `window`, `split by` and `expect`.",
  "during-value":
    "After `during` comes a period (`2026`, `2026-Q1`, `2026-01`), two dates (`2026-01-01 .. 2026-03-31`) or `last 30 days`.",
  "during-range":
    "Two dates are joined by two dots: `2026-01-01 .. 2026-03-31`. Without the second one, up to the end of the data.",
  "order-value": "After `order` comes how the stages follow each other: `order sequential`.",
  "window-value": "After `window` comes a duration (`14 days`) or `unlimited`.",
  "stage-word": "After `optional` comes a stage: `optional stage Trial: trial_started`.",
  "stage-name": "A stage needs a name: `stage Visit: page_view`.",
  "stage-colon": "A stage needs a colon between its name and its event: `stage Visit: page_view`.",
  "stage-event": "A stage needs an event after the colon: `stage Visit: page_view`.",
  "step-event": "An event is missing here: a name, a text in quotes, or `any event`.",
  "split-by": "It is written in two words: `split by channel`.",
  "split-at": "After `at` comes which row to take the value from: `at entry`.",
  "split-top": "After `top` comes how many values to keep: `top 5`.",
  figure: "A figure is missing here, such as `conversion`, `actors(Stage)` or a number.",
  "expect-comparison": "An expectation compares a figure with a limit: `expect conversion >= 20%`.",
  "expect-else": "After `else` comes `warn` or `fail`.",
  "arrow-stage": "After `->` comes a stage.",
  word: "A word is missing here.",
};

const places: Readonly<Record<string, string>> = { options: "the options of a source" };

/** English wording. */
export const en: Messages = {
  expected,
  findings: {
    FNL1001: (args) => expected[args.expected],
    FNL1002: (args) =>
      `${found(args.found)} doesn't fit here: what stands before it is complete.${didYouMean(args.suggestion)}`,
    FNL1003: (args) => `This text has no closing ${args.quote}.`,
    FNL1004: () => "This comment is never closed: `*/` is missing.",
    FNL1005: (args) => `The character ${found(args.text)} has no meaning here.`,
    FNL1006: () => "Typographic quotes aren't read as quotes: use straight ones.",
    FNL1007: (args) => `There is a character here that can't be seen (${args.name}): remove it.`,
    FNL1008: (args) =>
      `\`${args.text}\` means nothing within quotes. A backslash itself is written twice: \`\\\\\`.`,
    FNL1009: (args) => `It is written \`${args.instead}\` here, not \`${args.found}\`.`,
    FNL1010: (args) => `A date is written \`${args.instead}\`, not \`${args.text}\`.`,
    FNL1011: (args) =>
      `\`${args.text}\` is no date. For a subtraction put spaces around the minus: \`${args.instead}\`.`,
    FNL1012: (args) => `There is no such date as \`${args.text}\`.`,
    FNL1013: (args) =>
      `A ${args.unit} has no fixed length, so it can't be a duration. Say how many days are meant.`,
    FNL1014: (args) =>
      `\`${args.word}\` is no unit: durations are in seconds, minutes, hours, days or weeks.${didYouMean(args.suggestion)}`,
    FNL1015: (args) =>
      `No statement starts with \`${args.word}\` here.${didYouMean(args.suggestion)}`,
    FNL1016: (args) => `This ${args.keyword} has no closing brace \`}\`.`,
    FNL1017: (args) => `There is nothing open that this \`${args.text}\` could close.`,
    FNL1018: (args) => `Parentheses are nested more than ${args.limit} levels deep here.`,
    FNL1019: (args) =>
      `This expression has more than ${args.limit} parts in a row: use \`in\` or several statements.`,
    FNL1020: () =>
      "Marks of an unfinished merge: choose one of the two versions and remove the marks. Until then only the first one is read.",
    FNL1021: () =>
      "This can be read in two ways: put parentheses around what the condition belongs to.",
    FNL1022: (args) =>
      `This condition belongs to the stage ${args.stage}, though it looks like one of the whole funnel. Indent it, or move it above the first stage.`,
    FNL1023: (args) =>
      `Whether a value is there is asked with \`${args.instead}\`, not \`${args.found}\`.`,
    FNL1024: (args) =>
      `\`${args.text}\` isn't read as a number: it is written in digits, with a point before decimals.`,
    FNL1025: (args) => `\`${args.keyword}\` isn't available in this version yet.`,
    FNL1026: (args) => `\`${args.keyword}\` belongs in ${places[args.place] ?? `a ${args.place}`}.`,
    FNL1027: () => "Comparisons can't be chained: join two of them with `and`.",
    FNL1028: (args) =>
      `\`${args.text}\` is a period, and periods stand only after \`during\`. Write a whole date; for a subtraction put spaces around the minus.`,
    FNL1029: (args) =>
      `\`${args.keyword}\` isn't available in this version yet; the funnel runs without it.`,
    FNL1030: (args) =>
      `\`${args.word}\` is a word of the language: as a name it is written in backticks.`,
    FNL1031: () =>
      "A condition stands right after the stage's event, before `within`; one of the whole funnel stands above the first stage.",
    ...dataFindings,
    ...semanticFindings,
  },
  notes: {
    replaceWith: (args) => `Replace with \`${args.text}\``,
    insert: (args) => `Insert \`${args.text}\``,
    remove: (args) => (args.text === "" ? "Remove it" : `Remove \`${args.text}\``),
    conditionForAll: () => "Apply the condition to all of the events",
    conditionForLast: () => "Apply the condition to the last event only",
    conditionOfStage: (args) => `Indent: a condition of ${args.stage}`,
    conditionOfFunnel: () => "Move above the first stage: a condition of the whole funnel",
    openedHere: () => "The block opens here",
    quoteName: (args) => `Write it as one name: ${args.text}`,
    quoteText: (args) => `Write it as a text: \`${args.text}\``,
    sourceWithout: (args) => `The source \`${args.name}\` doesn't have it`,
    insertLine: (args) => `Insert \`${args.text}\``,
    describeSource: (args) => `Describe the source: ${args.columns}`,
    inSegment: () => "The segment needs it here",
    firstHere: (args) => `The first \`${args.keyword}\` stands here`,
    firstDeclaredHere: (args) => `\`${args.name}\` is first declared here`,
  },
};
