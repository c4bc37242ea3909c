import type { Diagnostic, StageModel } from "../../../language/index.ts";
import type { Computed, FunnelFigures } from "../kernel/compute.ts";
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
import {
  computeActors,
  joinCounts,
  type JoinedFigures,
  type JoinedGroup,
  moreThanAll,
  splitsWithCounts,
} from "./join-counts.ts";
import type { CountedTotals } from "./totals.ts";

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
  readonly changes?: (
    computed: Computed,
    whole: FunnelFigures,
    measured: MeasuredFunnel,
  ) => Changes;
  /** Of the stages before those of the funnel. */
  readonly counted?: CountedTotals;
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
  const { counted } = facts;
  const measured = measuredFunnel(funnel, counted?.totals.part.stages);
  const splits = splitsWithCounts(splitSpecs(funnel, splitValues), counted);
  const spec = funnelSpec(funnel, facts.timeless);
  const figures = computeActors(rows, spec, {
    splits,
    pairs: measured.pairs,
    ...(measured.needs === undefined ? {} : { measures: measured.needs }),
    ...(facts.asOf === null || facts.timeless ? {} : { asOf: facts.asOf }),
    ...(facts.since === undefined || facts.timeless ? {} : { since: facts.since }),
    ledger: facts.namesLost === true ? "names-lost" : "counts",
    histograms: true,
  });
  const computed = facts.timeless ? withoutTimes(figures) : figures;
  const shown = joinCounts(computed, splits, spec, measured, counted);
  const { entered, converted, conversion, interval, seconds } = shown.total.whole;
  const changes = facts.changes?.(computed, shown.total.whole, measured);
  const stages = [...(counted?.totals.part.stages ?? []), ...funnel.stages];
  const diagnostics = [
    ...facts.diagnostics,
    ...leftOut(funnel, computed),
    ...cutHistory(funnel, computed),
    ...moreThanAll(stages, shown.total),
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
    stages: stageResults(funnel, stages, shown.total),
    ...positionResults(computed.total, funnel),
    ...changes?.parts,
    ...optionalParts(funnel, stages, shown, measured, facts.sums, changes?.expectations),
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
function positionResults(
  { positions }: FunnelFigures,
  { exits }: ComputableFunnel,
): Pick<FunnelResult, "positions"> {
  if (positions === undefined) return {};
  return {
    positions: positions.map(({ ledger, dropoff = null, ...figures }, index) => ({
      position: index + 1,
      ...figures,
      dropoff,
      ...(ledger === undefined ? {} : { ledger: ledgerResult(ledger, exits) }),
    })),
  };
}

function optionalParts(
  funnel: ComputableFunnel,
  stages: readonly StageModel[],
  shown: JoinedFigures,
  measured: MeasuredFunnel,
  sums: GroupSums | undefined,
  further: readonly ExpectationResult[] = [],
): Pick<FunnelResult, "splits" | "measures" | "expectations"> {
  const whole = measured.figures(shown.total, sums?.whole);
  const judged = evaluateExpectations(funnel.expectations, whole, (name) => measured.unit(name));
  const expectations = [...judged, ...further].sort((a, b) => a.line - b.line);
  const groups = shown.splits.map(({ by, other }) => ({ by, ...(other ? { other } : {}) }));
  return {
    ...(funnel.splits.length === 0
      ? {}
      : {
          splits: shown.splits.map(({ by, other, ...group }, index) => ({
            by,
            ...(other === undefined ? {} : { other }),
            entered: group.whole.entered,
            converted: group.whole.converted,
            conversion: group.whole.conversion,
            interval: group.whole.interval,
            seconds: group.whole.seconds,
            stages: stageResults(funnel, stages, group),
            ...positionResults(group.whole, funnel),
            ...measured.results(measured.figures(group, sums?.group(groups, index))),
          })),
        }),
    ...measured.results(whole),
    ...(expectations.length === 0 ? {} : { expectations }),
  };
}

function stageResults(
  funnel: ComputableFunnel,
  stages: readonly StageModel[],
  { whole, counts = [] }: JoinedGroup,
): StageResult[] {
  return stages.flatMap((stage, index) => {
    const found = whole.stages[index];
    if (found === undefined) return [];
    const { ledger, ...figure } = found;
    return [
      {
        name: stage.name,
        ...(stage.label === undefined ? {} : { label: stage.label }),
        ...(stage.optional ? { optional: true as const } : {}),
        ...(index < counts.length ? { totals: true as const } : {}),
        ...figure,
        ...(ledger === undefined ? {} : { ledger: ledgerResult(ledger, funnel.exits) }),
      },
    ];
  });
}

function time(microseconds: number | null): string | null {
  return microseconds === null ? null : isoTime(microseconds);
}
