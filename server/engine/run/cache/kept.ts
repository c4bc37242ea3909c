import type { Diagnostic } from "../../../../language/index.ts";
import type { FunnelResult, StageResult, StudyResult } from "../../result.ts";
import type { FunnelRun, RunRequest, StudyRun } from "../runner.ts";
import type { Definition } from "./definition.ts";

export type AnyRun = FunnelRun | StudyRun;

/** A run as it is kept: places in the text and lines are the numbers that they have in its definition. */
export interface KeptRun {
  readonly result: FunnelResult | StudyResult;
  readonly diagnostics: readonly KeptDiagnostic[];
  readonly sql: string;
}

type KeptDiagnostic = Omit<Diagnostic, "span"> & { readonly place: number };

/** Undefined where a diagnostic stands at a place that the definition doesn't know. */
export function keep({ result, diagnostics, sql }: AnyRun, known: Definition): KeptRun | undefined {
  const placed = diagnostics.map(({ span, ...rest }) => ({
    ...rest,
    place: known.spans.findIndex(({ start, end }) => start === span.start && end === span.end),
  }));
  if (placed.some(({ place, related }) => place < 0 || related !== undefined)) return undefined;
  // The model counts lines from 0, results from 1.
  const indexOf = (line: number): number => known.lines.indexOf(line - 1);
  if (linesOf(result).some((line) => indexOf(line) < 0)) return undefined;
  return {
    result: withLines(result, indexOf),
    diagnostics: placed,
    sql,
  };
}

/** The run as it would come of a request with this definition. Undefined where it doesn't fit it. */
export function restore(
  { result, diagnostics, sql }: KeptRun,
  known: Definition,
  { funnel }: RunRequest,
): Omit<AnyRun, "milliseconds"> | undefined {
  const placed = diagnostics.flatMap(({ place, ...rest }) => {
    const span = known.spans[place];
    return span === undefined ? [] : [{ ...rest, span } as Diagnostic];
  });
  if (placed.length < diagnostics.length) return undefined;
  const lined = withLines(result, (index) => (known.lines[index] ?? 0) + 1);
  return {
    result: lined.kind === "funnel" ? withLabels(lined, funnel) : lined,
    diagnostics: placed,
    sql,
    fromCache: true,
  };
}

function linesOf(result: FunnelResult | StudyResult): readonly number[] {
  return "expectations" in result ? (result.expectations ?? []).map(({ line }) => line) : [];
}

function withLines<Result extends FunnelResult | StudyResult>(
  result: Result,
  lineOf: (line: number) => number,
): Result {
  if (!("expectations" in result) || result.expectations === undefined) return result;
  const expectations = result.expectations.map((one) => ({ ...one, line: lineOf(one.line) }));
  return { ...result, expectations };
}

function withLabels(result: FunnelResult, funnel: RunRequest["funnel"]): FunnelResult {
  const labels = new Map(funnel.stages.map(({ name, label }) => [name, label]));
  const labelled = (stage: StageResult): StageResult => {
    const { name, label: _label, ...figures } = stage;
    if (!labels.has(name)) return stage;
    const label = labels.get(name);
    return { name, ...(label === undefined ? {} : { label }), ...figures };
  };
  return {
    ...result,
    stages: result.stages.map(labelled),
    ...(result.splits === undefined
      ? {}
      : {
          splits: result.splits.map((split) => ({ ...split, stages: split.stages.map(labelled) })),
        }),
  };
}
