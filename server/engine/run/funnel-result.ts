import type { Diagnostic } from "../../../language/index.ts";
import { type Computed, type FunnelFigures, computeFunnel } from "../kernel/compute.ts";
import { withoutTimes } from "./timeless.ts";
import { evaluateExpectations } from "../kernel/expectations.ts";
import type { Lost } from "../kernel/ledger/lost.ts";
import type { SplitSpec } from "../kernel/splits.ts";
import type { TaggedRows } from "../kernel/rows.ts";
import { ledgerResult } from "./ledger-result.ts";
import { found } from "./failure.ts";
import type { GroupSums } from "./group-sums.ts";
import { notice } from "./notice.ts";
import { type MeasuredFunnel, measuredFunnel } from "./measure-results.ts";
import { writeDiagnostics } from "./result-diagnostics.ts";
import { isoTime } from "../plan/time.ts";
import type { ExpectationResult, FunnelResult, SourceLedger, StageResult } from "../result.ts";
import type { Changes } from "./changes.ts";
import type { ComputableFunnel } from "../plan/computable.ts";
import { funnelSpec } from "./funnel-spec.ts";

/** What a run knows beside the rows. Times are microseconds. */
export interface RunFacts {
  readonly asOf: number | null;
  /** The earliest time of the data; absent: there is none. */
  readonly since?: number;
  readonly entryFrom: number | null;
  readonly entryTo: number | null;
  readonly sources: readonly SourceLedger[];
  readonly diagnostics: readonly Diagnostic[];
  /** The rows have no times. */
  readonly timeless: boolean;
  /** What measures ask for of whole sources; absent: nothing. */
  readonly sums?: GroupSums;
  /** Whether the later rows of those who are lost will be looked at. */
  readonly namesLost?: boolean;
  /** What is told from the figures besides: changes over time and between groups. */
  readonly changes?: (computed: Computed) => Changes;
}

export interface Assembled {
  readonly result: FunnelResult;
  readonly diagnostics: readonly Diagnostic[];
  /** Where it was asked for. */
  readonly lost?: Lost;
}

/** Computes the figures and puts the result together. */
export function assembleResult(
  funnel: ComputableFunnel,
  rows: TaggedRows,
  splitValues: readonly (readonly string[])[],
  facts: RunFacts,
): Assembled {
  const measured = measuredFunnel(funnel, facts.sums);
  const figures = computeFunnel(rows, funnelSpec(funnel, facts.timeless), {
    splits: splitSpecs(funnel, splitValues),
    pairs: measured.pairs,
    ...(measured.needs === undefined ? {} : { measures: measured.needs }),
    ...(facts.asOf === null || facts.timeless ? {} : { asOf: facts.asOf }),
    ...(facts.since === undefined || facts.timeless ? {} : { since: facts.since }),
    ledger: facts.namesLost === true ? "names-lost" : "counts",
    histograms: true,
  });
  const computed = facts.timeless ? withoutTimes(figures) : figures;
  const { entered, converted, conversion, interval, seconds } = computed.total;
  const changes = facts.changes?.(computed);
  const diagnostics = [
    ...facts.diagnostics,
    ...leftOut(funnel, computed),
    ...cutHistory(funnel, computed),
    ...(changes?.diagnostics ?? []),
    ...(funnel.count === "attempts" ? [notice(found("FNL5141", {}), funnel.nameSpan)] : []),
  ];
  const result: FunnelResult = {
    kind: "funnel",
    name: funnel.name,
    order: funnel.order,
    ...(funnel.model === "inverted" ? { model: funnel.model } : {}),
    window_seconds:
      typeof funnel.window === "number" ? funnel.window / 1e6 : (funnel.window ?? null),
    ...(funnel.count === "attempts" ? { count: funnel.count } : {}),
    defaults: funnel.defaults,
    entered,
    converted,
    conversion,
    interval,
    seconds,
    during: { from: time(facts.entryFrom), to: time(facts.entryTo) },
    as_of: time(facts.asOf),
    sources: facts.sources,
    limits: [],
    stages: stageResults(funnel, computed.total),
    ...positionResults(computed.total),
    ...changes?.parts,
    ...optionalParts(funnel, computed, measured, changes?.expectations),
    diagnostics: writeDiagnostics(diagnostics),
  };
  return { result, diagnostics, ...(figures.lost === undefined ? {} : { lost: figures.lost }) };
}

