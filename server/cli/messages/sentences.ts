import type { FileProblem } from "../../engine/run/funnel-text.ts";

/**
 * What the command line itself says. Everything about the content of a file is a diagnostic, worded
 * with the language; figures are worded with the report.
 */
export interface Sentences {
  /** The command's help. */
  readonly help: Help;
  fileProblem(problem: FileProblem): string;
  noFunnel(): string;
  unknownFunnel(name: string, names: readonly string[], similar: string | undefined): string;
  oneFunnelForSvg(names: readonly string[]): string;
  oneForTable(names: readonly string[]): string;
  cannotWrite(file: string, reason: string): string;
  /** A format that is no text, where somebody looks at the standard output. */
  notToScreen(format: string): string;
  /** The standard output. */
  cannotPrint(reason: string): string;
  /** @param expectation as written, with its figure */
  cannotReadInput(): string;
  folderMissing(option: string, folder: string): string;
  badFolder(text: string): string;
  badAsOf(text: string): string;
  badSetting(text: string): string;
  badNumber(option: string, text: string): string;
  badChoice(option: string, text: string, choices: readonly string[]): string;
  unknownOption(option: string, similar: string | undefined): string;
  unknownCommand(command: string, similar: string | undefined): string;
  missingValue(option: string): string;
  missingFiles(command: string): string;
  /** A command line that is wrong in a way without a sentence of its own. */
  badCommandLine(reason: string): string;
  running(funnel: string, phase: "starting" | "reading" | "computing", share?: number): string;
  /** Of funnels and studies that were run before. */
  fromCache(names: readonly string[]): string;
  cancelled(): string;
  internal(reason: string): string;
  /** A file has several funnels, and a command takes one. */
  whichFunnel(names: readonly string[]): string;
  whichStage(names: readonly string[]): string;
  /** Of a stage or an exit. */
  unknownStage(name: string, names: readonly string[], similar: string | undefined): string;
  /** Before the first stage, and before optional ones. */
  nobodyDrops(stage: string): string;
  checked(counts: { files: number; errors: number; warnings: number }): string;
  /** With `format --check`. */
  unformatted(files: number): string;
  leftUnformatted(): string;
  /** A file of data that no path of the text can name. */
  outsideOfRoot(root: string): string;
  /** A file that a draft would overwrite. */
  alreadyThere(file: string): string;
  /** A file of which nothing is known. */
  unreadable(): string;
  /** Forms of times that both fit, as statements have them. */
  twoForms(first: string, second: string): string;
  noDraftedFunnel(): string;
}

export interface Help {
  readonly description: string;
  readonly run: string;
  readonly check: string;
  readonly draft: string;
  readonly dataFile: string;
  readonly draftOutOption: string;
  readonly format: string;
  readonly files: string;
  readonly formatFiles: string;
  readonly formatOption: string;
  readonly checkFormatOption: string;
  readonly explain: string;
  readonly people: string;
  readonly file: string;
  readonly actorOption: string;
  readonly stageOption: string;
  readonly droppedOption: string;
  readonly exitOption: string;
  readonly audienceOption: string;
  readonly scoreOption: string;
  readonly peopleFormatOption: string;
  readonly reasonsOption: string;
  readonly funnelOption: string;
  readonly rootOption: string;
  readonly folderOption: string;
  readonly asOfOption: string;
  readonly setOption: string;
  readonly outOption: string;
  readonly themeOption: string;
  readonly chartOption: string;
  readonly threadsOption: string;
  readonly cacheOption: string;
  readonly noCacheOption: string;
  readonly noDataOption: string;
  readonly checkOption: string;
  readonly localeOption: string;
  readonly noColourOption: string;
  readonly versionOption: string;
  readonly helpOption: string;
  readonly helpCommand: string;
  readonly exitCodes: string;
  /** Of the sections of the help. */
  readonly titles: Readonly<Record<"usage" | "arguments" | "options" | "commands", string>>;
}
