import { Argument, Command, CommanderError, Option } from "commander";
import { drawnForms } from "../report/charts/forms.ts";
import { parseAsOf } from "./as-of.ts";
import type { CheckOptions } from "./commands/check.ts";
import type { DraftOptions } from "./commands/draft.ts";
import type { ExplainOptions } from "./commands/explain.ts";
import type { FormatOptions } from "./commands/format.ts";
import type { PeopleOptions } from "./commands/people.ts";
import type { RunOptions } from "./commands/run.ts";
import type { Sentences } from "./messages/index.ts";
import { similarTo } from "./similar.ts";

/** What the command line asks for. */
export type Request =
  | { readonly command: "run"; readonly files: readonly string[]; readonly options: RunOptions }
  | { readonly command: "check"; readonly files: readonly string[]; readonly options: CheckOptions }
  | {
      readonly command: "format";
      readonly files: readonly string[];
      readonly options: FormatOptions;
    }
  | { readonly command: "draft"; readonly file: string; readonly options: DraftOptions }
  | { readonly command: "explain"; readonly file: string; readonly options: ExplainOptions }
  | { readonly command: "people"; readonly file: string; readonly options: PeopleOptions }
  /** Help or the version: to be printed, nothing to be done. */
  | { readonly command: "print"; readonly text: string }
  /** The command line is wrong: a sentence that says how. */
  | { readonly command: "refuse"; readonly sentence: string };

/** Thrown by the parsers of values below; never leaves this file. */
class WrongValue extends Error {}

/** @param args without the names of Node and of the script */
export function parseCommandLine(
  args: readonly string[],
  version: string,
  say: Sentences,
  width: number,
): Request {
  let request: Request | undefined;
  let printed = "";
  const program = createProgram(
    version,
    say,
    width,
    (text) => (printed += text),
    (found) => (request = found),
  );
  try {
    program.parse(args.length === 0 ? ["--help"] : args, { from: "user" });
    return request ?? { command: "print", text: printed };
  } catch (error) {
    if (error instanceof WrongValue) return { command: "refuse", sentence: error.message };
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { command: "print", text: printed };
    return { command: "refuse", sentence: reword(error, program, args, say) };
  }
}

