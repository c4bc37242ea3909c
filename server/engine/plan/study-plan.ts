import type {
  ActorSource,
  ColumnPath,
  LookupSource,
  ScoreModel,
  StudyModel,
} from "../../../language/index.ts";
import { buildMatch, buildPlan } from "./build.ts";
import type { ComputableFunnel } from "./computable.ts";
import { type FunnelPlan, type Match, never, type ValuePlan } from "./plan.ts";

/** What to read for a study beside what its funnel reads: properties of drivers and scores, as the last values, and rules of points, as the last marks. */
export function buildStudyPlan(
  study: StudyModel,
  funnel: ComputableFunnel,
  sources: readonly ActorSource[],
  lookups: readonly LookupSource[] = [],
): FunnelPlan {
  const plan = buildPlan(funnel, sources, lookups);
  switch (study.kind) {
    case "drivers": {
      const stage = funnel.stages.findIndex(({ name }) => name === study.goal.from);
      return withProperties(plan, funnel, stage, study.signals.properties);
    }
    case "score":
      return withScore(plan, study, funnel, sources);
    default:
      return plan;
  }
}

/** Rules of points are marks behind those of the funnel; what is known at the entry are its properties. */
function withScore(
  plan: FunnelPlan,
  { by }: ScoreModel,
  funnel: ComputableFunnel,
  sources: readonly ActorSource[],
): FunnelPlan {
  switch (by.kind) {
    case "points":
      return {
        ...plan,
        scans: plan.scans.map((scan, index) => {
          const source = sources[index];
          const rules = by.rules.map((rule): Match => {
            if (rule.kind === "rows") {
              return { kind: "where", of: { kind: "any" }, condition: rule.condition };
            }
            return source === undefined ? { kind: "none" } : buildMatch(rule.match, source);
          });
          return { ...scan, marks: [...scan.marks, ...rules] };
        }),
      };
    case "learned":
      return withProperties(plan, funnel, 0, by.signals.properties);
    case "column":
      return withProperties(plan, funnel, 0, [by.column], "number");
  }
}

/** The columns are read on the rows that an attempt may choose for a stage. */
export function withProperties(
  plan: FunnelPlan,
  { order }: Pick<ComputableFunnel, "order">,
  stage: number,
  columns: readonly ColumnPath[],
  as: "text" | "number" = "text",
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
          value: { kind: "column", path, type: as },
          as,
          stages,
        };
        return isThere ? value : never(value);
      });
      return { ...scan, values: [...scan.values, ...values] };
    }),
  };
}
