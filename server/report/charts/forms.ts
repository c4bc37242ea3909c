import type { ChartForm } from "../../../language/index.ts";
import type { FunnelResult } from "../../engine/result.ts";

/** All forms that are drawn: a table isn't. */
export const drawnForms = [
  "funnel",
  "steps",
  "bars",
  "trend",
  "time",
  "survival",
  "flow",
  "pipeline",
] as const satisfies readonly ChartForm[];

/** The forms that a result has something to draw for, in the order of their tabs. */
export function chartsFor(result: FunnelResult): readonly ChartForm[] {
  const { trend = [], stages, positions = [], seconds } = result;
  const has = (holds: boolean, form: ChartForm): ChartForm[] => (holds ? [form] : []);
  const steps = [...stages, ...positions];
  const bins = seconds?.histogram ?? [];
  return [
    "funnel",
    ...has(
      stages.some((stage) => stage.conversion_from_previous !== null),
      "steps",
    ),
    "bars",
    ...has(trend.length > 0, "trend"),
    ...has(bins.length > 0 || stages.some((stage) => stage.seconds_from_previous !== null), "time"),
    ...has(bins.length > 0, "survival"),
    ...has(
      steps.some(({ ledger, dropoff }) => ledger !== undefined && (dropoff ?? 0) > 0),
      "flow",
    ),
    ...has(
      stages.some(({ ledger }) => (ledger?.open ?? 0) > 0),
      "pipeline",
    ),
    "table",
  ];
}

/** The form on top: the one asked for where the result has it, else the funnel. A table is no chart. */
export function formOnTop(
  result: FunnelResult,
  wanted: ChartForm | undefined,
): Exclude<ChartForm, "table"> {
  return wanted !== undefined && wanted !== "table" && chartsFor(result).includes(wanted)
    ? wanted
    : "funnel";
}
