import type { AudienceModel } from "../../../../language/index.ts";
import { type AudienceSpec, audienceSize } from "../../kernel/audience.ts";
import type { ComputableFunnel } from "../../plan/computable.ts";
import { funnelSpec } from "../funnel-spec.ts";
import type { StudyData, StudyFigures } from "./study.ts";

export function countAudience(
  study: AudienceModel,
  { request: { funnel }, plan, scanned }: StudyData,
): StudyFigures<"audience"> {
  const spec = funnelSpec(funnel, plan.timeless);
  const actors = audienceSize(scanned.rows, spec, audienceSpec(study.of, funnel.stages));
  const { of } = study;
  const missed = of.kind === "reached" ? of.missed : undefined;
  return {
    figures: {
      kind: "audience",
      funnel: study.funnel,
      stage: of.stage,
      of: of.kind,
      ...(missed === undefined ? {} : { not_reached: missed }),
      actors,
    },
  };
}

/** Who dropped after a stage reached none of the required stages behind it. */
export function audienceSpec(
  of: AudienceModel["of"],
  stages: ComputableFunnel["stages"],
): AudienceSpec {
  const indexOf = (name: string): number => stages.findIndex((stage) => stage.name === name);
  const reached = indexOf(of.stage);
  if (of.kind === "reached") {
    return { reached, notReached: of.missed === undefined ? [] : [indexOf(of.missed)] };
  }
  const behind = stages.flatMap(({ optional }, index) =>
    index > reached && !optional ? [index] : [],
  );
  return { reached, notReached: behind };
}
