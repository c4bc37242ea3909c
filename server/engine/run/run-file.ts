import { basename, isAbsolute, relative, sep } from "node:path";
import {
  type ActorSource,
  type Analysis,
  type Diagnostic,
  type FunnelModel,
  type LineIndex,
  type LookupSource,
  indexLines,
} from "../../../language/index.ts";
import type { Failure } from "../errors.ts";
import type { FunnelResult, RunResult } from "../result.ts";
import type { FunnelRun, Place, Progress, Runner } from "./runner.ts";
import { computable } from "../plan/computable.ts";

export interface FileRunRequest {
  readonly analysis: Analysis;
  readonly place: Place;
  readonly runner: Runner;
  /** Absent: every funnel of the file. */
  readonly funnel?: string;
  /** Later rows are left out; an instant in ISO form. */
  readonly asOf?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (funnel: string, progress: Progress) => void;
}

export interface FileRun {
  readonly result: RunResult;
  /** In the order of the file. */
  readonly outcomes: readonly FileOutcome[];
}

export type FileOutcome =
  | { readonly kind: "run"; readonly funnel: FunnelModel; readonly run: FunnelRun }
  | { readonly kind: "failure"; readonly funnel: FunnelModel; readonly failure: Failure }
  /** The funnel, or something that it uses, has an error in the text. */
  | {
      readonly kind: "broken";
      readonly funnel: FunnelModel;
      readonly diagnostics: readonly Diagnostic[];
    };

/** Runs the funnels of a file, one after the other. One that fails doesn't stop the others. */
export async function runFile(request: FileRunRequest): Promise<FileRun> {
  const { analysis, place, signal } = request;
  const lines = indexLines(analysis.text);
  const outcomes: FileOutcome[] = [];
  for (const funnel of analysis.program.funnels) {
    if (request.funnel !== undefined && funnel.name !== request.funnel) continue;
    outcomes.push(await runOne(funnel, request, lines));
    if (signal?.aborted === true) break;
  }
  const results = outcomes.flatMap((outcome) =>
    outcome.kind === "run" ? [outcome.run.result] : [],
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

/**
 * The file as the result names it: from the workspace folder, or its bare name where it lies outside,
 * so that the result is the same on every machine.
 */
function nameOf({ root, file }: Place): string {
  const steps = relative(root, file).split(sep);
  return steps[0] === ".." || isAbsolute(steps.join(sep)) ? basename(file) : steps.join("/");
}

async function runOne(
  funnel: FunnelModel,
  request: FileRunRequest,
  lines: LineIndex,
): Promise<FileOutcome> {
  const { analysis, place, runner, asOf, signal, onProgress } = request;
  const sources = funnel.sources.flatMap((name): ActorSource[] => {
    const source = analysis.program.sources.find((each) => each.name === name);
    const isRead = source?.shape === "events" || source?.shape === "records";
    return isRead ? [inThisFile(source, funnel)] : [];
  });
  const joined = new Set(sources.flatMap(({ joins }) => joins.map(({ lookup }) => lookup)));
  const lookups = analysis.program.sources.flatMap((source) =>
    source.shape === "lookup" && joined.has(source.name) ? [lookupInThisFile(source, funnel)] : [],
  );
  const isLacking = lookups.length < joined.size;
  const known = funnel.runnable ? computable(funnel) : undefined;
  if (known === undefined || sources.length !== funnel.sources.length || isLacking) {
    return { kind: "broken", funnel, diagnostics: errorsOf(funnel, sources, analysis) };
  }
  const outcome = await runner.run(
    { place, funnel: known, sources, lookups, ...(asOf === undefined ? {} : { asOf }) },
    {
      ...(signal === undefined ? {} : { signal }),
      ...(onProgress === undefined
        ? {}
        : { onProgress: (progress) => onProgress(funnel.name, progress) }),
    },
  );
  if (!outcome.ok) return { kind: "failure", funnel, failure: outcome.failure };
  const { result, diagnostics } = outcome.value;
  return {
    kind: "run",
    funnel,
    run: { ...outcome.value, result: withLines(result, diagnostics, lines) },
  };
}

/** What there is to say of the rows of an imported source is said at the funnel's name. */
function inThisFile(source: ActorSource, { nameSpan }: FunnelModel): ActorSource {
  if (source.file === undefined) return source;
  const joins = source.joins.map((join) => ({ ...join, span: nameSpan }));
  const places = { span: nameSpan, nameSpan, locationSpan: nameSpan, actorSpan: nameSpan, joins };
  return source.shape === "events"
    ? { ...source, ...places, timeSpan: nameSpan, eventSpan: nameSpan }
    : { ...source, ...places };
}

function lookupInThisFile(source: LookupSource, { nameSpan }: FunnelModel): LookupSource {
  return source.file === undefined ? source : { ...source, locationSpan: nameSpan };
}

/** The errors in the funnel and its sources; where there are none, those of the rest, which it may use. */
function errorsOf(
  funnel: FunnelModel,
  sources: readonly ActorSource[],
  analysis: Analysis,
): readonly Diagnostic[] {
  const errors = analysis.diagnostics.filter(({ severity }) => severity === "error");
  const own = errors.filter(({ span }) =>
    [funnel, ...sources].some((part) => part.span.start <= span.start && span.end <= part.span.end),
  );
  return own.length === 0 ? errors : own;
}

/** The places of diagnostics are offsets until the text is at hand. */
function withLines(
  result: FunnelResult,
  diagnostics: readonly Diagnostic[],
  lines: LineIndex,
): FunnelResult {
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
function latest(results: readonly FunnelResult[]): string | null {
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
