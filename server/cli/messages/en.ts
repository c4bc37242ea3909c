import type { FileProblem } from "../../engine/run/funnel-text.ts";
import type { Sentences } from "./sentences.ts";

const plural = new Intl.PluralRules("en");

function counted(count: number, one: string, other: string): string {
  return `${count} ${plural.select(count) === "one" ? one : other}`;
}

function fileProblem(problem: FileProblem): string {
  switch (problem.kind) {
    case "missing":
      return problem.similar === undefined
        ? "there is no such file. Check the name and the folder that the command runs in."
        : `there is no such file. Did you mean ${problem.similar}?`;
    case "data":
      return 'this is a file of data. Name a .funnel file with a source that reads it: `source events from "…"`.';
    case "folder":
      return "this is a folder. Name the .funnel files in it.";
    case "not-a-file":
      return "this is not a regular file. Name a .funnel file, or save what it gives into one.";
    case "no-permission":
      return "there is no permission to read this file. Change its permissions or run as its owner.";
    case "too-large":
      return `at ${problem.megabytes} MB this is too large for a .funnel file. Data belongs into a file of its own, which a source names.`;
    case "utf-16":
      return "this file is in UTF-16. Save it as UTF-8.";
    case "binary":
      return "this is not a text file. Name a .funnel file; a source in it names the data.";
    case "not-utf-8":
      return `this file is not in UTF-8, see line ${problem.line}. Save it as UTF-8.`;
    case "other":
      return `this file can't be read (${problem.reason}). Check the disk or the network that it is on.`;
  }
}

