import { diagnose, type Fix } from "../../diagnostics.ts";
import type { FigureNode } from "../../syntax/ast.ts";
import { nearest } from "../../syntax/near.ts";
import { replacing } from "../fixes.ts";
import { findFunction } from "../functions.ts";
import { writeName } from "../write.ts";
import type { MeasureEnvironment } from "./environment.ts";
import { type FigureName, figureNames } from "./signatures.ts";

/** What other tools and people call them. */
const synonyms: Readonly<Partial<Record<FigureName, readonly string[]>>> = {
  actors: [
    "users",
    "people",
    "visitors",
    "customers",
    "reached",
    "entered",
    "converted",
    "uniques",
  ],
  conversion: [
    "cr",
    "cvr",
    "conv",
    "conversion_rate",
    "conversionrate",
    "converts",
    "rate",
    "конверсия",
  ],
  dropoff: ["drop", "drop_off", "dropoff_rate", "drop_rate", "dropped", "churn", "loss", "отток"],
  median_time: ["time", "duration", "time_to", "time_to_convert", "median_duration", "время"],
  average_time: ["avg_time", "mean_time", "average_duration", "avg_duration"],
  p90_time: ["p90", "p90_duration", "percentile_90"],
  count: ["rows", "events", "cnt", "количество"],
  sum: ["total", "сумма"],
  avg: ["average", "mean", "среднее"],
  median: ["p50", "медиана"],
  share: ["part", "percent", "proportion", "доля"],
  cost: ["costs", "spend", "spent", "затраты"],
  repeat_rate: ["repeat", "repurchase_rate", "retention_rate", "returning"],
  ctr: ["click_through_rate", "clickthrough"],
  bounce_rate: ["bounce", "bounces"],
  time_on_site: ["session_duration", "visit_duration", "session_time"],
  events_per_visit: ["pages_per_visit", "events_per_session", "pages_per_session", "depth"],
  win_rate: ["wins", "won_rate", "close_rate"],
  sales_cycle: ["cycle", "cycle_time", "deal_cycle"],
  ltv: ["clv", "lifetime_value", "cltv"],
  referrals_per_actor: ["k_factor", "referrals", "invites_per_actor", "virality"],
};

/** The figure that a word, which is none, most likely stands for. */
export function meantFigure(word: string): FigureName | undefined {
  const lower = word.toLowerCase();
  const same = figureNames.find((name) => synonyms[name]?.includes(lower));
  if (same) return same;
  const near = nearest(word, figureNames);
  return figureNames.find((name) => name === near);
}

/** A name that is neither a figure nor a measure. */
export function reportUnknown(node: FigureNode, environment: MeasureEnvironment): void {
  const { scope, stages } = environment;
  const name = node.name.text;
  const { span } = node.name;
  if (stages.has(name) && !node.args && !node.at) {
    const fixes = [replacing(span, `actors(${writeName(name)})`)];
    scope.report(diagnose("FNL6005", { stage: name }, span, { fixes }));
    return;
  }
  if (node.args && findFunction(name)) {
    scope.report(diagnose("FNL2055", { name }, span));
    return;
  }
  const measure = nearest(name, environment.measures.names);
  const figure = meantFigure(name);
  const suggestion = measure ?? figure;
  const fixes: Fix[] = [];
  if (measure !== undefined) fixes.push(replacing(span, writeName(measure)));
  if (figure !== undefined) fixes.push(replacing(span, figure, measure === undefined));
  const args = suggestion === undefined ? { name } : { name, suggestion };
  scope.report(diagnose("FNL2006", args, span, { fixes }));
}
