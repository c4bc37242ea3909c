import { dataFindings } from "./en-data.ts";
import { fileFindings } from "./en-files.ts";
import { expected } from "./en-expected.ts";
import { funnelFindings } from "./en-funnels.ts";
import { measureFindings } from "./en-measures.ts";
import { semanticFindings } from "./en-semantics.ts";
import { sourceFindings } from "./en-sources.ts";
import type { Messages } from "./messages.ts";
import { counted, either } from "./plural.ts";
import type { Follower } from "../syntax/follow.ts";

/** What was found, for the middle of a sentence. */
function found(text: string): string {
  return text === "" ? "the end" : `\`${text}\``;
}

function didYouMean(suggestion: string | undefined): string {
  return suggestion === undefined ? "" : ` Did you mean \`${suggestion}\`?`;
}

const inWords: Partial<Record<Follower, string>> = {
  comparison: "a comparison such as `>`",
  calculation: "a calculation such as `+`",
};

function orNext(next: readonly Follower[] = []): string {
  if (next.length === 0) return "";
  return ` It could go on with ${either(
    next.map((word) => inWords[word] ?? `\`${word}\``),
    "en",
  )}; another statement stands on a line of its own.`;
}

function startsWith(words: readonly string[] = []): string {
  if (words.length === 0) return "";
  return ` What may stand here begins with ${either(
    words.map((word) => `\`${word}\``),
    "en",
  )}.`;
}

const places: Readonly<Record<string, string>> = {
  options: "the options of a source",
  experiment: "an experiment",
  drivers: "drivers",
};

/** English wording. */
export const en: Messages = {
  expected,
  findings: {
    FNL1001: (args) => expected[args.expected],
    FNL1002: (args) =>
      `${found(args.found)} doesn't fit here: what stands before it is complete.${didYouMean(args.suggestion)}${orNext(args.next)}`,
    FNL1003: (args) => `This text has no closing ${args.quote}.`,
    FNL1004: () => "This comment is never closed: `*/` is missing.",
    FNL1005: (args) => {
      if (args.text === ";") return "A line ends by itself: it needs no `;`.";
      if (/^[[\]]+$/.test(args.text))
        return "Square brackets have no meaning here: a list stands in parentheses, as `in (1, 2)`.";
      if (/^[$€£₽¥]$/.test(args.text))
        return "Amounts are written without a sign of currency: `1000`, not `$1,000`.";
      return `The character ${found(args.text)} has no meaning here.`;
    },
    FNL1006: () => "Typographic quotes aren't read as quotes: use straight ones.",
    FNL1007: (args) => `There is a character here that can't be seen (${args.name}): remove it.`,
    FNL1008: (args) =>
      args.isPath
        ? "In a path `\\` stands for something else: folders are separated with `/`."
        : `\`${args.text}\` means nothing within quotes. A backslash itself is written twice: \`\\\\\`.`,
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
      `No statement starts with \`${args.word}\` here.${didYouMean(args.suggestion)}${startsWith(args.starts)}`,
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
      `This condition belongs to ${args.stage}, though it looks like one of the whole ${args.block}. Indent it, or move it above the first stage.`,
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
      args.isWhole
        ? `\`${args.keyword}\` is checked here, but this version can't run it yet.`
        : `\`${args.keyword}\` isn't available in this version yet; the funnel runs without it.`,
    FNL1030: (args) =>
      `\`${args.word}\` is a word of the language: as a name it is written in backticks.`,
    FNL1031: (args) =>
      `A condition stands right after the stage's event, before \`within\`; one of the whole ${args.block} stands above the first stage.`,
    FNL1050: (args) =>
      args.instead === ""
        ? `\`${args.found}\` isn't needed here: remove it.`
        : /\s/.test(args.found) && args.instead === `"${args.found}"`
          ? `An event of several words stands in quotes: \`${args.instead}\`.`
          : `Write \`${args.instead}\` instead of \`${args.found}\`.`,
    FNL1051: (args) => `A comment begins with \`${args.instead}\`, not with \`${args.found}\`.`,
    FNL1052: (args) =>
      `This looks like ${args.kind}. A funnel file says where the rows come from and which stages to count: \`source web from "events.csv"\`, then \`funnel Signup on web { stage Visit: page_view stage Paid: payment }\`.`,
    FNL1053: (args) =>
      `${counted(args.count, "en", { one: "more mistake isn't", many: "more mistakes aren't" })} listed: mend those that are first.`,
    FNL1054: (args) =>
      `This is longer than a declaration can be (${counted(args.limit, "en", { one: "word", many: "words and signs" })}), so it isn't read: is a closing brace or quote missing?`,
    FNL1080: () => "There is no name between these backticks: write one, or remove them.",
    ...dataFindings,
    ...fileFindings,
    ...semanticFindings,
    ...measureFindings,
    ...sourceFindings,
    ...funnelFindings,
  },
  notes: {
    replaceWith: (args) => `Replace with \`${args.text}\``,
    insert: (args) => `Insert \`${args.text}\``,
    remove: (args) => (args.text === "" ? "Remove it" : `Remove \`${args.text}\``),
    conditionForAll: () => "Apply the condition to all of the events",
    conditionForLast: () => "Apply the condition to the last event only",
    conditionOfStage: (args) => `Indent: a condition of ${args.stage}`,
    conditionOfFunnel: (args) =>
      `Move above the first stage: a condition of the whole ${args.block}`,
    openedHere: () => "The block opens here",
    quoteName: (args) => `Write it as one name: ${args.text}`,
    quoteText: (args) => `Write it as a text: \`${args.text}\``,
    sourceWithout: (args) => `The source \`${args.name}\` doesn't have it`,
    insertLine: (args) => `Insert \`${args.text}\``,
    writeMapping: () => "Write out the mapping",
    describeSource: (args) => `Describe the source: ${args.columns}`,
    inSegment: () => "The segment needs it here",
    firstHere: (args) => `The first \`${args.keyword}\` stands here`,
    firstDeclaredHere: (args) => `\`${args.name}\` is first declared here`,
    declaredThere: (args) => `\`${args.name}\` is declared there`,
    importedHere: (args) => `Imported here: ${args.path}`,
    wrongHere: (args) => `What is wrong with \`${args.name}\``,
  },
};
