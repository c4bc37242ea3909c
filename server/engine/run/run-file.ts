import { basename, isAbsolute, relative, sep } from "node:path";
import {
  type ActorSource,
  type Analysis,
  type Diagnostic,
  type FunnelModel,
  type LineIndex,
  type LookupSource,
  type SourceModel,
  type StudyModel,
  type TotalsSource,
  indexLines,
} from "../../../language/index.ts";
import type { Failure } from "../errors.ts";
import type { FunnelResult, RunResult, StudyResult } from "../result.ts";
import type {
  FunnelRun,
  Place,
  Progress,
  RunOptions,
  RunRequest,
  Runner,
  StudyRequest,
  StudyRun,
} from "./runner.ts";
import { computable, type ComputableFunnel } from "../plan/computable.ts";
import { planMeasures } from "../plan/measures.ts";
import { partTotals } from "../plan/totals.ts";
import { type ComputableStudy, isComputableStudy, studyFunnel } from "../plan/computable-study.ts";

export interface FileRunRequest {
  readonly analysis: Analysis;
  readonly place: Place;
  readonly runner: Runner;
  /** The funnel or study of this name; absent: every one of the file. */
  readonly funnel?: string;
  /** Later rows are left out; an instant in ISO form. */
  readonly asOf?: string;
  readonly reasons?: RunRequest["reasons"];
  readonly signal?: AbortSignal;
  readonly onProgress?: (name: string, progress: Progress) => void;
}

export interface FileRun {
  readonly result: RunResult;
  /** In the order of the file. */
  readonly outcomes: readonly FileOutcome[];
}

/** What can be run by its name. */
export type Runnable = FunnelModel | StudyModel;

export type FileOutcome =
  | { readonly kind: "run"; readonly funnel: FunnelModel; readonly run: FunnelRun }
  | { readonly kind: "study"; readonly study: StudyModel; readonly run: StudyRun }
  | { readonly kind: "failure"; readonly of: Runnable; readonly failure: Failure }
  /** It, or something that it uses, has an error in the text. */
  | {
      readonly kind: "broken";
      readonly of: Runnable;
      readonly diagnostics: readonly Diagnostic[];
    };

/** What an outcome came of. */
export function ranOf(outcome: FileOutcome): Runnable {
  switch (outcome.kind) {
    case "run":
      return outcome.funnel;
    case "study":
      return outcome.study;
    case "failure":
    case "broken":
      return outcome.of;
  }
}

/** Runs the funnels and studies of a file, one after the other. One that fails doesn't stop the others. */
export async function runFile(request: FileRunRequest): Promise<FileRun> {
  const { analysis, place, signal } = request;
  const lines = indexLines(analysis.text);
  const outcomes: FileOutcome[] = [];
  for (const runnable of runnables(analysis)) {
    if (request.funnel !== undefined && runnable.name !== request.funnel) continue;
    const outcome =
      "kind" in runnable
        ? await runOneStudy(runnable, request, lines)
        : await runOne(runnable, request, lines);
    outcomes.push(outcome);
    if (signal?.aborted === true) break;
  }
  const results = outcomes.flatMap((outcome) =>
    outcome.kind === "run" || outcome.kind === "study" ? [outcome.run.result] : [],
  );
  return {
    result: {
      version: 1,
      file: nameOf(place),
      as_of: latest(results),
      results,
    },
    outcomes,
  };
}

/** The funnels of a file, and those of its studies that this version can run, as they stand there. */
export function runnables({
  program: { funnels, studies },
}: Analysis): readonly (FunnelModel | ComputableStudy)[] {
  const known = studies.filter(isComputableStudy);
  return [...funnels, ...known].sort((a, b) => a.span.start - b.span.start);
}

/**
 * The file as the result names it: from the workspace folder, or its bare name where it lies outside,
 * so that the result is the same on every machine.
 */
function nameOf({ root, file }: Place): string {
  const steps = relative(root, file).split(sep);
  return steps[0] === ".." || isAbsolute(steps.join(sep)) ? basename(file) : steps.join("/");
}

/**
 * What is asked of the data of a funnel beside its run; where it can't be run, the errors that keep it
 * from that.
 */
