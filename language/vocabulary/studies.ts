import { later, type Table } from "./keyword.ts";

/** The statements of retentions, experiments, drivers, scores and scenarios. */
export const studies = {
  retention: {
    where: later("Only rows for which the condition holds count.", "where ${1:condition}"),
    start: later(
      "What begins: an actor belongs to the period of their first such row. `start: sign_up`",
      "start: ${1:event}",
    ),
    return: later("What counts as coming back: `return: any event`.", "return: ${1:event}"),
    every: later(
      "The length of a period and how many are looked at: `every week for 8`.",
      "every ${1|week,day,month|} for ${2:8}",
    ),
    split: later("The same figures for each value: `split by channel`.", "split by ${1:column}"),
    measure: later(
      "A figure of one's own, with start and return as its two stages.",
      "measure ${1:name} = ${2:figure}",
    ),
  },
  every: {
    day: later("Calendar days of the source's time zone."),
    week: later("Calendar weeks, from Monday."),
    month: later("Calendar months."),
    for: later("How many periods are looked at: `for 8`.", "for ${1:8}"),
  },
  experiment: {
    variant: later("The column that says which variant an actor got.", "variant ${1:column}"),
    control: later(
      'The variant that the others are compared with: `control "A"`.',
      'control "${1:A}"',
    ),
    goal: later(
      "From which stage to which the variants are compared: `goal Trial -> Paid`.",
      "goal ${1:Stage} -> ${2:Stage}",
    ),
    measure: later(
      "A measure of the funnel to be compared as well, by its name.",
      "measure ${1:name}",
    ),
    confidence: later("The level of the intervals. Without it, 95%.", "confidence ${1:95}%"),
    split: later(
      'How the variants were to be shared out, to check that they were: `split "A": 50, "B": 50`. Without it, in equal parts.',
      'split "${1:A}": ${2:50}, "${3:B}": ${4:50}',
    ),
  },
  drivers: {
    goal: later(
      "From which stage to which: `goal Trial -> Paid`.",
      "goal ${1:Stage} -> ${2:Stage}",
    ),
    from: later(
      "Where drivers are looked for: in columns, in what the actors did, or both. `from properties(channel, country) and events`",
      "from properties(${1:column}) and events",
    ),
    minimum: later(
      "The smallest group that is reported: `minimum 50 actors`.",
      "minimum ${1:50} actors",
    ),
  },
  minimum: {
    actors: later("How many actors a group needs: `minimum 50 actors`."),
  },
  signals: {
    properties: later(
      "These columns, at the entry: `properties(channel, country)`.",
      "properties(${1:column})",
    ),
    and: later("Both: `properties(…) and events`.", "and events"),
    events: later("What the actors did before."),
  },
  learn: {
    from: later(
      "What to learn from: `learn from properties(channel, country) and events`.",
      "from properties(${1:column})",
    ),
  },
  score: {
    goal: later("The stage that the score is to foretell: `goal Paid`.", "goal ${1:Stage}"),
    points: later(
      "Points for what is true of an actor, or for what they did: `points +10 when did demo at least 2 times`. Each rule counts once.",
      "points +${1:10} when ${2:condition}",
    ),
    learn: later(
      "Learned from the data instead of points: the predicted share times 100.",
      "learn from properties(${1:column})",
    ),
    from: later(
      "A score that was bought or made elsewhere, to be judged: `from column vendor_score`.",
      "from column ${1:column}",
    ),
    grades: later(
      "Names for ranges of the score, the highest first; the last one is the rest: `grades A >= 60, B >= 30, C`.",
      "grades ${1:A} >= ${2:60}, ${3:B} >= ${4:30}, ${5:C}",
    ),
  },
  "score-from": {
    column: later(
      "The column that has the score: `from column vendor_score`.",
      "column ${1:column}",
    ),
  },
  points: {
    when: later(
      "What the points are for: a condition on the entry row, or `did` and an event.",
      "when ${1:condition}",
    ),
    did: later("Something that the actor did: `did demo at least 2 times`.", "did ${1:event}"),
    at: later(
      "`at least n times`: how often they must have done it. Without it, once is enough.",
      "at least ${1:2} times",
    ),
    least: later("`at least n times`: how often they must have done it."),
    times: later("`at least n times`: how often they must have done it."),
  },
  scenario: {
    stage: later(
      "What changes: `+ 10%` raises the conversion to the stage by a tenth (20% to 22%), `= 25%` sets it.",
      "stage ${1:Stage} + ${2:10}%",
    ),
  },
} satisfies Table;
