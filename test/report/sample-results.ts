import type { StageModel } from "../../language/index.ts";
import type {
  FunnelResult,
  Interval,
  SplitResult,
  StageResult,
} from "../../server/engine/result.ts";
import type { ComputableFunnel } from "../../server/engine/plan/computable.ts";

/** Results as the engine would give them, made from counts. */

export interface SampleStage {
  readonly name: string;
  readonly count: number;
  readonly label?: string;
  readonly optional?: true;
  /** Median seconds from the previous required stage. */
  readonly median?: number;
}

export interface SampleOptions {
  readonly name?: string;
  readonly splits?: readonly (readonly [value: string | null, ...counts: number[]])[];
  readonly splitBy?: string;
  readonly result?: Partial<FunnelResult>;
  readonly model?: Partial<ComputableFunnel>;
}

export interface Sample {
  readonly result: FunnelResult;
  readonly funnel: ComputableFunnel;
}

export function sampleResult(stages: readonly SampleStage[], options: SampleOptions = {}): Sample {
  const results = stageResults(stages);
  const required = results.filter((stage) => stage.optional !== true);
  const entered = required[0]?.count ?? 0;
  const converted = required.at(-1)?.count ?? 0;
  const result: FunnelResult = {
    kind: "funnel",
    name: options.name ?? "Signup",
    order: "sequential",
    window_seconds: 1_209_600,
    defaults: ["order sequential", "entry first"],
    entered,
    converted,
    conversion: share(converted, entered),
    interval: wilson(converted, entered),
    seconds: converted === 0 ? null : { median: 525_600, average: 600_000, p90: 1_000_000 },
    during: { from: "2026-01-01T00:00:00Z", to: "2026-03-31T23:59:59.999999Z" },
    as_of: "2026-04-02T10:00:00Z",
    sources: [
      {
        name: "web",
        files: 1,
        fingerprint: "f",
        rows: { read: 34_012, rejected: 0, without_actor: 12, unreadable_time: 0, unmatched: {} },
      },
    ],
    limits: [],
    stages: results,
    diagnostics: [],
    ...(options.splits === undefined
      ? {}
      : { splits: splitResults(stages, options.splits, options.splitBy ?? "channel") }),
    ...options.result,
  };
  const funnel: ComputableFunnel = {
    name: result.name,
    span: { start: 0, end: 10 },
    nameSpan: { start: 7, end: 10 },
    runnable: true,
    sources: ["web"],
    during: {
      kind: "between",
      from: { local: "2026-01-01T00:00:00.000000" },
      to: { local: "2026-04-01T00:00:00.000000" },
      toIncluded: false,
    },
    where: [],
    segments: [],
    order: "sequential",
    entry: "first",
    count: "actors",
    same: [],
    exits: [],
    without: [],
    notes: [],
    measures: [],
    stages: stages.map(stageModel),
    splits:
      options.splits === undefined
        ? []
        : [
            {
              text: options.splitBy ?? "channel",
              span: { start: 0, end: 0 },
              value: { kind: "column", path: ["channel"], type: "text" },
              at: "entry",
            },
          ],
    expectations: [],
    defaults: result.defaults,
    ...options.model,
  };
  return { result, funnel };
}

function stageResults(stages: readonly SampleStage[]): StageResult[] {
  const first = stages[0]?.count ?? 0;
  let previous: number | undefined;
  return stages.map(({ name, label, count, optional, median }) => {
    const before = previous;
    if (optional !== true) previous = count;
    return {
      name,
      ...(label === undefined ? {} : { label }),
      ...(optional === true ? { optional } : {}),
      count,
      conversion_from_previous: before === undefined ? null : share(count, before),
      conversion_from_first: share(count, first),
      ...(optional === true ? {} : { dropoff: before === undefined ? null : before - count }),
      interval: before === undefined ? null : wilson(count, before),
      seconds_from_previous:
        median === undefined ? null : { median, average: median * 1.5, p90: median * 3 },
    };
  });
}

function splitResults(
  stages: readonly SampleStage[],
  splits: readonly (readonly [string | null, ...number[]])[],
  by: string,
): SplitResult[] {
  return splits.map(([value, ...counts]) => {
    const own = stageResults(stages.map((stage, k) => ({ ...stage, count: counts[k] ?? 0 })));
    const entered = own[0]?.count ?? 0;
    const converted = own.findLast((stage) => stage.optional !== true)?.count ?? 0;
    return {
      by: { [by]: value },
      entered,
      converted,
      conversion: share(converted, entered),
      interval: wilson(converted, entered),
      seconds: null,
      stages: own,
    };
  });
}

function stageModel({ name, label, optional }: SampleStage, index: number): StageModel {
  const span = { start: 100 * (index + 1), end: 100 * (index + 1) + 10 };
  return {
    name,
    ...(label === undefined ? {} : { label }),
    span,
    nameSpan: span,
    optional: optional === true,
    match: { kind: "event", event: name, span },
  };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1e6) / 1e6;
}

function wilson(part: number, whole: number): Interval | null {
  if (whole === 0) return null;
  const z = 1.959964;
  const p = part / whole;
  const middle = (p + (z * z) / (2 * whole)) / (1 + (z * z) / whole);
  const half =
    (z * Math.sqrt((p * (1 - p)) / whole + (z * z) / (4 * whole * whole))) / (1 + (z * z) / whole);
  const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
  return [part === 0 ? 0 : rounded(middle - half), part === whole ? 1 : rounded(middle + half)];
}

/** The funnel of the design sketch: five stages, one of them optional. */
export const signup: readonly SampleStage[] = [
  { name: "Visit", count: 12_840 },
  { name: "SignUp", label: "Sign up", count: 4210, median: 360 },
  { name: "Activate", count: 2610, median: 97_200 },
  { name: "Invite", count: 840, optional: true, median: 172_800 },
  { name: "Pay", count: 905, median: 457_200 },
];
