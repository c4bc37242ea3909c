import { setTimeout as wait } from "node:timers/promises";
import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  ResponseError,
} from "vscode-languageserver/node";
import {
  type Analysis,
  type Diagnostic,
  type Locale,
  type Span,
  describeFinding,
  severityOf,
} from "../../language/index.ts";
import type { Failure } from "../engine/errors.ts";
import { type DataCatalog, analyzeWithData } from "../engine/run/catalog.ts";
import { computedStudies } from "../engine/plan/computable-study.ts";
import { type FileOutcome, ranOf, runFile } from "../engine/run/run-file.ts";
import type { Runner } from "../engine/run/runner.ts";
import {
  type CompileChartParams,
  type CompileChartResult,
  type ExpectationOutcome,
  type FunnelOutcome,
  type Problem,
  type RunFunnelsParams,
  type RunFunnelsResult,
  type RunProgressParams,
  runProgress,
} from "../protocol/index.ts";
import type * as Report from "../report/bundle.ts";
import type { TabForm } from "../report/charts/tabs.ts";
import { subjectOf, timeZoneOf, timeZoneOfStudy } from "../report/time-zone.ts";
import { offerOf } from "./basis.ts";
import { isWithin } from "./convert.ts";
import type { Documents } from "./documents.ts";
import { expectationOutcomes } from "./expectations.ts";
import type { Snapshot } from "./snapshot.ts";

export interface RunContext {
  readonly documents: Documents;
  readonly catalog: DataCatalog;
  readonly runner: Runner;
  readonly locale: Locale;
  readonly trusted: () => boolean;
  /** Loads what words and draws results, with the first of them. */
  readonly loadReport: () => Promise<typeof Report>;
  readonly onError: (error: unknown) => void;
}

export interface Runs {
  run(params: RunFunnelsParams, token: CancellationToken): Promise<RunFunnelsResult>;
  compile(params: CompileChartParams): Promise<CompileChartResult>;
  /** Ends all that are under way. */
  cancel(): void;
}

/** Whatever the engine does, a cancelled run is answered after this long; the engine ends it by itself. */
const longestCancelMilliseconds = 2_800;

/** Runs are independent of each other and of edits: each tells the version of the text that it ran. */
export function createRuns(connection: Connection, context: RunContext): Runs {
  const running = new Set<AbortController>();

  const run = async (
    params: RunFunnelsParams,
    token: CancellationToken,
  ): Promise<RunFunnelsResult> => {
    const snapshot = await context.documents.snapshot(params.uri);
    if (snapshot === undefined) {
      throw new ResponseError(ErrorCodes.InvalidParams, `${params.uri} is not open`);
    }
    const controller = new AbortController();
    running.add(controller);
    const listener = token.onCancellationRequested(() => controller.abort());
    if (token.isCancellationRequested) controller.abort();
    const tell = (progress: Omit<RunProgressParams, "runId">): void => {
      if (controller.signal.aborted) return;
      // A client that is gone needs to hear nothing.
      connection
        .sendNotification(runProgress, { runId: params.runId, ...progress })
        .catch(() => undefined);
    };
    const asked: Asked = { snapshot, funnel: params.funnel, signal: controller.signal, tell };
    try {
      const work = runSnapshot(context, asked);
      const late = whenCancelled(asked.signal).then(() => nothingRan(context, asked, cancelled));
      return await Promise.race([work, late]);
    } catch (error) {
      if (controller.signal.aborted) return nothingRan(context, asked, cancelled);
      context.onError(error);
      const reason = error instanceof Error ? error.message : String(error);
      return nothingRan(context, asked, {
        kind: "internal",
        finding: { code: "FNL5031", args: { reason } },
      });
    } finally {
      listener.dispose();
      running.delete(controller);
      if (controller.signal.aborted) context.documents.resume(params.uri);
    }
  };

  return {
    run,
    async compile({ vegaLite }) {
      const { compileChart } = await context.loadReport();
      return { vega: compileChart(vegaLite) };
    },
    cancel() {
      for (const controller of running) controller.abort();
    },
  };
}

interface Asked {
  readonly snapshot: Snapshot;
  readonly funnel: string | undefined;
  readonly signal: AbortSignal;
  readonly tell: (progress: Omit<RunProgressParams, "runId">) => void;
}

const cancelled: Failure = { kind: "cancelled", finding: { code: "FNL5029", args: {} } };

async function runSnapshot(context: RunContext, asked: Asked): Promise<RunFunnelsResult> {
  const { snapshot, funnel, signal, tell } = asked;
  const { place } = snapshot;
  if (place === undefined) {
    const code = context.trusted() ? "FNL5035" : "FNL5034";
    return nothingRan(context, asked, { kind: "data", finding: { code, args: {} } });
  }
  const { text } = snapshot.analysis;
  const analysis = await analyzeWithData(text, place, context.catalog, { signal });
  const { result, outcomes } = await runFile({
    analysis,
    place,
    runner: context.runner,
    ...(funnel === undefined ? {} : { funnel }),
    signal,
    onProgress: (name, progress) => tell({ funnel: name, ...progress }),
  });
  const told: FunnelOutcome[] = [];
  const expectations: ExpectationOutcome[] = [];
  for (const outcome of outcomes) {
    const one = await tellOutcome(context, asked, analysis, outcome);
    told.push(one);
    if (outcome.kind !== "run" || one.kind !== "report") continue;
    expectations.push(...expectationOutcomes(snapshot, outcome, one.report, context.locale));
  }
  const { uri, version } = snapshot;
  return { uri, version: version ?? 0, outcomes: told, expectations, result };
}

