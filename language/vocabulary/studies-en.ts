import { type ToldOf, told } from "./keyword.ts";
import type { studies } from "./studies.ts";

export const studyDocs: ToldOf<typeof studies> = {
  retention: {
    where: told("Only rows for which the condition holds count.", "where ${1:condition}"),
    start: told(
      "What begins: an actor belongs to the period of their first such row. `start: sign_up`",
      "start: ${1:event}",
    ),
    return: told("What counts as coming back: `return: any event`.", "return: ${1:event}"),
    every: told(
      "The length of a period and how many are looked at: `every week for 8`.",
      "every ${1|week,day,month|} for ${2:8}",
    ),
    split: told("The same figures for each value: `split by channel`.", "split by ${1:column}"),
    measure: told(
      "A figure of one's own, with start and return as its two stages.",
      "measure ${1:name} = ${2:figure}",
    ),
  },
  every: {
    day: told("Calendar days of the source's time zone."),
    week: told("Calendar weeks, from Monday."),
    month: told("Calendar months."),
    for: told("How many periods are looked at: `for 8`.", "for ${1:8}"),
  },
  experiment: {
    variant: told("The column that says which variant an actor got.", "variant ${1:column}"),
    control: told(
      'The variant that the others are compared with: `control "A"`.',
      'control "${1:A}"',
    ),
    goal: told(
      "From which stage to which the variants are compared: `goal Trial -> Paid`.",
      "goal ${1:Stage} -> ${2:Stage}",
    ),
    measure: told(
      "A measure of the funnel to be compared as well, by its name.",
      "measure ${1:name}",
    ),
    confidence: told("The level of the intervals. Without it, 95%.", "confidence ${1:95}%"),
    split: told(
      'How the variants were to be shared out, to check that they were: `split "A": 50, "B": 50`. Without it, in equal parts.',
      'split "${1:A}": ${2:50}, "${3:B}": ${4:50}',
    ),
  },
  drivers: {
    goal: told("From which stage to which: `goal Trial -> Paid`.", "goal ${1:Stage} -> ${2:Stage}"),
    from: told(
      "Where drivers are looked for: in columns, in what the actors did, or both. `from properties(channel, country) and events`",
      "from properties(${1:column}) and events",
    ),
    minimum: told(
      "The smallest group that is reported: `minimum 50 actors`.",
      "minimum ${1:50} actors",
    ),
  },
  minimum: {
    actors: told("How many actors a group needs: `minimum 50 actors`."),
  },
  signals: {
    properties: told(
      "These columns, at the entry: `properties(channel, country)`.",
      "properties(${1:column})",
    ),
    and: told("Both: `properties(…) and events`.", "and events"),
    events: told("What the actors did before."),
  },
  learn: {
    from: told(
      "What to learn from: `learn from properties(channel, country) and events`.",
      "from properties(${1:column})",
    ),
  },
  score: {
    goal: told("The stage that the score is to foretell: `goal Paid`.", "goal ${1:Stage}"),
    points: told(
      "Points for what is true of an actor, or for what they did: `points +10 when did demo at least 2 times`. Each rule counts once.",
      "points +${1:10} when ${2:condition}",
    ),
    learn: told(
      "Learned from the data instead of points: the predicted share times 100.",
      "learn from properties(${1:column})",
    ),
    from: told(
      "A score that was bought or made elsewhere, to be judged: `from column vendor_score`.",
      "from column ${1:column}",
    ),
    grades: told(
      "Names for ranges of the score, the highest first; the last one is the rest: `grades A >= 60, B >= 30, C`.",
      "grades ${1:A} >= ${2:60}, ${3:B} >= ${4:30}, ${5:C}",
    ),
  },
  "score-from": {
    column: told(
      "The column that has the score: `from column vendor_score`.",
      "column ${1:column}",
    ),
  },
  points: {
    when: told(
      "What the points are for: a condition on the entry row, or `did` and an event.",
      "when ${1:condition}",
    ),
    did: told("Something that the actor did: `did demo at least 2 times`.", "did ${1:event}"),
    at: told(
      "`at least n times`: how often they must have done it. Without it, once is enough.",
      "at least ${1:2} times",
    ),
    least: told("`at least n times`: how often they must have done it."),
    times: told("`at least n times`: how often they must have done it."),
  },
  scenario: {
    stage: told(
      "What changes: `+ 10%` raises the conversion to the stage by a tenth (20% to 22%), `= 25%` sets it.",
      "stage ${1:Stage} + ${2:10}%",
    ),
  },
};
