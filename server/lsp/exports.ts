import { writeFile } from "node:fs/promises";
import type { CancellationToken } from "vscode-languageserver/node";
import { type FileOutcome, runFile } from "../engine/run/run-file.ts";
import type {
  ExportParams,
  ExportResult,
  Refusal,
  ResultId,
  SaveResult,
  SaveResultParams,
  TextFormat,
} from "../protocol/index.ts";
import { subjectOf, timeZoneOfStudy } from "../report/time-zone.ts";
import { type AskedResult, closed, findAsked, mistake, notWritten, refusal } from "./asked.ts";
import type { RunContext } from "./run.ts";
import { writeWhole } from "./whole-file.ts";

type Form = Pick<ExportParams, "view" | "theme">;
type Ran = Extract<FileOutcome, { kind: "run" | "study" }>;

/** A result that is shown, in another form. */
export async function exported(
  context: RunContext,
  params: ExportParams,
  token: CancellationToken,
): Promise<ExportResult> {
  return withResult(context, params, token, async (asked, ran) => {
    const text = await textOf(context, asked, ran, params.format, params);
    return text === undefined ? nothingToDraw(context) : { kind: "exported", text };
  });
}

/** The same in a file. */
export async function saved(
  context: RunContext,
  params: SaveResultParams,
  token: CancellationToken,
): Promise<SaveResult> {
  const { path, format } = params;
  return withResult(context, params, token, async (asked, ran): Promise<SaveResult> => {
    const content =
      format === "xlsx"
        ? await workbookOf(context, ran)
        : await textOf(context, asked, ran, format, params);
    if (content === undefined) return nothingToDraw(context);
    try {
      await writeWhole(path, async (unfinished) => {
        await writeFile(unfinished, content);
        return undefined;
      });
      return { kind: "saved" };
    } catch (error) {
      return notWritten(context, path, error);
    }
  });
}

/** Runs it again, which is at once where the result is kept, and only goes on with the same one. */
async function withResult<Result>(
  context: RunContext,
  id: ResultId,
  token: CancellationToken,
  use: (asked: AskedResult, ran: Ran) => Promise<Result>,
): Promise<Result | Refusal> {
  const controller = new AbortController();
  const listener = token.onCancellationRequested(() => controller.abort());
  const { signal } = controller;
  try {
    const asked = await findAsked(context, id, signal);
    if ("kind" in asked) return asked;
    const { analysis, place } = asked;
    const { runner } = context;
    const { outcomes } = await runFile({ analysis, place, runner, funnel: id.funnel, signal });
    const [outcome] = outcomes;
    if (outcome?.kind === "failure") return refusal(context, outcome.failure.finding);
    if (outcome?.kind !== "run" && outcome?.kind !== "study") {
      return refusal(context, { code: "FNL5250", args: {} });
    }
    const { sources } = outcome.run.result;
    const changed = sources.find(({ name, fingerprint }) => id.basis.data[name] !== fingerprint);
    if (changed !== undefined) {
      return refusal(context, { code: "FNL5251", args: { source: changed.name } });
    }
    return await use(asked, outcome);
  } catch (error) {
    return signal.aborted ? closed(context) : mistake(context, error);
  } finally {
    listener.dispose();
  }
}

function nothingToDraw(context: RunContext): Refusal {
  return refusal(context, { code: "FNL5254", args: {} });
}

async function workbookOf({ locale, loadReport }: RunContext, { run }: Ran): Promise<Uint8Array> {
  const { resultSheets, writeXlsx } = await loadReport();
  return writeXlsx(resultSheets(run.result, locale));
}

/** Undefined where there is nothing to draw. */
async function textOf(
  context: RunContext,
  asked: AskedResult,
  ran: Ran,
  format: TextFormat,
  form: Form,
): Promise<string | undefined> {
  const { locale } = context;
  const { delimited, resultSheets, funnelMarkdown, studyMarkdown, compileChart, renderSvg } =
    await context.loadReport();
  const [sheet] = resultSheets(ran.run.result, locale);
  switch (format) {
    case "tsv":
      return delimited(sheet, { separator: "\t", decimal: locale === "ru" ? "," : "." });
    case "csv":
      return delimited(sheet, { separator: ",", decimal: "." });
    case "csv-semicolon":
      // Without the mark Excel takes it for another encoding.
      return `\ufeff${delimited(sheet, { separator: ";", decimal: "," })}`;
    case "markdown":
      return ran.kind === "run"
        ? funnelMarkdown(await reportOf(context, asked, ran))
        : studyMarkdown(await studyReportOf(context, asked, ran));
    case "vega-lite": {
      const chart = await chartOf(context, asked, ran, form);
      return chart && `${JSON.stringify(chart, undefined, 2)}\n`;
    }
    case "svg": {
      const chart = await chartOf(context, asked, ran, form);
      return chart && `${(await renderSvg(compileChart(chart), form.theme)).trimEnd()}\n`;
    }
  }
}

async function reportOf(
  { locale, loadReport }: RunContext,
  { timeZone }: AskedResult,
  { funnel, run }: Extract<Ran, { kind: "run" }>,
) {
  const { reportFunnel } = await loadReport();
  return reportFunnel(run.result, funnel, locale, { timeZone });
}

async function studyReportOf(
  { locale, loadReport }: RunContext,
  { analysis: { program } }: AskedResult,
  { study, run }: Extract<Ran, { kind: "study" }>,
) {
  const { reportStudy } = await loadReport();
  const timeZone = timeZoneOfStudy(study, program);
  return reportStudy(run.result, study, subjectOf(study, program), locale, { timeZone });
}

/** The chart of the tab that is looked at; where it shows no chart, the first one. */
async function chartOf(
  context: RunContext,
  asked: AskedResult,
  ran: Ran,
  { view }: Form,
): Promise<object | undefined> {
  const { locale } = context;
  const { chartFor, chartForStudy, chartTabs } = await context.loadReport();
  if (ran.kind === "study") {
    return chartForStudy(ran.run.result, await studyReportOf(context, asked, ran), locale);
  }
  const { funnel, run } = ran;
  const tabs = chartTabs(run.result, funnel.chart);
  const { form } = tabs.find(({ tab }) => tab === view) ?? tabs[0];
  const report = await reportOf(context, asked, ran);
  return chartFor(run.result, report, locale, { funnel, timeZone: asked.timeZone, form });
}