export function requestFor(
  funnel: FunnelModel,
  request: Omit<FileRunRequest, "runner">,
): RunRequest | readonly Diagnostic[] {
  const data = dataOf(funnel.sources, funnel, request);
  const known = funnel.runnable ? computable(funnel) : undefined;
  if (known === undefined || !data.isWhole) {
    return errorsOf(funnel, data.sources, request.analysis);
  }
  return { ...commonOf(request), ...partsOf(known, data) };
}

async function runOne(
  funnel: FunnelModel,
  request: FileRunRequest,
  lines: LineIndex,
): Promise<FileOutcome> {
  const data = dataOf(funnel.sources, funnel, request);
  const known = funnel.runnable ? computable(funnel) : undefined;
  if (known === undefined || !data.isWhole) return broken(funnel, data.sources, request);
  const amounts = amountSources(known, request.analysis.program);
  if (amounts === undefined) return broken(funnel, data.sources, request);
  const outcome = await request.runner.run(
    { ...commonOf(request), ...partsOf(known, data), ...amounts },
    optionsFor(funnel, request),
  );
  if (!outcome.ok) return { kind: "failure", of: funnel, failure: outcome.failure };
  const { result, diagnostics } = outcome.value;
  return {
    kind: "run",
    funnel,
    run: { ...outcome.value, result: withLines(result, diagnostics, lines) },
  };
}

async function runOneStudy(
  study: ComputableStudy,
  request: FileRunRequest,
  lines: LineIndex,
): Promise<FileOutcome> {
  const { funnels, imported } = request.analysis.program;
  const funnel = studyFunnel(study, [...funnels, ...imported]);
  const data = dataOf(funnel?.sources ?? [], study, request);
  const known = funnel && study.runnable ? computable(funnel) : undefined;
  if (known === undefined || !data.isWhole) return broken(study, data.sources, request);
  const amounts = amountSources(known, request.analysis.program);
  if (amounts === undefined) return broken(study, data.sources, request);
  const outcome = await request.runner.runStudy(
    { ...commonOf(request), study, ...partsOf(known, data), ...amounts },
    optionsFor(study, request),
  );
  if (!outcome.ok) return { kind: "failure", of: study, failure: outcome.failure };
  const { result, diagnostics } = outcome.value;
  return {
    kind: "study",
    study,
    run: { ...outcome.value, result: withLines(result, diagnostics, lines) },
  };
}

/** The stages that are counted already, and the others: each with what they read. */
function partsOf(
  funnel: ComputableFunnel,
  { sources: all, lookups }: ReadOf,
): Pick<RunRequest, "funnel" | "sources" | "lookups" | "totals"> {
  const { totals, ...parts } = partTotals(funnel, all);
  const joinedBy = (sources: readonly SourceModel[]): readonly LookupSource[] => {
    const names = new Set(sources.flatMap(({ joins }) => joins.map(({ lookup }) => lookup)));
    return lookups.filter(({ name }) => names.has(name));
  };
  return {
    ...parts,
    lookups: joinedBy(parts.sources),
    ...(totals === undefined ? {} : { totals: { ...totals, lookups: joinedBy(totals.sources) } }),
  };
}

/** Those that measures sum up, whether the funnel reads them or not. Undefined where one is missing. */
function amountSources(
  funnel: ComputableFunnel,
  { sources }: Analysis["program"],
): Pick<RunRequest, "amounts"> | undefined {
  const names = new Set(planMeasures(funnel).amounts.map(({ source }) => source));
  const found = sources.filter(({ name }) => names.has(name));
  const joined = new Set(found.flatMap(({ joins }) => joins.map(({ lookup }) => lookup)));
  const lookups = sources.filter(
    (source): source is LookupSource => source.shape === "lookup" && joined.has(source.name),
  );
  if (found.length < names.size || lookups.length < joined.size) return undefined;
  return names.size === 0 ? {} : { amounts: { sources: found, lookups } };
}

type ReadSource = ActorSource | TotalsSource;

interface ReadOf {
  readonly sources: readonly ReadSource[];
  readonly lookups: readonly LookupSource[];
}

