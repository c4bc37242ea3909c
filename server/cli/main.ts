#!/usr/bin/env node
import { readFile } from "node:fs/promises";
import { habits } from "../../language/habits.ts";
import { type Locale, addHabits } from "../../language/index.ts";
import { loadTranslation, packageFile } from "./bundles.ts";
import type { Context } from "./context.ts";
import { exitCode } from "./exit.ts";
import { existingFolders } from "./place.ts";
import type { ExitCode } from "./exit.ts";
import { sentencesIn } from "./messages/index.ts";
import { parseCommandLine } from "./program.ts";
import type { Request } from "./program.ts";
import { closeRunners } from "./runner.ts";
import { openTerminal } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

async function main(args: readonly string[]): Promise<ExitCode> {
  addHabits(habits);
  const locale = chosenLocale(args);
  const terminal = openTerminal(process, process.env, {
    colour: !args.includes("--no-color"),
    ...(locale === undefined ? {} : { locale }),
  });
  const say = sentencesIn(terminal.locale);
  endOnBrokenOutput(terminal);
  const signal = cancelOnSignal();
  try {
    await loadTranslation(terminal.locale);
    const version = await ownVersion();
    const request = parseCommandLine(args, version, say, terminal.width);
    return await perform(request, { terminal, say, signal, cwd: process.cwd() });
  } catch (error) {
    if (signal.aborted) {
      terminal.err(`funnel: ${say.cancelled()}`);
      return exitCode.cancelled;
    }
    return reportInternal(error, terminal);
  }
}

async function perform(request: Request, context: Context): Promise<ExitCode> {
  const { terminal, say, cwd } = context;
  switch (request.command) {
    case "print":
      terminal.out(request.text);
      return exitCode.ok;
    case "refuse":
      terminal.err(`funnel: error: ${request.sentence}`);
      return exitCode.badFile;
    case "format": {
      const { format } = await import("./commands/format.ts");
      return format(request.files, request.options, context);
    }
    case "check":
    case "draft":
    case "explain":
    case "people":
    case "run": {
      const found = await existingFolders(request.options, cwd);
      if (found.kind === "missing") {
        terminal.err(`funnel: error: ${say.folderMissing(found.option, found.folder)}`);
        return exitCode.badFile;
      }
      if (request.command === "check") {
        const { check } = await import("./commands/check.ts");
        return check(request.files, { ...request.options, ...found.folders }, context);
      }
      if (request.command === "draft") {
        const { draft } = await import("./commands/draft.ts");
        const { out } = request.options;
        const options = { ...(out === undefined ? {} : { out }), ...found.folders };
        return draft(request.file, options, context);
      }
      if (request.command === "explain") {
        const { explain } = await import("./commands/explain.ts");
        return explain(request.file, { ...request.options, ...found.folders }, context);
      }
      if (request.command === "people") {
        const { people } = await import("./commands/people.ts");
        return people(request.file, { ...request.options, ...found.folders }, context);
      }
      const { run } = await import("./commands/run.ts");
      return run(request.files, { ...request.options, ...found.folders }, context);
    }
  }
}

/** Before the command line is parsed, since what is wrong with it is said in that language. */
function chosenLocale(args: readonly string[]): Locale | undefined {
  const at = args.findIndex((arg) => arg === "--locale" || arg.startsWith("--locale="));
  const value = at < 0 ? undefined : (args[at]?.split("=")[1] ?? args[at + 1]);
  return value === "en" || value === "ru" ? value : undefined;
}

/** How long the second Ctrl-C waits for the database's process to be gone. Milliseconds. */
const patience = 500;

/** The first Ctrl-C cancels what runs, the second ends the process at once. */
function cancelOnSignal(): AbortSignal {
  const controller = new AbortController();
  const leave = (): never => process.exit(exitCode.cancelled);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (!controller.signal.aborted) {
        controller.abort();
        return;
      }
      setTimeout(leave, patience);
      closeRunners().then(leave, leave);
    });
  }
  return controller.signal;
}

/**
 * Whoever reads the output (`head`, a pager) may stop reading: that is no mistake. A full disk is one,
 * and must not pass for a failed expectation.
 */
function endOnBrokenOutput(terminal: Terminal): void {
  process.stderr.on("error", () => undefined);
  process.stdout.on("error", ({ code, message }: NodeJS.ErrnoException) => {
    if (code === "EPIPE") return;
    const say = sentencesIn(terminal.locale);
    terminal.err(`funnel: error: ${say.cannotPrint(code ?? message)}`);
    const leave = (): never => process.exit(exitCode.badFile);
    closeRunners().then(leave, leave);
  });
}

async function ownVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(packageFile, "utf8")) as { version: string };
  return version;
}

function reportInternal(error: unknown, terminal: Terminal): ExitCode {
  const say = sentencesIn(terminal.locale);
  const reason = error instanceof Error ? error.message : String(error);
  terminal.err(`funnel: error: ${say.internal(reason.replace(/[.!?]?$/, "."))}`);
  if (process.env["FUNNEL_DEBUG"] && error instanceof Error) terminal.err(error.stack ?? "");
  return exitCode.internal;
}

process.exitCode = await main(process.argv.slice(2));
