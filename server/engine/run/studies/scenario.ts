import type { ScenarioModel } from "../../../../language/index.ts";
import { scenarioStages } from "../../kernel/scenario.ts";
import { sumCounts } from "../../kernel/totals.ts";
import { round } from "../../statistics/fraction.ts";
import { funnelSpec } from "../funnel-spec.ts";
import { computeActors } from "../join-counts.ts";
import type { StudyData, StudyFigures } from "./study.ts";

/** Arithmetic on what the funnel counts. */
export function computeScenario(
  study: ScenarioModel,
  { request: { funnel }, plan, scanned, counted }: StudyData,
): StudyFigures<"scenario"> {
  const { total } = computeActors(scanned.rows, funnelSpec(funnel, plan.timeless), {
    splits: [],
    pairs: [],
  });
  const totals = counted?.totals.part.stages ?? [];
  const sums = sumCounts(counted?.rows ?? [], totals.length);
  const all = [...totals, ...funnel.stages];
  const stages = scenarioStages(
    all.map(({ name, optional }, index) => {
      const sum = sums[index];
      const actors = total.stages[index - totals.length]?.count ?? 0;
      return { name, optional, count: sum === undefined ? actors : round(sum, 6) };
    }),
    study.changes,
    funnel.order === "independent",
  );
  const goal = stages[all.findLastIndex(({ optional }) => !optional)];
  return {
    figures: {
      kind: "scenario",
      funnel: study.funnel,
      stages,
      converted: goal?.count ?? 0,
      scenario_converted: goal?.scenario_count ?? null,
    },
  };
}
