import { instant } from "./instant.ts";
import type { DataMessages } from "./messages.ts";
import { counted } from "./plural.ts";

const contents: Readonly<Record<string, string>> = {
  zip: "a ZIP archive",
  xlsx: "an Excel workbook",
  html: "a web page",
  parquet: "a Parquet file",
  gzip: "gzip-compressed data",
  zstd: "zstd-compressed data",
  pdf: "a PDF document",
  sqlite: "an SQLite database",
  "utf-16": "UTF-16 text",
  text: "plain text",
  binary: "binary data",
};

const remedies: Readonly<Record<string, string>> = {
  zip: "Unpack it first.",
  xlsx: "Rename it to `.xlsx`.",
  html: "Probably a login or error page was downloaded instead: download the data again.",
  parquet: "Rename it to `.parquet`.",
  gzip: "Add `.gz` to its name.",
  zstd: "Add `.zst` to its name.",
  "utf-16": 'Add `options { encoding "utf-16" }` to the source.',
  text: "Rename it after what it holds, such as `.csv`, or export it again.",
};

function lines(count: number): string {
  return counted(count, "en", { one: "line", many: "lines" });
}

function rows(count: number): string {
  return counted(count, "en", { one: "row", many: "rows" });
}

export const dataFindings: DataMessages = {
  FNL5001: ({ path, reason }) => `The file ${path} can't be read: ${reason}.`,
  FNL5002: ({ path, suggestion }) =>
    suggestion === ""
      ? `There is no file ${path}. Paths start at the folder of the .funnel file.`
      : `There is no file ${path}. Did you mean ${suggestion}?`,
  FNL5003: ({ path }) => `No file fits ${path}. Paths start at the folder of the .funnel file.`,
  FNL5004: ({ path }) =>
    `${path} isn't a path inside the workspace. Write it relative to the folder of the .funnel file, as "data/events.csv".`,
  FNL5005: ({ path }) =>
    `${path} leads out of the workspace folder. Move the data into it, or open a folder that holds both.`,
  FNL5006: ({ path }) =>
    `${path} is a folder. Name its files, as "${path.replace(/\/+$/, "")}/*.csv".`,
  FNL5007: ({ path }) =>
    `${path} is no ordinary file (a pipe or a device), so it isn't read. Save its content to a file.`,
  FNL5008: ({ path }) => `No permission to read ${path}. Change the file's permissions.`,
  FNL5009: ({ path, extension }) =>
    `${path}: ${extension === "" ? "a file without an ending" : `\`${extension}\``} can't be read. Data come as .csv, .tsv, .json, .ndjson, .jsonl, .parquet or .xlsx; text also with .gz or .zst.`,
  FNL5010: ({ path, extension, content }) =>
    `${path} is called ${extension}, but holds ${contents[content] ?? content}. ${remedies[content] ?? "Export the data again as text."}`,
  FNL5011: ({ path }) =>
    `${path} holds only a pointer of Git LFS. Fetch the data with \`git lfs pull\`.`,
  FNL5012: ({ path }) => `${path} is empty: not even a header line. Export the data again.`,
  FNL5013: ({ path, line, encoding }) =>
    `${path} isn't UTF-8 (line ${line}). ${encoding === "" ? "Save it as UTF-8, or say what it is" : "Save it as UTF-8, or write what it probably is"}: \`options { encoding "${encoding === "" ? "windows-1252" : encoding}" }\`.`,
  FNL5014: ({ encoding }) =>
    `The encoding \`${encoding}\` isn't known. Common ones are utf-8, utf-16, windows-1251, windows-1252, koi8-r and ibm866.`,
  FNL5015: ({ path, line }) =>
    line === 0
      ? `${path} isn't valid JSON. Correct it or export it again.`
      : `${path} isn't valid JSON in line ${line}. Correct the line or export the file again.`,
  FNL5016: ({ path, kind }) =>
    `${path} is damaged or cut off: it can't be read as ${kind}. Copy or export it again.`,
  FNL5017: ({ path, first, second }) =>
    `${path} names files of different kinds: ${first} and ${second}. Use a path that names one kind, or two sources.`,
  FNL5018: ({ path, column }) =>
    `${path} was read as a single column, \`${column}\`. Say what separates its columns: \`options { delimiter ";" }\`.`,
  FNL5019: ({ path, column, suggestion }) =>
    `${path} has no column \`${column}\`.${suggestion === "" ? "" : ` Did you mean \`${suggestion}\`?`}`,
  FNL5020: ({ column, example, first, second }) =>
    `\`${example}\` in column \`${column}\` can be two dates. Say which comes first: \`time ${column} format "${first}"\` (the day) or \`format "${second}"\` (the month).`,
  FNL5021: ({ column, example, format }) =>
    format === ""
      ? `Column \`${column}\` can't be read as times, for instance \`${example}\`. Say their form, as \`format "%d.%m.%Y %H:%M:%S"\`.`
      : `Column \`${column}\` can't be read as times without knowing their form, for instance \`${example}\`. Add \`format "${format}"\`.`,
  FNL5022: ({ column, example, format }) =>
    `No time in column \`${column}\` has the form \`${format}\`; one is \`${example}\`. Correct the \`format\`.`,
  FNL5023: ({ path }) =>
    `${path} changed while it was read, twice. Run again when nothing writes to it any more.`,
  FNL5024: ({ format, reason }) => `\`${format}\` is no form of times: ${reason}`,
  FNL5025: ({ pattern, reason }) => `\`${pattern}\` is no regular expression (RE2): ${reason}`,
  FNL5026: ({ path, rejected, line }) =>
    `${path} doesn't look like a table: ${lines(rejected)} don't fit its header, the first is line ${line}. Check the delimiter and the quotes, or say them in \`options\`.`,
  FNL5027: ({ path, column }) =>
    `The files of ${path} can't be read as one table: their columns \`${column}\` differ in type. Read them as two sources.`,
  FNL5028: ({ limit }) =>
    `The run needs more memory or temporary space than it may use (${limit}). Read less data, with \`where\` or fewer files, or allow more in the settings.`,
  FNL5029: () => "Cancelled.",
  FNL5030: ({ reason }) =>
    `The process that reads the data ended unexpectedly (${reason}). Run again; a new one is started.`,
  FNL5031: ({ reason }) => `Something went wrong inside: ${reason}. Please report it.`,
  FNL5032: ({ path, limit }) => `${path} names more than ${limit} files. Use a narrower path.`,
  FNL5033: ({ text }) => `\`${text}\` is no point in time. Write it as 2026-03-31T00:00:00Z.`,
  FNL5230: ({ actor, suggestion }) =>
    `There is nobody called \`${actor}\` in the data. ${suggestion === "" ? "Write it as it stands there." : `Is it \`${suggestion}\`?`}`,
  FNL5231: ({ actor }) =>
    `The conditions and segments of the funnel leave out all rows of \`${actor}\`, so there is nothing to explain.`,
  FNL5250: () => "The text has changed since this result, so it would be another. Run it again.",
  FNL5251: ({ source }) =>
    `The data of ${source} have changed since this result, so it would be another. Run it again.`,
  FNL5252: ({ path, reason }) => `${path} can't be written: ${reason}.`,
  FNL5253: () => "This list of people isn't kept any more. Open it again.",
  FNL5254: () => "This result has no chart to draw. Save it as a table or as Markdown.",
  FNL5034: () =>
    "Data of this workspace are not read, because it isn't trusted. Trust the workspace, then run the funnel again.",
  FNL5035: () =>
    "The text lies in no folder on this machine, so its data can't be found. Save the file in the folder that it is for, and run it again.",

  FNL5041: ({ path, sheet, suggestion, sheets }) =>
    `${path} has no sheet "${sheet}". ${suggestion === "" ? `It has: ${sheets}.` : `Did you mean "${suggestion}"?`}`,
  FNL5042: ({ path }) =>
    `${path} is an old workbook (.xls) or has a password. Save it in Excel as an .xlsx workbook without one.`,
  FNL5044: ({ folder, suggestion, folders }) => {
    const how = `the setting \`funnel.folders\`, or \`--folder ${folder}=PATH\` on the command line`;
    if (suggestion !== "")
      return `No folder of this machine is called ${folder}. Did you mean \`${suggestion}:\`? Folders are named by ${how}.`;
    const known = folders === "" ? "" : ` (there are: ${folders})`;
    return `No folder of this machine is called ${folder}${known}. Name it by ${how}.`;
  },
  FNL5043: ({ path, megabytes }) =>
    `${path} unpacks to more than ${megabytes} MB. Export the sheet as CSV (UTF-8), which can be of any size.`,
  FNL5101: ({ stage }) => `No row matches stage ${stage}. Check its event and its conditions.`,
  FNL5102: ({ source, count }) =>
    `${lines(count)} of ${source} could not be read as rows and ${count === 1 ? "is" : "are"} left out.`,
  FNL5103: ({ source, count }) =>
    `${rows(count)} of ${source} without an actor ${count === 1 ? "is" : "are"} left out.`,
  FNL5104: ({ source, count, example }) =>
    `${rows(count)} of ${source} without a readable time ${count === 1 ? "is" : "are"} left out${example === "" ? "" : `, for instance \`${example}\``}.`,
  FNL5105: ({ source, column, count }) =>
    `${counted(count, "en", { one: "value", many: "values" })} in column \`${column}\` of ${source} can't be read and ${count === 1 ? "counts" : "count"} as missing.`,
  FNL5106: ({ source }) => `${source} has no rows.`,
  FNL5107: ({ days }) =>
    `The window is longer than the data, which span ${counted(days, "en", { one: "day", many: "days" })}.`,
  FNL5108: ({ split, percent }) => `\`${split}\` is missing on ${percent}\u00a0% of the entries.`,
  FNL5109: ({ first, last }) =>
    `No row lies in \`during\`: the data run from ${instant(first, "en")} to ${instant(last, "en")}.`,
  FNL5110: ({ last, days }) =>
    `The last row (${instant(last, "en")}) lies ${counted(days, "en", { one: "day", many: "days" })} after the one before. If its time is wrong, everything looks older than it is: correct it, or leave it out with \`--as-of\` on the command line.`,
  FNL5140: ({ stage, count }) =>
    `${counted(count, "en", { one: "actor is", many: "actors are" })} left out of every stage: but for this \`without\` they would have reached ${stage}. This selects by outcome.`,
  FNL5141: () =>
    "Attempts are counted, not actors. The intervals assume that attempts of one actor don't depend on each other.",
  FNL5150: ({ source, count }) =>
    `${rows(count)} of ${source} did none of its stages and ${count === 1 ? "counts" : "count"} nowhere.`,
  FNL5151: () =>
    "The stages are conditions without a time: there are no times between them, and their order isn't checked. Give the source a `time` if it has one.",
  FNL5153: ({ stage, count }) =>
    `${rows(count)} of ${stage} ${count === 1 ? "is a condition" : "are conditions"} without a time, beside rows that have one: ${count === 1 ? "it fits" : "they fit"} anywhere in the order and in any window. There are no times to or from ${count === 1 ? "it" : "them"}, no figures of who may still come, and as ${count === 1 ? "an entry it lies" : "entries they lie"} in no \`during\` and no point of a trend.`,
  FNL5152: ({ source, lookup, count, example, suggestion }) =>
    `${rows(count)} of ${source} ${count === 1 ? "has" : "have"} a key that ${lookup} lacks, such as \`${example}\`${suggestion === "" ? "" : ` (did you mean \`${suggestion}\`?)`}; the joined columns are missing there.`,
  FNL5200: ({ stage, count, entered }) =>
    `${count} of ${entered} reached ${stage} less than the window after the first row of the data: what led there may be missing. Begin \`during\` a window later to leave them out.`,
  FNL5210: ({ split, count }) =>
    `${counted(count, "en", { one: "actor has", many: "actors have" })} entries under several values of \`${split}\`. Which one counts depends on what came of the attempt, so the groups' shares can't be compared as causes; \`at entry\` doesn't depend on it.`,
  FNL5211: ({ count }) =>
    `${rows(count)} ${count === 1 ? "belongs" : "belong"} to no visit: the column of \`session\` is empty there. With \`window session\` no stage counts ${count === 1 ? "it" : "them"}.`,
  FNL5220: ({ source, figure, currencies }) =>
    `The amounts of ${source} are in several currencies (${currencies}), so \`${figure}(${source})\` has no sum. Keep one by \`where\`, or split by the column of the currency.`,
  FNL5221: ({ source, figure }) =>
    `${source} has no time, so it can't be told what of its ${figure} falls into \`during\`. Give the source a \`time\`.`,
  FNL5240: ({ points, limit }) =>
    `This trend would have ${points} points, and at most ${limit} are computed: take a longer interval (\`trend daily\`, \`weekly\`, \`monthly\`) or a shorter \`during\`.`,
  FNL5241: ({ first, from }) =>
    `The period before begins at ${instant(from, "en")}, but the data only at ${instant(first, "en")}: it isn't whole, so the difference says little.`,
  FNL5242: ({ source, figure }) =>
    `${source} has no time, so it can't be told what of its ${figure} falls into a point of the trend. Give the source a \`time\`.`,
  FNL5280: ({ source, stage, count }) =>
    `${rows(count)} of ${source} ${count === 1 ? "counts" : "count"} less than 0 for ${stage}. Totals are counts: leave corrections out by \`where\`, or sum them up in the export.`,
  FNL5281: ({ stage, before }) =>
    `${stage} is counted more often than ${before}, so the share between them is over 100 %: these are counts, not people, and maybe of different things, days or places.`,
  FNL5290: ({ control, values }) =>
    `Nobody entered under the control "${control}", so no variant can be compared with it${values === "" ? "" : `; there are ${values}`}.`,
  FNL5291: ({ counts, stage, p }) =>
    `The actors aren't split as planned${stage === "" ? "" : ` at ${stage}`} (${counts}; p ${p < 0.000001 ? "< 0.000001" : `= ${p}`}): something is wrong with how variants were given or recorded, so no winner is named. If another split was meant, say so: \`split "A": 90, "B": 10\`.`,
  FNL5292: ({ count, limit }) =>
    `There are ${count} variants, and the ${limit} with the most actors are compared. Is this the column of the variant? Otherwise name the variants by \`split\`.`,
  FNL5300: ({ goal, won, lost, least }) =>
    `Too little to learn from: of the earlier 70 % of entries ${won} reached ${goal} and ${lost} didn't, and ${least} of each are needed.`,
  FNL5301: ({ rule, later }) =>
    `Nobody had \`${rule}\` when they entered, and ${later} only had it later. A score counts what was known at the entry, since what comes later may come of the goal: score a funnel that begins at the stage from which you want to know.`,
  FNL5302: ({ goal, immature }) =>
    `None of the ${immature} who entered did so long enough ago to tell who reaches ${goal}: nothing can be judged yet.`,
  FNL5040: ({ lookup, column, key, count }) =>
    `${lookup} has \`${key}\` in column \`${column}\` ${count} times: a lookup has one row a key. Leave one of them, or choose one by \`where\`.`,
};