/** The sources of these names and what they join. */
function dataOf(
  names: readonly string[],
  runnable: Runnable,
  { analysis: { program } }: Pick<FileRunRequest, "analysis">,
): ReadOf & {
  /** None of them is missing. */
  readonly isWhole: boolean;
} {
  const sources = names.flatMap((name): ReadSource[] => {
    const source = program.sources.find((each) => each.name === name);
    return source === undefined || source.shape === "lookup" ? [] : [inThisFile(source, runnable)];
  });
  const joined = new Set(sources.flatMap(({ joins }) => joins.map(({ lookup }) => lookup)));
  const lookups = program.sources.flatMap((source) =>
    source.shape === "lookup" && joined.has(source.name)
      ? [lookupInThisFile(source, runnable)]
      : [],
  );
  const isWhole = sources.length === names.length && lookups.length === joined.size;
  return { sources, lookups, isWhole };
}

function commonOf({
  place,
  asOf,
  reasons,
}: Pick<FileRunRequest, "place" | "asOf" | "reasons">): Pick<
  StudyRequest,
  "place" | "asOf" | "reasons"
> {
  return {
    place,
    ...(asOf === undefined ? {} : { asOf }),
    ...(reasons === undefined ? {} : { reasons }),
  };
}

function optionsFor({ name }: Runnable, { signal, onProgress }: FileRunRequest): RunOptions {
  return {
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress: (progress) => onProgress(name, progress) }),
  };
}

function broken(
  of: Runnable,
  sources: readonly ReadSource[],
  { analysis }: FileRunRequest,
): FileOutcome {
  return { kind: "broken", of, diagnostics: errorsOf(of, sources, analysis) };
}

/** What there is to say of the rows of an imported source is said at the name of what reads them. */
function inThisFile(source: ReadSource, { nameSpan }: Runnable): ReadSource {
  if (source.file === undefined) return source;
  const joins = source.joins.map((join) => ({ ...join, span: nameSpan }));
  const own = { span: nameSpan, nameSpan, locationSpan: nameSpan, joins };
  if (source.shape === "totals") return { ...source, ...own };
  const places = { ...own, actorSpan: nameSpan };
  return source.shape === "events"
    ? { ...source, ...places, timeSpan: nameSpan, eventSpan: nameSpan }
    : { ...source, ...places };
}

function lookupInThisFile(source: LookupSource, { nameSpan }: Runnable): LookupSource {
  return source.file === undefined ? source : { ...source, locationSpan: nameSpan };
}

/** The errors in it and its sources; where there are none, those of the rest, which it may use. */
function errorsOf(
  runnable: Runnable,
  sources: readonly ReadSource[],
  analysis: Analysis,
): readonly Diagnostic[] {
  const errors = analysis.diagnostics.filter(({ severity }) => severity === "error");
  const own = errors.filter(({ span }) =>
    [runnable, ...sources].some(
      (part) => part.span.start <= span.start && span.end <= part.span.end,
    ),
  );
  return own.length === 0 ? errors : own;
}

/** The places of diagnostics are offsets until the text is at hand. */
function withLines<Result extends FunnelResult | StudyResult>(
  result: Result,
  diagnostics: readonly Diagnostic[],
  lines: LineIndex,
): Result {
  return {
    ...result,
    diagnostics: result.diagnostics.map((diagnostic, index) => {
      const span = diagnostics[index]?.span;
      if (span === undefined) return diagnostic;
      const { code, severity, args, message } = diagnostic;
      return { code, severity, line: lines.positionAt(span.start).line + 1, args, message };
    }),
  };
}

/** ISO times with a fraction of any length, compared as times. */
function latest(results: readonly (FunnelResult | StudyResult)[]): string | null {
  const padded = (time: string): string => {
    const [whole = "", fraction = ""] = time.replace("Z", "").split(".");
    return `${whole}.${fraction.padEnd(6, "0")}`;
  };
  let last: string | null = null;
  for (const { as_of: asOf } of results) {
    if (asOf !== null && (last === null || padded(asOf) > padded(last))) last = asOf;
  }
  return last;
}
