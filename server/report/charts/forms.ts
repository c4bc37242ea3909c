import type { ChartForm } from "../../../language/index.ts";
import type { FunnelResult } from "../../engine/result.ts";

/** The forms that a result has something to draw for, in the order of their tabs. */
export function chartsFor({ trend = [] }: FunnelResult): readonly ChartForm[] {
  const has = (holds: boolean, form: ChartForm): ChartForm[] => (holds ? [form] : []);
  return ["funnel", ...has(trend.length > 0, "trend"), "table"];
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
