import { writeFile } from "node:fs/promises";
import path from "node:path";
import { text as readAll } from "node:stream/consumers";
import { formatText } from "../../../language/editing.ts";
import type { Context } from "../context.ts";
import { sentenceLine } from "../diagnostics.ts";
import { exitCode, worst } from "../exit.ts";
import type { ExitCode } from "../exit.ts";
import { readFunnelFile } from "../../engine/run/funnel-text.ts";
import { isSystemError } from "../system-error.ts";

export interface FormatOptions {
  /** Write nothing, name what would be written. */
  readonly check: boolean;
}

/** Stands for the standard input; its formatted text goes to the standard output. */
const standardInput = "-";

export async function format(
  files: readonly string[],
  options: FormatOptions,
  context: Context,
): Promise<ExitCode> {
  const { terminal, say } = context;
  let code: ExitCode = exitCode.ok;
  let unformatted = 0;
  for (const name of files) {
    const done =
      name === standardInput
        ? await formatInput(options, context)
        : await formatFile(name, options, context);
    code = worst(code, done.code);
    if (done.differs) unformatted++;
  }
  if (options.check && unformatted > 0) {
    terminal.err(`funnel: ${say.unformatted(unformatted)}`);
    code = worst(code, exitCode.unmet);
  }
  return code;
}

interface Done {
  readonly code: ExitCode;
  readonly differs: boolean;
}

async function formatFile(
  name: string,
  { check }: FormatOptions,
  { terminal, say, cwd }: Context,
): Promise<Done> {
  const read = await readFunnelFile(name, cwd);
  if (!read.ok) {
    terminal.err(sentenceLine(name, undefined, "error", say.fileProblem(read.problem)));
    return { code: exitCode.badFile, differs: false };
  }
  const { text, broken } = formatText(read.text);
  const differs = text !== read.text;
  if (broken) terminal.err(sentenceLine(name, undefined, "error", say.leftUnformatted()));
  const code = broken ? exitCode.badFile : exitCode.ok;
  if (!differs) return { code, differs };
  if (check) {
    terminal.out(`${name}\n`);
    return { code, differs };
  }
  try {
    await writeFile(path.resolve(cwd, name), text);
    return { code, differs };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    terminal.err(`funnel: error: ${say.cannotWrite(name, error.code ?? error.message)}`);
    return { code: exitCode.badFile, differs };
  }
}

async function formatInput({ check }: FormatOptions, { terminal, say }: Context): Promise<Done> {
  let input: string;
  try {
    input = await readAll(process.stdin);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    terminal.err(`funnel: error: ${say.cannotReadInput()}`);
    return { code: exitCode.badFile, differs: false };
  }
  const { text, broken } = formatText(input);
  const differs = text !== input;
  if (check) {
    if (differs) terminal.out(`${standardInput}\n`);
  } else {
    terminal.out(text);
  }
  if (broken) terminal.err(sentenceLine(standardInput, undefined, "error", say.leftUnformatted()));
  return { code: broken ? exitCode.badFile : exitCode.ok, differs };
}
