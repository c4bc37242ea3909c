import type { ScenarioModel } from "../../../../language/index.ts";
import { scenarioStages } from "../../kernel/scenario.ts";
import { funnelSpec } from "../funnel-spec.ts";
import { computeActors, joinCounts, moreThanAll } from "../join-counts.ts";
import { stageNotices } from "../notices.ts";
import type { StudyData, StudyFigures } from "./study.ts";

/** Arithmetic on what the funnel counts. */
export function computeScenario(
  study: ScenarioModel,
  { request: { funnel }, plan, scanned, counted }: StudyData,
): StudyFigures<"scenario"> {
  const spec = funnelSpec(funnel, plan.timeless);
  const { rows, range, profiles } = scanned;
  const computed = computeActors(rows, spec, { splits: [], pairs: [] });
  const nothing = { pairs: [], needs: undefined };
  const { total } = joinCounts(computed, [], spec, nothing, counted);
  const all = [...(counted?.totals.part.stages ?? []), ...funnel.stages];
  const stages = scenarioStages(
    all.map(({ name, optional }, index) => {
      return { name, optional, count: total.whole.stages[index]?.count ?? 0 };
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
    diagnostics: [
      ...stageNotices(funnel, rows, range, profiles, plan.timeless),
      ...moreThanAll(all, total),
    ],
  };
}
