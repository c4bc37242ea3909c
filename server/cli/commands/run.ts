import path from "node:path";
import { severityOf } from "../../../language/index.ts";
import type { Analysis, ChartForm, Diagnostic } from "../../../language/index.ts";
import type { Failure } from "../../engine/errors.ts";
import type { RunResult } from "../../engine/result.ts";
import { analyzeWithData, createDataCatalog } from "../../engine/run/catalog.ts";
import type { DataCatalog } from "../../engine/run/catalog.ts";
import { ranOf, runFile, runnables } from "../../engine/run/run-file.ts";
import type { FileOutcome, FileRun } from "../../engine/run/run-file.ts";
import type { Place, Runner } from "../../engine/run/runner.ts";
import { reportStudy } from "../../report/studies/words.ts";
import { subjectOf, timeZoneOf, timeZoneOfStudy } from "../../report/time-zone.ts";
import { unmetFinding } from "../../report/unmet.ts";
import { loadReport } from "../bundles.ts";
import { defaultCacheFolder } from "../cache-folder.ts";
import type { Context } from "../context.ts";
import { codeOf, describeDiagnostics, findingLine, placeOf, sentenceLine } from "../diagnostics.ts";
import { exitCode, worst } from "../exit.ts";
import type { ExitCode } from "../exit.ts";
import { type FolderOptions, placeFor } from "../place.ts";
import { readFunnelFile } from "../../engine/run/funnel-text.ts";
import { openOutput } from "../output.ts";
import { type Completed, reportOf, textsOf } from "../reports.ts";
import { withRunner } from "../runner.ts";
import { similarTo } from "../similar.ts";
import { markdownOf, tableOf } from "./run-tables.ts";

export interface RunOptions extends FolderOptions {
  readonly format: "text" | "json" | "svg" | "markdown" | "csv" | "xlsx";
  /** Also of very many rows. */
  readonly reasons?: true;
  readonly funnel?: string;
  /** An instant in ISO form. */
  readonly asOf?: string;
  /** Values of params, as written, by name. */
  readonly set?: ReadonlyMap<string, string>;
  readonly out?: string;
  readonly theme: "light" | "dark";
  /** Of a funnel's drawing, in place of its own. */
  readonly chart?: ChartForm;
  readonly threads?: number;
  /** Where results are kept; absent: in the user's own folder; false: nowhere. */
  readonly cache?: string | false;
}

/** A file whose text was read. */
interface Opened {
  /** As given on the command line. */
  readonly name: string;
  readonly place: Place;
  readonly analysis: Analysis;
}

interface Ran {
  readonly opened: Opened;
  readonly run: FileRun;
}

/**
 * Runs the funnels and studies of files. A file or a funnel that is broken never keeps the others from running:
 * what could be computed is printed, and the worst that happened decides the exit code.
 */
export async function run(
  files: readonly string[],
  options: RunOptions,
  context: Context,
): Promise<ExitCode> {
  const { threads, cache } = options;
  const given = {
    ...(threads === undefined ? {} : { threads }),
    ...(cache === false
      ? {}
      : {
          cacheFolder:
            cache === undefined ? defaultCacheFolder() : path.resolve(context.cwd, cache),
        }),
  };
  return withRunner(given, async (runner) => {
    const catalog = createDataCatalog(runner);
    let code: ExitCode = exitCode.ok;
    const opened: Opened[] = [];
    for (const name of files) {
      const file = await open(name, options, catalog, context);
      if ("analysis" in file) opened.push(file);
      else code = worst(code, file.code);
    }
    if (context.signal.aborted) return cancelled(context);

    const refused = refuse(opened, options, context);
    if (refused !== undefined) return worst(code, refused);

    const ran: Ran[] = [];
    for (const file of opened) {
      const result = await runOne(file, options, runner, context);
      // A terminal sends Ctrl-C to the process with the database too: it may have died of it.
      if (context.signal.aborted) return cancelled(context);
      code = worst(code, talk(file, result, options, context));
      ran.push({ opened: file, run: result });
    }
    const output = await render(ran, files.length, options, context);
    return worst(code, await deliver(output, options.out, context));
  });
}

function cancelled({ terminal, say }: Context): ExitCode {
  terminal.err(`funnel: ${say.cancelled()}`);
  return exitCode.cancelled;
}

async function open(
  name: string,
  options: RunOptions,
  catalog: DataCatalog,
  { terminal, say, signal, cwd }: Context,
): Promise<Opened | { readonly code: ExitCode }> {
  const read = await readFunnelFile(name, cwd);
  if (!read.ok) {
    terminal.err(sentenceLine(name, undefined, "error", say.fileProblem(read.problem)));
    return { code: exitCode.badFile };
  }
  const place = await placeFor(name, cwd, options);
  const analysis = await analyzeWithData(read.text, place, catalog, {
    signal,
    ...(options.set === undefined ? {} : { params: options.set }),
  });
  return { name, place, analysis };
}

