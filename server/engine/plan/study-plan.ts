import type { ActorSource, ColumnPath, LookupSource, StudyModel } from "../../../language/index.ts";
import { buildPlan } from "./build.ts";
import type { ComputableFunnel } from "./computable.ts";
import { type FunnelPlan, never, type ValuePlan } from "./plan.ts";

/** What to read for a study beside what its funnel reads: properties of drivers, as the last values. */
export function buildStudyPlan(
  study: StudyModel,
  funnel: ComputableFunnel,
  sources: readonly ActorSource[],
  lookups: readonly LookupSource[] = [],
): FunnelPlan {
  const plan = buildPlan(funnel, sources, lookups);
  if (study.kind !== "drivers") return plan;
  const stage = funnel.stages.findIndex(({ name }) => name === study.goal.from);
  return withProperties(plan, funnel, stage, study.signals.properties);
}

/** The columns are read as text, on the rows that an attempt may choose for a stage. */
export function withProperties(
  plan: FunnelPlan,
  { order }: Pick<ComputableFunnel, "order">,
  stage: number,
  columns: readonly ColumnPath[],
): FunnelPlan {
  if (columns.length === 0) return plan;
  return {
    ...plan,
    scans: plan.scans.map((scan) => {
      // Furthest: the row of a later stage is one of this stage, too.
      const isChosen = (index: number): boolean =>
        index === stage || (order === "furthest" && index > stage);
      const stages = scan.stages.reduce(
        (sum, _, index) => sum + (isChosen(index) ? 2 ** index : 0),
        0,
      );
      const isThere = scan.stages.some(({ kind }, index) => isChosen(index) && kind !== "none");
      const values = columns.map((path): ValuePlan => {
        const value: ValuePlan = {
          value: { kind: "column", path, type: "text" },
          as: "text",
          stages,
        };
        return isThere ? value : never(value);
      });
      return { ...scan, values: [...scan.values, ...values] };
    }),
  };
}