export const en: Sentences = {
  fileProblem,
  noFunnel: () =>
    "there is no funnel in this file, so nothing was run. Declare one: funnel NAME { … }.",
  unknownFunnel(name, names, similar) {
    const remedy =
      similar === undefined
        ? names.length === 0
          ? "There is none in the files given."
          : `There are: ${names.join(", ")}.`
        : `Did you mean ${similar}?`;
    return `there is no funnel or study called ${name}. ${remedy}`;
  },
  oneFunnelForSvg: (names) =>
    `a drawing shows one funnel. Choose it with --funnel; there are: ${names.join(", ")}.`,
  oneForTable: (names) =>
    `a table shows one funnel or study. Choose it with --funnel; there are: ${names.join(", ")}.`,
  cannotWrite: (file, reason) =>
    `${file} can't be written (${reason}). Check the folder and its permissions.`,
  notToScreen: (format) =>
    `--format ${format} is no text to look at. Name a file with --out, or send the output into one.`,
  cannotPrint: (reason) =>
    `the output can't be written (${reason}). Check the disk or the device that it goes to.`,
  cannotReadInput: () => "the standard input can't be read. Give it a text, or name a file.",
  folderMissing: (option, folder) =>
    `${option}: there is no folder ${folder}. Name one that exists.`,
  badFolder: (text) =>
    `--folder: "${text}" is no name and folder. Write it as --folder exports=PATH; a name has at least two letters.`,
  badAsOf: (text) =>
    `--as-of: "${text}" is not a point in time from 1700 to 2250. Write it as 2026-03-31 or 2026-03-31T22:10:00Z.`,
  badSetting: (text) =>
    `--set: "${text}" gives no parameter a value. Write NAME=VALUE, as --set minimum=20%.`,
  badNumber: (option, text) => `${option}: "${text}" is not a whole number above 0.`,
  badChoice: (option, text, choices) =>
    `${option}: there is no "${text}". Write one of: ${choices.join(", ")}.`,
  unknownOption: (option, similar) =>
    `there is no option ${option}. ${similar === undefined ? "See funnel --help." : `Did you mean ${similar}?`}`,
  unknownCommand: (command, similar) =>
    `there is no command "${command}". ${similar === undefined ? "See funnel --help." : `Did you mean ${similar}?`}`,
  missingValue: (option) => `the option ${option} needs a value. See funnel --help.`,
  missingFiles: (command) => `name at least one file: funnel ${command} FILE.`,
  badCommandLine: (reason) => `${reason}. See funnel --help.`,
  running(funnel, phase, share) {
    const verb = { starting: "starting", reading: "reading", computing: "computing" }[phase];
    return share === undefined
      ? `${funnel}: ${verb} …`
      : `${funnel}: ${verb} … ${Math.floor(share * 100)} %`;
  },
  fromCache: (names) => `from the cache, as nothing has changed: ${names.join(", ")}.`,
  cancelled: () => "cancelled.",
  outsideOfRoot: (root) =>
    `this file lies outside of ${root}, which no path of a .funnel file leaves. Copy it there, give --root, or name its folder with --folder.`,
  alreadyThere: (file) => `${file} is there already. Name a new file, or leave --out away.`,
  unreadable: () => "nothing can be told of this file. Check that it holds rows.",
  twoForms: (first, second) =>
    `its dates can be read in two ways; the draft has ${first}. If the month comes first, write ${second}.`,
  noDraftedFunnel: () =>
    "its rows don't show two stages, so there is only a source. Write a funnel over it by hand.",
  internal: (reason) =>
    `something went wrong that is not your fault: ${reason} Run it again with FUNNEL_DEBUG=1 and report what is printed.`,
  whichFunnel: (names) =>
    `there are several funnels in this file. Choose one with --funnel: ${names.join(", ")}.`,
  whichStage: (names) =>
    `whose people? Name a stage with --stage, an exit with --exit, an audience with --audience, or a score with --score. There are: ${names.join(", ")}.`,
  unknownStage: (name, names, similar) =>
    `there is no ${name} in this funnel. ${similar === undefined ? `There are: ${names.join(", ")}.` : `Did you mean ${similar}?`}`,
  nobodyDrops: (stage) =>
    `nobody drops before ${stage}: it is the first stage or an optional one. Name a required stage behind it.`,
  checked: ({ files, errors, warnings }) =>
    `${counted(files, "file", "files")}: ${counted(errors, "error", "errors")}, ${counted(warnings, "warning", "warnings")}.`,
  unformatted: (files) => `${counted(files, "file is", "files are")} not formatted.`,
  leftUnformatted: () =>
    "some statements have errors and were left as they are. Run funnel check to see them.",
  help: {
    description: "Funnels, written as text and run over files of data.",
    run: "Run the funnels of files and print their results.",
    check: "Look for mistakes, also against the data, without running anything.",
    draft: "Write a source and a first funnel over a file of data.",
    dataFile: "a CSV, Parquet, JSON or Excel file",
    draftOutOption: "write to this new file instead of the standard output",
    format: "Write files in the one form that the language has.",
    files: ".funnel files",
    formatFiles: ".funnel files, or - for the standard input",
    formatOption: "text, json, svg, markdown, csv or xlsx",
    checkFormatOption: "text or json",
    explain: "Say why one actor is where they are: their rows, the stages, the reason.",
    people: "List the people of a stage.",
    file: "a .funnel file",
    actorOption: "whose rows, as the data name them",
    stageOption: "whose people: those who reached this stage",
    droppedOption: "those who stopped before the stage, with the reason",
    exitOption: "those who left by this exit",
    audienceOption: "those in this audience, whose funnel needs no name",
    scoreOption: "all with this score and their grade, the highest first",
    peopleFormatOption: "csv, json or parquet",
    reasonsOption: "look at what the lost did next, also of very many rows",
    funnelOption: "run this funnel or study only",
    rootOption: "the folder that no path of the file may leave",
    folderOption:
      "a folder that paths begin with by its name, as exports:deals.csv; may be repeated",
    asOfOption: "leave out all later rows",
    setOption: "give a parameter of the file this value; may be repeated",
    outOption: "write to this file instead of the standard output",
    chartOption: "what a drawing shows, in place of the funnel's own chart",
    themeOption: "the colours of a drawing: light or dark",
    threadsOption: "how many threads the database may use",
    cacheOption: "the folder that results are kept in, instead of the user's own",
    noCacheOption: "compute everything, and keep nothing",
    noDataOption: "look at the text alone",
    checkOption: "write nothing; list the files that are not formatted",
    localeOption: "the language of what is said: en or ru",
    noColourOption: "print without colours",
    versionOption: "print the version",
    helpOption: "print this help",
    helpCommand: "print the help of a command",
    exitCodes: [
      "Exit codes:",
      "  0    all is well, or what is not is only a warning",
      "  1    an expectation fails; format --check: a file is not formatted",
      "  2    a file has errors, or the command line has",
      "  3    the data can't be read",
      "  4    a mistake of ours",
      "  130  cancelled",
      "Of several files the highest counts.",
    ].join("\n"),
    titles: {
      usage: "Usage:",
      arguments: "Arguments:",
      options: "Options:",
      commands: "Commands:",
    },
  },
};
