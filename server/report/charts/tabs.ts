import type { ChartForm } from "../../../language/index.ts";
import type { FunnelResult } from "../../engine/result.ts";
import { chartsFor, formOnTop } from "./forms.ts";

/** The tabs of a result that hold a chart; beside them are the table and the query. */
export type ChartTab = "steps" | "trend" | "time" | "flow" | "pipeline";

export interface TabForm {
  readonly tab: ChartTab;
  readonly form: Exclude<ChartForm, "table">;
}

/**
 * The tabs that a result has something to show in, the one that its `chart` statement asks for first.
 * A form that takes another's place is drawn in its tab.
 */
export function chartTabs(
  result: FunnelResult,
  wanted: ChartForm | undefined,
): readonly [TabForm, ...TabForm[]] {
  const onTop = formOnTop(result, wanted);
  const first: TabForm = { tab: tabOf(onTop), form: onTop };
  const forms = chartsFor(result);
  const others = (["funnel", "trend", "time", "flow"] as const)
    .filter((form) => forms.includes(form))
    .map((form): TabForm => ({ tab: tabOf(form), form }));
  return [first, ...others.filter(({ tab }) => tab !== first.tab)];
}

function tabOf(form: TabForm["form"]): ChartTab {
  switch (form) {
    case "funnel":
    case "bars":
    case "steps":
      return "steps";
    case "time":
    case "survival":
      return "time";
    case "trend":
    case "flow":
    case "pipeline":
      return form;
  }
}
