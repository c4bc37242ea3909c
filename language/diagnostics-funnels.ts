import type { ChartForm, FunnelModel } from "./semantics/model.ts";

type Order = FunnelModel["order"];
type Model = NonNullable<FunnelModel["model"]>;

/** What a statement needs of the rest of its funnel. */
export type ChartNeed = "trend" | "window" | "actors";

/** The diagnostics of what a funnel says: names, rules, and what the data say to it. */
export interface FunnelDiagnosticParams {
  /** A lookup after `on`. */
  FNL2035: { readonly name: string };
  /** An exit with the name of a stage. */
  FNL2036: { readonly name: string };
  /** `event "name"` where there is a column `name`. */
  FNL2037: { readonly name: string };
  /** A segment that nothing uses. */
  FNL2038: { readonly name: string };
  /** An event that several sources have. */
  FNL2039: { readonly event: string; readonly sources: string };
  /** `any` as an event. */
  FNL2040: { readonly word: string };

  /** Another unit that isn't a column. */
  FNL4045: { readonly name: string };
  /** What has no meaning in an order of stages. */
  FNL4046: { readonly order: Order; readonly keyword: string };
  /** `window session` over a source that doesn't say what a session is. */
  FNL4047: { readonly source: string };
  /** `after` on the first stage. */
  FNL4048: { readonly stage: string };
  /** `after` longer than `within`. */
  FNL4049: { readonly stage: string };
  /** `after`, together with those before it, longer than the window. */
  FNL4050: { readonly stage: string };
  /** `at least 1 times` */
  FNL4051: Readonly<Record<string, never>>;
  /** `without … between` two stages of which the second comes first. */
  FNL4052: { readonly from: string; readonly to: string };
  /** The same stage twice. */
  FNL4053: { readonly stage: string };
  /** An optional one. */
  FNL4054: { readonly stage: string };
  /** Independent stages are only looked at together with the first. */
  FNL4055: { readonly first: string };
  /** `compare previous period` without a period. */
  FNL4056: { readonly during: "none" | "open" };
  /** A segment compared with itself. */
  FNL4057: { readonly segment: string };
  /** A note outside of `during`. */
  FNL4058: Readonly<Record<string, never>>;
  /** A chart of what the funnel doesn't have. */
  FNL4059: { readonly chart: ChartForm; readonly needs: ChartNeed };
  /** Stages that the model has and the funnel lacks, as they are written. */
  FNL4060: { readonly model: Model; readonly stages: string; readonly count: number };
  /** A stage that the model calls otherwise. */
  FNL4061: { readonly model: Model; readonly name: string; readonly stage: string };
  /** A stage that the model doesn't have. */
  FNL4062: { readonly model: Model; readonly name: string; readonly stages: string };
  /** A stage that comes earlier in the model. */
  FNL4063: { readonly model: Model; readonly stage: string; readonly before: string };
  /** Totals after stages with actors. */
  FNL4064: { readonly stage: string };
  /** A stage of totals and of other events. */
  FNL4065: { readonly stage: string };
  /** A stage that asks for the same as one before. */
  FNL4066: { readonly stage: string; readonly earlier: string };
  /** Two splits by the same. */
  FNL4067: { readonly text: string };
  /** A value that is the same for every row. */
  FNL4068: { readonly keyword: "same" | "split by" };
  /** The same time to the microsecond. */
  FNL4069: Readonly<Record<string, never>>;
  /** An order that can't be read from the last stage back. */
  FNL4070: { readonly order: Order };
  /** The actor itself as what stays the same. */
  FNL4071: { readonly column: string };
  /** A segment used twice by one funnel. */
  FNL4072: { readonly name: string };

  /** A column that is filled only on rows of other events. */
  FNL5121: { readonly column: string; readonly event: string; readonly filled: string };
  /** A window longer than the data. */
  FNL5122: { readonly count: number; readonly unit: "minute" | "hour" | "day" };
  /** A time in which there are no data. */
  FNL5123: { readonly first: string; readonly last: string };
  /** A split that most entries have no value of. */
  FNL5124: { readonly column: string; readonly event: string; readonly percent: number };
  /** Dates that lie after all other ones: plans. */
  FNL5125: { readonly event: string; readonly last: string; readonly other: string };
  /** More `without` than a row's marks can tell. */
  FNL4073: { readonly limit: number };
  /** An inverted funnel begins with its last stage. */
  FNL4200: { readonly stage: string };
  /** More exits and `without` together than a row's marks can tell. */
  FNL4230: { readonly limit: number };
  /** What limits times, over totals without one. */
  FNL4280: { readonly source: string; readonly keyword: string };
  /** What is about actors or the times between stages, where counts have neither. */
  FNL4281: { readonly keyword: string };
  /** `during` where no stage has a time. */
  FNL4310: { readonly source: string };
  /** More rows for one stage than are looked for. */
  FNL4074: { readonly limit: number };
}

export const funnelSeverities: Partial<
  Record<keyof FunnelDiagnosticParams, "warning" | "info" | "hint">
> = {
  FNL2037: "warning",
  FNL2038: "hint",
  FNL2039: "info",
  FNL2040: "warning",
  FNL4051: "info",
  FNL4058: "warning",
  FNL4059: "warning",
  FNL4060: "warning",
  FNL4061: "warning",
  FNL4062: "warning",
  FNL4063: "warning",
  FNL4066: "info",
  FNL4067: "warning",
  FNL4068: "warning",
  FNL4069: "warning",
  FNL4071: "warning",
  FNL4072: "warning",
  FNL5121: "warning",
  FNL5122: "warning",
  FNL5123: "warning",
  FNL5124: "warning",
  FNL5125: "warning",
};
