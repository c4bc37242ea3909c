import type { MeasureDiagnosticParams, StudyItem, StudyKind } from "../diagnostics-measures.ts";
import type { MeasureForm, MeasureUnit } from "../semantics/measure-unit.ts";
import type { ValueType } from "../semantics/model.ts";
import { inReach } from "./en-semantics.ts";

const units: Readonly<Record<MeasureUnit, string>> = {
  number: "a number",
  share: "a share",
  duration: "a duration",
  money: "an amount of money",
  ratio: "a plain number",
};

const values: Readonly<Record<ValueType, string>> = {
  text: "a text",
  number: "a number",
  share: "a share",
  duration: "a duration",
  time: "a point in time",
  boolean: "a yes/no value",
  json: "JSON",
  unknown: "a value",
};

const forms: Readonly<Record<MeasureForm, string>> = {
  percent: "as percent",
  number: "as number",
  duration: "as duration",
  currency: "as currency",
};

const studies: Readonly<Record<StudyKind, string>> = {
  retention: "A retention",
  experiment: "An experiment",
  drivers: "A study of drivers",
  score: "A score",
  scenario: "A scenario",
  audience: "An audience",
};

const items: Readonly<Record<StudyItem, (study: StudyKind) => string>> = {
  start: () => "who counts from when: `start: sign_up`",
  return: () => "what counts as coming back: `return: payment`",
  every: () => "the periods: `every week for 8`",
  variant: () => "the column that tells the variants: `variant ab_group`",
  control: () => 'which variant is the control: `control "A"`',
  goal: (study) => (study === "score" ? "its goal: `goal Paid`" : "its goal: `goal Visit -> Paid`"),
  from: () => "what to look at: `from events` or `from properties(channel)`",
  method: () => "how to score: `points +10 when …`, `learn from …` or `from column …`",
  stage: () => "a stage to change: `stage Paid + 10%`",
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function hint(suggestion: string | undefined): string {
  return suggestion === undefined ? "" : ` Did you mean \`${suggestion}\`?`;
}

export const measureFindings: {
  readonly [Code in keyof MeasureDiagnosticParams]: (args: MeasureDiagnosticParams[Code]) => string;
} = {
  FNL2050: (a) => `There is no funnel \`${a.name}\` ${inReach(a)}.${hint(a.suggestion)}`,
  FNL2051: (a) => `\`${a.name}\` is a figure of the language: call the measure something else.`,
  FNL2052: (a) => `The funnel ${a.funnel} has no measure \`${a.name}\`.${hint(a.suggestion)}`,
  FNL2053: (a) =>
    a.wanted === "source"
      ? `\`${a.name}\` is a funnel. ${studies[a.study]} is on a source.`
      : `\`${a.name}\` is a source. ${studies[a.study]} is on a funnel.`,
  FNL2054: (a) => `\`${a.name}\` already stands above: it counts once.`,
  FNL2055: (a) =>
    `\`${a.name}\` works on the values of a row. Figures are only added, subtracted, multiplied and divided.`,

  FNL3030: (a) =>
    `${a.left} and ${a.right} are different currencies: convert one of them in its source first.`,
  FNL3031: (a) =>
    a.unit === "duration" && a.form === "number"
      ? "A duration isn't shown as a number: divide it by `1 day`, or leave this out."
      : `${capital(units[a.unit])} can't be shown \`${forms[a.form]}\`.`,
  FNL3033: (a) => `\`${a.figure}\` needs numbers, and this is ${values[a.found]}.`,
  FNL3034: (a) =>
    `\`$${a.name}\` is ${values[a.found]}. Figures are computed with numbers, shares and durations.`,
  FNL3035: () => "The ends of the scale are two numbers, the lower one first: `nps(mark, 1, 5)`.",
  FNL3036: () =>
    "`count` counts the rows that have a value, and a condition always has one: these are all rows.",

  FNL4090: (a) => `\`${a.figure}\` needs a stage: \`${a.usage}\`.`,
  FNL4091: (a) =>
    a.instead === undefined
      ? `\`${a.figure}\` has no \`${a.keyword}\`.`
      : `\`${a.figure}\` goes with \`${a.instead}\`, not with \`${a.keyword}\`.`,
  FNL4092: (a) =>
    `\`${a.figure}\` has no \`within\`. \`conversion(A -> B within 3 days)\` has one, and so has a stage.`,
  FNL4093: (a) =>
    `${a.stage} comes from a source of totals: nothing is known of its actors, so it has no \`${a.figure}\`. How many there are is \`count of ${a.stage}\`.`,
  FNL4094: (a) =>
    `\`ctr\` compares counts of a source \`as totals\`, and ${a.stage} is none of these. Of actors it is \`conversion(A -> B)\`.`,
  FNL4095: (a) =>
    `The source ${a.source} doesn't say what its \`${a.item}\` is: add \`${a.item}\` and a column to it.`,
  FNL4096: (a) =>
    `\`${a.figure}\` is about visits, and no source of this funnel says what a visit is: add \`session 30 minutes\`, or \`session\` and the column of its id.`,
  FNL4097: (a) =>
    `\`${a.figure}\` compares those who reached the goal with those who left, and this funnel has no way out: add \`exit Lost: …\`.`,
  FNL4098: () => "This needs the funnel's trend: add `trend weekly`.",
  FNL4099: (a) => `\`${a.name}\` needs itself: ${a.names}.`,
  FNL4100: (a) =>
    `${studies[a.study]} needs ${a.missing.map((item) => items[item](a.study)).join("; and ")}.`,
  FNL4101: (a) => `${a.stage} is the first stage: there is no conversion to it that could change.`,
  FNL4102: (a) =>
    a.operator === "="
      ? `A conversion is between 0% and 100%, not ${a.text}.`
      : a.operator === "-"
        ? `A conversion can't fall by ${a.text}: at most by 100%.`
        : `${a.text} changes nothing.`,
  FNL4103: (a) => `The confidence is between 50% and 99.9%, mostly 95%, not ${a.text}.`,
  FNL4104: () => 'A split is over two variants at least: `split "A": 50, "B": 50`.',
  FNL4105: (a) => `The control "${a.control}" isn't in this split.`,
  FNL4106: (a) => `"${a.variant}" needs a share above 0: what isn't shown is left out.`,
  FNL4107: (a) =>
    `A score is made in one way: here are both \`${a.first}\` and \`${a.second}\`. Keep one.`,
  FNL4108: (a) =>
    `Grades fall from the highest on, and ${a.text} isn't below the ${a.before} before it: nobody would get ${a.name}.`,
  FNL4109: (a) => `The last grade is the rest and has no limit: write \`${a.name}\` alone.`,
  FNL4110: (a) =>
    `${a.name} needs its limit, as \`${a.name} >= 30\`: only the last grade has none.`,
  FNL4111: (a) => `A grade begins at a number: \`>=\`, not \`${a.operator}\`.`,
  FNL4112: () => "No points at all change nothing.",
  FNL4113: (a) => `${a.stage} is the last stage: nobody drops out after it.`,
  FNL4114: (a) =>
    `${studies[a.study]} is about actors, and ${a.name} holds totals: no actors are known of them.`,
  FNL4115: (a) =>
    `A retention is split by the value on the \`start\` row: \`${a.text}\` doesn't belong here.`,
  FNL4116: (a) => `${a.stage} is optional: no conversion of the funnel leads over it.`,
  FNL4117: (a) => `Everybody who enters has reached ${a.stage}: a score needs a later stage.`,
  FNL4118: (a) => `\`${a.name}\` is computed by a \`let\`: here columns of the data are named.`,
  FNL4119: (a) =>
    `Variants are told apart by texts, as "A" and "B", and this is ${values[a.found]}.`,
  FNL4120: (a) =>
    `${a.stage} is a condition of a source without \`time\`: nobody knows when it was, so \`${a.figure}\` has no value.`,
  FNL4250: (a) =>
    `${a.event} of ${a.source} is a condition without a time, and a retention asks when: give ${a.source} a \`time\`, or name an event that has a date.`,
  FNL4251: (a) =>
    a.order === "any"
      ? `${a.funnel} counts its stages in any order, so no stage has a conversion from the one before that a scenario could change.`
      : `${a.funnel} is read back from its last stage, so no stage has a conversion from the one before that a scenario could change.`,
  FNL4252: (a) =>
    `This funnel is read back from its last stage: nobody gets from ${a.stage} to a later one.${a.instead === undefined ? "" : ` Write \`${a.instead}\`.`}`,
  FNL4290: (a) =>
    `${a.funnel} is read back from its last stage, so it has nobody who didn't get there to compare with. Study a funnel that is read forwards.`,
  FNL4300: (a) =>
    a.order === "any"
      ? `${a.funnel} counts its stages in any order, so its goal may be what somebody enters with: a score foretells what comes later. Score a funnel in another order.`
      : `${a.funnel} is read back from its last stage, so everybody in it has got there, and nothing is left to foretell. Score a funnel that is read forwards.`,
  FNL4301: (a) =>
    `${a.count} rules of points are more than the ${a.limit} that this score can have beside the exits and \`without\` of its funnel: put some together with \`or\`.`,

  FNL6001: (a) =>
    a.from === a.to
      ? `A step leads from one stage to a later one, and both are \`${a.from}\` here.`
      : `\`${a.to}\` comes before \`${a.from}\` in this funnel.`,
  FNL6002: (a) => `${capital(units[a.left])} can't be compared with ${units[a.right]}.`,
  FNL6003: (a) =>
    `\`${a.operator}\` has no meaning between ${units[a.left]} and ${units[a.right]}.`,
  FNL6004: () => "A share is at most 100%: the percent sign is missing.",
  FNL6005: (a) => `\`${a.stage}\` is a stage: how many reached it is \`actors(${a.stage})\`.`,
  FNL6006: (a) => `\`${a.figure}\` needs one stage: \`${a.figure}(Stage)\`.`,
  FNL6007: (a) =>
    a.figure === "ctr"
      ? "`ctr` is about a step from one stage to another: `ctr(A -> B)`."
      : `\`${a.figure}\` is about a step from one stage to another: \`${a.figure}(A -> B)\`, or \`${a.figure}\` alone for the whole funnel.`,
  FNL6008: (a) =>
    a.usage === a.figure
      ? `\`${a.figure}\` stands alone, without anything in parentheses.`
      : `\`${a.figure}\` is written \`${a.usage}\`.`,
  FNL6009: (a) =>
    `\`${a.name}\` is a measure of this funnel: it stands alone, without anything behind it.`,
  FNL6010: (a) =>
    a.part === "when"
      ? "This condition always holds, whatever the data are: leave it out."
      : "This always holds, whatever the data are: it checks nothing.",
  FNL6011: (a) =>
    a.part === "when"
      ? "This condition never holds, so nothing would ever be checked."
      : "This can never hold, whatever the data are.",
  FNL6012: () => "This compares a thing with itself.",
  FNL6013: (a) => `\`${a.name}\` is over the rows of a stage. Did you mean \`${a.suggestion}\`?`,
  FNL6014: (a) => `Expectation not met: ${a.expectation}`,
  FNL6015: (a) => `Expectation not met, which only warns: ${a.expectation}`,
  FNL6016: (a) => `Not enough data to tell: ${a.expectation}`,
};