/** What can't be asked of these files, whatever is in their data. */
function refuse(
  opened: readonly Opened[],
  { funnel, format, out }: RunOptions,
  { terminal, say }: Context,
): ExitCode | undefined {
  const names = opened.flatMap(({ analysis }) => runnables(analysis).map(({ name }) => name));
  if (funnel !== undefined && !names.includes(funnel)) {
    if (opened.length === 0) return undefined;
    terminal.err(`funnel: error: ${say.unknownFunnel(funnel, names, similarTo(funnel, names))}`);
    return exitCode.badFile;
  }
  if (format === "csv" || format === "xlsx") {
    if (funnel === undefined && names.length > 1) {
      terminal.err(`funnel: error: ${say.oneForTable(names)}`);
      return exitCode.badFile;
    }
    if (format === "xlsx" && out === undefined && terminal.isScreen) {
      terminal.err(`funnel: error: ${say.notToScreen(format)}`);
      return exitCode.badFile;
    }
  }
  if (format !== "svg") return undefined;
  const funnels = opened.flatMap(({ analysis }) => analysis.program.funnels);
  const retentions = opened.flatMap(({ analysis }) =>
    analysis.program.studies.filter(({ kind }) => kind === "retention"),
  );
  // A retention is drawn where it is asked for by its name, or there is no funnel.
  const drawn = (
    funnel === undefined && funnels.length > 0 ? funnels : [...funnels, ...retentions]
  ).map(({ name }) => name);
  const chosen = funnel === undefined ? drawn : drawn.filter((name) => name === funnel);
  if (chosen.length > 1 || (funnel !== undefined && chosen.length === 0)) {
    terminal.err(`funnel: error: ${say.oneFunnelForSvg(drawn)}`);
    return exitCode.badFile;
  }
  return undefined;
}

async function runOne(
  { analysis, place }: Opened,
  { funnel, asOf, reasons }: RunOptions,
  runner: Runner,
  { terminal, say, signal }: Context,
): Promise<FileRun> {
  const result = await runFile({
    analysis,
    place,
    runner,
    signal,
    ...(funnel === undefined ? {} : { funnel }),
    ...(asOf === undefined ? {} : { asOf }),
    ...(reasons === true ? { reasons: "named" } : {}),
    onProgress(name, { phase, fraction }) {
      terminal.status(say.running(name, phase, fraction));
    },
  });
  terminal.status(undefined);
  return result;
}

/** Says on the standard error what went wrong and tells what it means for the exit code. */
function talk(
  { name, analysis }: Opened,
  { outcomes }: FileRun,
  { funnel }: RunOptions,
  context: Context,
): ExitCode {
  const { terminal, say } = context;
  const serious = analysis.diagnostics.filter(isSerious);
  for (const line of describeDiagnostics(name, analysis.text, serious, terminal.locale)) {
    terminal.err(line);
  }
  const kept = outcomes.filter((one) => "run" in one && one.run.fromCache === true);
  if (kept.length > 0) {
    terminal.err(`${name}: ${say.fromCache(kept.map((one) => ranOf(one).name))}`);
  }
  let code: ExitCode = exitCode.ok;
  if (runnables(analysis).length === 0 && codeOf(analysis.diagnostics) === exitCode.ok) {
    terminal.err(sentenceLine(name, undefined, "error", say.noFunnel()));
    code = exitCode.badFile;
  }
  // Asked for one funnel, the mistakes of the others are said but don't count.
  if (funnel === undefined) code = worst(code, codeOf(analysis.diagnostics));
  for (const outcome of outcomes) {
    code = worst(code, talkOfFunnel(name, analysis, outcome, context));
  }
  return code;
}

function isSerious({ severity }: Diagnostic): boolean {
  return severity === "error" || severity === "warning";
}

function talkOfFunnel(
  name: string,
  analysis: Analysis,
  outcome: FileOutcome,
  context: Context,
): ExitCode {
  const { terminal } = context;
  switch (outcome.kind) {
    case "broken":
      return worst(exitCode.badFile, codeOf(outcome.diagnostics));
    case "failure": {
      const { failure } = outcome;
      if (failure.kind === "cancelled") return exitCode.cancelled;
      const source = analysis.program.sources.find(
        (each) => each.name === failure.source && each.file === undefined,
      );
      const place = placeOf(analysis.text, source?.locationSpan ?? ranOf(outcome).nameSpan);
      terminal.err(findingLine(name, place, "error", failure.finding, terminal.locale));
      return codeOfFailure(failure);
    }
    case "run":
      return talkOfExpectations(name, analysis, outcome, context);
    case "study":
      return exitCode.ok;
  }
}

