import path from "node:path";
import { describeFinding, indexLines } from "../../../language/index.ts";
import type { Analysis, Diagnostic, Need } from "../../../language/index.ts";
import { analyzeWithData, createDataCatalog } from "../../engine/run/catalog.ts";
import type { Context } from "../context.ts";
import { codeOf, describeDiagnostics, sentenceLine } from "../diagnostics.ts";
import { exitCode, worst } from "../exit.ts";
import type { ExitCode } from "../exit.ts";
import { type FolderOptions, placeFor } from "../place.ts";
import { readFunnelFile } from "../../engine/run/funnel-text.ts";
import { withRunner } from "../runner.ts";

export interface CheckOptions extends FolderOptions {
  readonly format: "text" | "json";
  /** Values of params, as written, by name. */
  readonly set?: ReadonlyMap<string, string>;
  /** False: the text alone. */
  readonly data: boolean;
}

/** What other `.funnel` files hold, and nothing of data or of this machine. */
function isAboutTexts(need: Need): boolean {
  return need.kind === "file";
}

type Analyst = (name: string, text: string) => Promise<Analysis>;

/** Here the diagnostics are the data: they go to the standard output. */
export async function check(
  files: readonly string[],
  options: CheckOptions,
  context: Context,
): Promise<ExitCode> {
  // Without data its process isn't started either: nobody asks it anything.
  return withRunner({}, (runner) => {
    const catalog = createDataCatalog(runner);
    return checkWith(files, options, context, async (name, text) =>
      analyzeWithData(text, await placeFor(name, context.cwd, options), catalog, {
        signal: context.signal,
        ...(options.set === undefined ? {} : { params: options.set }),
        ...(options.data ? {} : { wanted: isAboutTexts }),
      }),
    );
  });
}

async function checkWith(
  files: readonly string[],
  { format }: CheckOptions,
  { terminal, say, signal, cwd }: Context,
  analyst: Analyst,
): Promise<ExitCode> {
  let code: ExitCode = exitCode.ok;
  let unread = 0;
  const checked: { readonly name: string; readonly analysis: Analysis }[] = [];
  for (const name of files) {
    const read = await readFunnelFile(name, cwd);
    if (!read.ok) {
      terminal.err(sentenceLine(name, undefined, "error", say.fileProblem(read.problem)));
      code = worst(code, exitCode.badFile);
      unread++;
      continue;
    }
    const analysis = await analyst(name, read.text);
    if (signal.aborted) {
      terminal.err(`funnel: ${say.cancelled()}`);
      return exitCode.cancelled;
    }
    code = worst(code, codeOf(analysis.diagnostics));
    checked.push({ name, analysis });
  }
  if (format === "json") {
    terminal.out(`${JSON.stringify({ version: 1, files: checked.map(describe) }, undefined, 2)}\n`);
    return code;
  }
  for (const { name, analysis } of checked) {
    const shown = analysis.diagnostics.filter(({ severity }) => severity !== "hint");
    const lines = describeDiagnostics(name, analysis.text, shown, terminal.locale);
    if (lines.length > 0) terminal.out(`${lines.join("\n")}\n`);
  }
  const found = checked.flatMap(({ analysis }) => analysis.diagnostics);
  const counts = {
    files: files.length,
    errors: found.filter(({ severity }) => severity === "error").length + unread,
    warnings: found.filter(({ severity }) => severity === "warning").length,
  };
  terminal.err(`funnel: ${say.checked(counts)}`);
  return code;
}

/** For machines: English, places one-based, the end is behind the last character. */
function describe({ name, analysis }: { readonly name: string; readonly analysis: Analysis }) {
  const lines = indexLines(analysis.text);
  const place = (offset: number) => {
    const { line, character } = lines.positionAt(offset);
    return { line: line + 1, column: character + 1 };
  };
  const diagnostic = (found: Diagnostic) => ({
    code: found.code,
    severity: found.severity,
    start: place(found.span.start),
    end: place(found.span.end),
    args: found.args,
    message: describeFinding(found, "en"),
  });
  return {
    file: name.replaceAll(path.sep, "/"),
    diagnostics: analysis.diagnostics.map(diagnostic),
  };
}