export function splitSpecs(
  funnel: ComputableFunnel,
  splitValues: readonly (readonly string[])[],
): SplitSpec[] {
  return funnel.splits.map((split, index) => ({
    text: split.text,
    values: splitValues[index] ?? [],
    ...(split.top === undefined ? {} : { top: split.top }),
    at: typeof split.at === "string" ? split.at : stageIndex(funnel, split.at),
  }));
}

function stageIndex({ stages }: ComputableFunnel, { stage }: { readonly stage: string }): number {
  return stages.findIndex(({ name }) => name === stage);
}

/** Whom each `else drop actor` leaves out. */
function leftOut({ without }: ComputableFunnel, { dropped = [] }: Computed): Diagnostic[] {
  return without.flatMap(({ to, span }, index) => {
    const count = dropped[index] ?? 0;
    return count === 0 ? [] : [notice(found("FNL5140", { stage: to, count }), span)];
  });
}

/** Who has less than a window of data before the last stage's row. */
function cutHistory({ stages }: ComputableFunnel, { cut = 0, total }: Computed): Diagnostic[] {
  const anchor = stages.at(-1);
  if (cut === 0 || anchor === undefined) return [];
  const args = { stage: anchor.name, count: cut, entered: total.entered };
  return [notice(found("FNL5200", args), anchor.nameSpan)];
}

/** Order `any`: the funnel by how many of the stages there are. */
function positionResults({ positions }: FunnelFigures): Pick<FunnelResult, "positions"> {
  if (positions === undefined) return {};
  return {
    positions: positions.map(({ ledger: _, dropoff = null, ...figures }, index) => ({
      position: index + 1,
      ...figures,
      dropoff,
    })),
  };
}

function optionalParts(
  funnel: ComputableFunnel,
  computed: Computed,
  measured: MeasuredFunnel,
  further: readonly ExpectationResult[] = [],
): Pick<FunnelResult, "splits" | "measures" | "expectations"> {
  const whole = measured.figures({ ...computed, figures: computed.total });
  const judged = evaluateExpectations(funnel.expectations, whole, measured.unit);
  const expectations = [...judged, ...further].sort((a, b) => a.line - b.line);
  return {
    ...(funnel.splits.length === 0
      ? {}
      : {
          splits: computed.splits.map(({ by, other, figures, ...rest }, index) => ({
            by,
            ...(other === undefined ? {} : { other }),
            entered: figures.entered,
            converted: figures.converted,
            conversion: figures.conversion,
            interval: figures.interval,
            seconds: figures.seconds,
            stages: stageResults(funnel, figures),
            ...positionResults(figures),
            ...measured.results(measured.figures({ figures, ...rest }, computed.splits, index)),
          })),
        }),
    ...measured.results(whole),
    ...(expectations.length === 0 ? {} : { expectations }),
  };
}

function stageResults(funnel: ComputableFunnel, figures: FunnelFigures): StageResult[] {
  return funnel.stages.flatMap((stage, index) => {
    const found = figures.stages[index];
    if (found === undefined) return [];
    const { ledger, ...figure } = found;
    return [
      {
        name: stage.name,
        ...(stage.label === undefined ? {} : { label: stage.label }),
        ...(stage.optional ? { optional: true as const } : {}),
        ...figure,
        ...(ledger === undefined ? {} : { ledger: ledgerResult(ledger, funnel.exits) }),
      },
    ];
  });
}

function time(microseconds: number | null): string | null {
  return microseconds === null ? null : isoTime(microseconds);
}
