import { stat } from "node:fs/promises";
import path from "node:path";
import { draftFile } from "../../../language/editing.ts";
import type { Finding } from "../../../language/index.ts";
import { askWithData } from "../../engine/run/ask-with-data.ts";
import { createDataCatalog } from "../../engine/run/catalog.ts";
import { writtenPath } from "../../engine/run/written-path.ts";
import type { Context } from "../context.ts";
import { findingLine, sentenceLine } from "../diagnostics.ts";
import { exitCode, type ExitCode } from "../exit.ts";
import { openOutput } from "../output.ts";
import { type FolderOptions, placeFor } from "../place.ts";
import { withRunner } from "../runner.ts";

export interface DraftOptions extends FolderOptions {
  readonly out?: string;
}

/** Where the text would lie that goes to the standard output. */
const unnamed = "draft.funnel";

/** Writes a source over a file of data, and a funnel, as far as its columns and rows tell. */
export async function draft(
  file: string,
  { out, ...folders }: DraftOptions,
  context: Context,
): Promise<ExitCode> {
  const { terminal, say, signal, cwd } = context;
  const refuse = (sentence: string, code: ExitCode): ExitCode => {
    terminal.err(sentenceLine(file, undefined, "error", sentence));
    return code;
  };
  // A text that somebody has written is worth more than a draft.
  if (out !== undefined && (await exists(path.resolve(cwd, out)))) {
    return refuse(say.alreadyThere(out), exitCode.badFile);
  }
  const place = await placeFor(out ?? unnamed, cwd, folders);
  const written = await writtenPath(place, path.resolve(cwd, file));
  if (written === undefined) return refuse(say.outsideOfRoot(place.root), exitCode.badData);
  return withRunner({}, async (runner) => {
    const catalog = createDataCatalog(runner);
    const answer = await askWithData(
      place,
      catalog,
      (known) => draftFile("", known, written),
      signal,
    );
    if (signal.aborted) {
      terminal.err(`funnel: ${say.cancelled()}`);
      return exitCode.cancelled;
    }
    if (answer.kind === "failure") {
      const { failure } = answer;
      const start = { line: 1, column: 1 };
      terminal.err(findingLine(file, start, "error", failure as Finding, terminal.locale));
      return exitCode.badData;
    }
    if (answer.kind === "unknown") return refuse(say.unreadable(), exitCode.badData);
    const { source, funnel, parts } = answer.draft;
    const open = parts.find(({ isOpen }) => isOpen);
    if (open !== undefined) {
      const [first = "", second = ""] = open.choices.map(({ text }) => text);
      terminal.err(sentenceLine(file, undefined, "warning", say.twoForms(first, second)));
    }
    if (funnel === undefined) {
      terminal.err(sentenceLine(file, undefined, "warning", say.noDraftedFunnel()));
    }
    const output = await openOutput(out, context);
    if (output === undefined) return exitCode.badFile;
    const blocks = [source.text, ...(funnel === undefined ? [] : [funnel.text])];
    await output.write(blocks.join("\n"));
    return output.end();
  });
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