function codeOfFailure({ kind }: Failure): ExitCode {
  switch (kind) {
    case "data":
      return exitCode.badData;
    case "cancelled":
      return exitCode.cancelled;
    case "internal":
      return exitCode.internal;
  }
}

function talkOfExpectations(
  name: string,
  analysis: Analysis,
  outcome: Completed,
  { terminal }: Context,
): ExitCode {
  let code: ExitCode = exitCode.ok;
  const { expectations } = reportOf(outcome, analysis, terminal);
  for (const [index, { status, text, line }] of expectations.entries()) {
    if (status === "pass") continue;
    const span = outcome.funnel.expectations[index]?.span;
    const place = span === undefined ? { line: line + 1, column: 1 } : placeOf(analysis.text, span);
    const finding = unmetFinding(status, text);
    const severity = severityOf(finding.code);
    terminal.err(findingLine(name, place, severity, finding, terminal.locale));
    if (status === "fail") code = exitCode.unmet;
  }
  return code;
}

function completed({ run: { outcomes } }: Ran): Completed[] {
  return outcomes.filter((outcome) => outcome.kind === "run");
}

async function render(
  ran: readonly Ran[],
  files: number,
  { format, theme, chart: form }: RunOptions,
  { terminal }: Context,
): Promise<string | Uint8Array> {
  switch (format) {
    case "json":
      return files > 1 ? json(ran.map(({ run: { result } }) => result)) : json(ran[0]?.run.result);
    case "text":
      return ran.flatMap((file) => texts(file, files, terminal)).join("\n");
    case "markdown":
      return ran
        .flatMap(({ opened, run }) => markdownOf(run.outcomes, opened.analysis, terminal.locale))
        .join("\n");
    case "csv":
    case "xlsx":
      return tableOf(
        ran.flatMap(({ run }) => run.outcomes),
        format,
        terminal.locale,
      );
    case "svg": {
      const file = ran.find((each) => completed(each).length > 0);
      const [outcome] = file === undefined ? [] : completed(file);
      if (file === undefined || outcome === undefined) {
        return drawStudy(ran, theme, terminal);
      }
      const { chartFor, compileChart, renderSvg } = await loadReport();
      const report = reportOf(outcome, file.opened.analysis, terminal);
      const { funnel, run } = outcome;
      const timeZone = timeZoneOf(funnel, file.opened.analysis.program);
      const asked = { funnel, timeZone, ...(form === undefined ? {} : { form }) };
      const chart = compileChart(chartFor(run.result, report, terminal.locale, asked));
      return `${(await renderSvg(chart, theme)).trimEnd()}\n`;
    }
  }
}

/** The first study that has a chart; where no funnel ran. */
async function drawStudy(
  ran: readonly Ran[],
  theme: RunOptions["theme"],
  { locale }: Context["terminal"],
): Promise<string> {
  const { chartForStudy, compileChart, renderSvg } = await loadReport();
  for (const { opened, run: done } of ran) {
    const { program } = opened.analysis;
    // A funnel that failed has no other picture in its place.
    if (done.outcomes.some(({ kind }) => kind !== "study")) continue;
    for (const outcome of done.outcomes) {
      if (outcome.kind !== "study") continue;
      const { study, run: studied } = outcome;
      const timeZone = timeZoneOfStudy(study, program);
      const on = subjectOf(study, program);
      const report = reportStudy(studied.result, study, on, locale, { timeZone });
      const chart = chartForStudy(studied.result, report, locale);
      if (chart !== undefined) {
        return `${(await renderSvg(compileChart(chart), theme)).trimEnd()}\n`;
      }
    }
  }
  return "";
}

/** One file gives its result, several give a list of them. */
function json(result: RunResult | readonly RunResult[] | undefined): string {
  return result === undefined ? "" : `${JSON.stringify(result, undefined, 2)}\n`;
}

function texts({ opened, run }: Ran, files: number, terminal: Context["terminal"]): string[] {
  const drawn = textsOf(run.outcomes, opened.analysis, terminal);
  return files > 1 && drawn.length > 0 ? [`${opened.name}\n`, ...drawn] : [...drawn];
}

async function deliver(
  content: string | Uint8Array,
  out: string | undefined,
  context: Context,
): Promise<ExitCode> {
  if (content.length === 0) return exitCode.ok;
  const output = await openOutput(out, context);
  if (output === undefined) return exitCode.badFile;
  await output.write(content);
  return output.end();
}