async function tellOutcome(
  context: RunContext,
  { snapshot, tell }: Asked,
  analysis: Analysis,
  outcome: FileOutcome,
): Promise<FunnelOutcome> {
  const { name, nameSpan } = ranOf(outcome);
  const { line } = snapshot.lines.positionAt(nameSpan.start);
  const offer = offerOf(outcome, analysis, snapshot.place);
  switch (outcome.kind) {
    case "run": {
      tell({ funnel: name, phase: "drawing" });
      const { funnel } = outcome;
      const { result, milliseconds, fromCache, sql } = outcome.run;
      const { reportFunnel, chartFor, chartTabs, compileChart, readableSql } =
        await context.loadReport();
      const timeZone = timeZoneOf(funnel, analysis.program);
      const report = reportFunnel(result, funnel, context.locale, { timeZone });
      const draw = ({ tab, form }: TabForm) => ({
        tab,
        vegaLite: chartFor(result, report, context.locale, { funnel, timeZone, form }),
      });
      const [onTop, ...others] = chartTabs(result, funnel.chart);
      const first = draw(onTop);
      return {
        kind: "report",
        funnel: name,
        line,
        report,
        chart: { ...first, vega: compileChart(first.vegaLite) },
        others: others.map(draw),
        ...(funnel.chart === "table" ? { tableFirst: true } : {}),
        sql: readableSql(sql),
        milliseconds,
        ...(fromCache ? { fromCache } : {}),
        ...offer,
      };
    }
    case "study": {
      const { study } = outcome;
      const { result, milliseconds, fromCache, sql } = outcome.run;
      const { reportStudy, chartForStudy, compileChart, readableSql } = await context.loadReport();
      const { program } = analysis;
      const timeZone = timeZoneOfStudy(study, program);
      const on = subjectOf(study, program);
      const report = reportStudy(result, study, on, context.locale, { timeZone });
      const vegaLite = chartForStudy(result, report, context.locale);
      return {
        kind: "study",
        funnel: name,
        line,
        report,
        ...(vegaLite === undefined ? {} : { chart: { vegaLite, vega: compileChart(vegaLite) } }),
        sql: readableSql(sql),
        milliseconds,
        ...(fromCache ? { fromCache } : {}),
        ...offer,
      };
    }
    case "failure": {
      const { failure } = outcome;
      const problems = [describeFailure(context, snapshot, failure)];
      return { kind: "failure", funnel: name, line, failure: failure.kind, problems };
    }
    case "broken": {
      const problems = outcome.diagnostics.map((one) => describeProblem(context, snapshot, one));
      return { kind: "failure", funnel: name, line, failure: "file", problems };
    }
  }
}

/** The same failure for every funnel and study that was asked for. */
function nothingRan(context: RunContext, asked: Asked, failure: Failure): RunFunnelsResult {
  const { snapshot } = asked;
  const problems = [describeFailure(context, snapshot, failure)];
  const outcomes = askedFor(snapshot, asked.funnel).map(({ name, span }): FunnelOutcome => ({
    kind: "failure",
    funnel: name,
    line: snapshot.lines.positionAt(span.start).line,
    failure: failure.kind,
    problems,
  }));
  const file = decodeURIComponent(snapshot.uri.slice(snapshot.uri.lastIndexOf("/") + 1));
  const result = { version: 1, file, as_of: null, results: [] } as const;
  const { uri, version } = snapshot;
  return { uri, version: version ?? 0, outcomes, expectations: [], result };
}

/** From the tree: what can't be read is named all the same. */
function askedFor(
  { analysis }: Snapshot,
  wanted: string | undefined,
): readonly { readonly name: string; readonly span: Span }[] {
  return analysis.tree.declarations.flatMap((node) =>
    isRunnable(node) &&
    node.name !== undefined &&
    (wanted === undefined || node.name.text === wanted)
      ? [{ name: node.name.text, span: node.name.span }]
      : [],
  );
}

type Declared = Analysis["tree"]["declarations"][number];
const runnableKinds = ["funnel", ...computedStudies] as const;

function isRunnable(
  node: Declared,
): node is Extract<Declared, { readonly kind: (typeof runnableKinds)[number] }> {
  return runnableKinds.some((kind) => kind === node.kind);
}

/** At the file of the source that it happened to, where it is known. */
function describeFailure(context: RunContext, snapshot: Snapshot, failure: Failure): Problem {
  const { finding, source } = failure;
  const at = snapshot.analysis.program.sources.find(
    ({ name, file }) => name === source && file === undefined,
  );
  return {
    code: finding.code,
    message: describeFinding(finding, context.locale),
    severity: failure.kind === "cancelled" ? "info" : severityOf(finding.code),
    ...(at === undefined ? {} : placeOf(snapshot, at.locationSpan)),
  };
}

function describeProblem(context: RunContext, snapshot: Snapshot, one: Diagnostic): Problem {
  return {
    code: one.code,
    message: describeFinding(one, context.locale),
    severity: one.severity,
    ...placeOf(snapshot, one.span),
  };
}

/** None where a cell was run and the place is in another. */
function placeOf(snapshot: Snapshot, span: Span): Pick<Problem, "line" | "character"> {
  return isWithin(snapshot, span) ? snapshot.lines.positionAt(span.start) : {};
}

/** Settles only some time after the signal. */
async function whenCancelled(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) {
    await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
  }
  await wait(longestCancelMilliseconds, undefined, { ref: false });
}