function createProgram(
  version: string,
  say: Sentences,
  width: number,
  print: (text: string) => void,
  found: (request: Request) => void,
): Command {
  const { help } = say;
  const program = new Command("funnel")
    .description(help.description)
    .version(version, "-V, --version", help.versionOption)
    .helpOption("-h, --help", help.helpOption)
    .helpCommand("help [command]", help.helpCommand)
    .configureOutput({ writeOut: print, writeErr: () => undefined, getOutHelpWidth: () => width })
    .configureHelp({ styleTitle: (title) => translateTitle(title, say) })
    .exitOverride()
    .addHelpText("after", `\n${help.exitCodes}`);
  const files = (text: string): Argument => new Argument("<file...>", text);
  const choice = (flags: string, text: string, choices: readonly string[]): Option =>
    new Option(flags, text).default(choices[0]).argParser((value: string) => {
      if (choices.includes(value)) return value;
      const [name = flags] = flags.split(" ");
      throw new WrongValue(say.badChoice(name, value, choices));
    });

  const settings = (): Option =>
    new Option("--set <name=value>", help.setOption)
      .default(undefined)
      .argParser((text: string, before: ReadonlyMap<string, string> | undefined) => {
        const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
        if (name === undefined || value === undefined) throw new WrongValue(say.badSetting(text));
        return new Map([...(before ?? []), [name.trim(), value]]);
      });

  const folders = (): Option =>
    new Option("--folder <name=path>", help.folderOption)
      .default(undefined)
      .argParser((text: string, before: ReadonlyMap<string, string> | undefined) => {
        const [, name, folder] = /^([\p{L}_][\p{L}\p{N}_-]+)=(.+)$/su.exec(text) ?? [];
        if (name === undefined || folder === undefined) throw new WrongValue(say.badFolder(text));
        return new Map([...(before ?? []), [name, folder]]);
      });

  const asOf = (): Option =>
    new Option("--as-of <time>", help.asOfOption).argParser((value: string) => {
      const instant = parseAsOf(value);
      if (instant === undefined) throw new WrongValue(say.badAsOf(value));
      return instant;
    });
  const threads = (): Option =>
    new Option("--threads <number>", help.threadsOption).argParser((value: string) => {
      if (!/^[1-9]\d{0,3}$/.test(value)) throw new WrongValue(say.badNumber("--threads", value));
      return Number(value);
    });
  /** A command over one funnel of one file. */
  const overOne = (name: string, text: string): Command =>
    program
      .command(name)
      .description(text)
      .addArgument(new Argument("<file>", help.file))
      .option("--funnel <name>", help.funnelOption)
      .option("--root <folder>", help.rootOption)
      .addOption(folders())
      .addOption(asOf())
      .addOption(settings())
      .option("--out <file>", help.outOption)
      .addOption(threads());

  program
    .command("run")
    .description(help.run)
    .addArgument(files(help.files))
    .addOption(
      choice("--format <form>", help.formatOption, [
        "text",
        "json",
        "svg",
        "markdown",
        "csv",
        "xlsx",
      ]),
    )
    .option("--funnel <name>", help.funnelOption)
    .option("--root <folder>", help.rootOption)
    .addOption(folders())
    .addOption(asOf())
    .addOption(settings())
    .option("--reasons", help.reasonsOption)
    .option("--out <file>", help.outOption)
    .addOption(choice("--theme <name>", help.themeOption, ["light", "dark"]))
    .addOption(choice("--chart <form>", help.chartOption, drawnForms).default(undefined))
    .addOption(threads())
    .option("--cache <folder>", help.cacheOption)
    .option("--no-cache", help.noCacheOption)
    .action((names: string[], options: RunOptions) => {
      found({ command: "run", files: names, options });
    });

  program
    .command("check")
    .description(help.check)
    .addArgument(files(help.files))
    .addOption(choice("--format <form>", help.checkFormatOption, ["text", "json"]))
    .option("--root <folder>", help.rootOption)
    .addOption(folders())
    .addOption(settings())
    .option("--no-data", help.noDataOption)
    .action((names: string[], options: CheckOptions) => {
      found({ command: "check", files: names, options });
    });

  program
    .command("format")
    .description(help.format)
    .addArgument(files(help.formatFiles))
    .option("--check", help.checkOption, false)
    .action((names: string[], options: FormatOptions) => {
      found({ command: "format", files: names, options });
    });

  program
    .command("draft")
    .description(help.draft)
    .addArgument(new Argument("<file>", help.dataFile))
    .option("--root <folder>", help.rootOption)
    .addOption(folders())
    .option("--out <file>", help.draftOutOption)
    .action((file: string, options: DraftOptions) => {
      found({ command: "draft", file, options });
    });

  overOne("explain", help.explain)
    .requiredOption("--actor <id>", help.actorOption)
    .addOption(choice("--format <form>", help.checkFormatOption, ["text", "json"]))
    .action((file: string, options: ExplainOptions) => {
      found({ command: "explain", file, options });
    });

  overOne("people", help.people)
    .option("--stage <name>", help.stageOption)
    .option("--dropped", help.droppedOption)
    .option("--exit <name>", help.exitOption)
    .option("--audience <name>", help.audienceOption)
    .option("--score <name>", help.scoreOption)
    .addOption(choice("--format <form>", help.peopleFormatOption, ["csv", "json", "parquet"]))
    .action((file: string, options: PeopleOptions) => {
      found({ command: "people", file, options });
    });

  for (const command of program.commands) {
    command
      // Read before the rest of the command line, see main.ts; here for the help.
      .addOption(choice("--locale <language>", help.localeOption, ["en", "ru"]).default(undefined))
      .option("--no-color", help.noColourOption)
      .helpOption("-h, --help", help.helpOption)
      .copyInheritedSettings(program);
  }
  return program;
}

function translateTitle(title: string, { help: { titles } }: Sentences): string {
  switch (title) {
    case "Usage:":
      return titles.usage;
    case "Arguments:":
      return titles.arguments;
    case "Options:":
      return titles.options;
    case "Commands:":
      return titles.commands;
    default:
      return title;
  }
}

function reword(
  error: CommanderError,
  program: Command,
  args: readonly string[],
  say: Sentences,
): string {
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? "";
  const command = program.commands.find((each) => each.name() === args[0]);
  switch (error.code) {
    case "commander.unknownOption": {
      const flags = (command ?? program).createHelp().visibleOptions(command ?? program);
      const names = flags.flatMap(({ long }) => (long === undefined ? [] : [long]));
      return say.unknownOption(quoted, similarTo(quoted.split("=")[0] ?? "", names));
    }
    case "commander.unknownCommand": {
      const names = program.commands.map((each) => each.name());
      return say.unknownCommand(quoted, similarTo(quoted, names));
    }
    case "commander.missingMandatoryOptionValue":
    case "commander.optionMissingArgument":
      return say.missingValue(quoted.split(" ")[0] ?? quoted);
    case "commander.missingArgument":
      return say.missingFiles(command?.name() ?? "run");
    default:
      return say.badCommandLine(error.message.replace(/^error: /, "").split("\n")[0] ?? "");
  }
}
