import type { ScenarioModel } from "../../../../language/index.ts";
import { computeFunnel } from "../../kernel/compute.ts";
import { scenarioStages } from "../../kernel/scenario.ts";
import { funnelSpec } from "../funnel-spec.ts";
import type { StudyData, StudyFigures } from "./study.ts";

/** Arithmetic on what the funnel counts. */
export function computeScenario(
  study: ScenarioModel,
  { request: { funnel }, plan, scanned }: StudyData,
): StudyFigures<"scenario"> {
  const { total } = computeFunnel(scanned.rows, funnelSpec(funnel, plan.timeless), {
    splits: [],
    pairs: [],
  });
  const stages = scenarioStages(
    funnel.stages.map(({ name, optional }, index) => ({
      name,
      optional,
      count: total.stages[index]?.count ?? 0,
    })),
    study.changes,
    funnel.order === "independent",
  );
  const goal = stages[funnel.stages.findLastIndex(({ optional }) => !optional)];
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
