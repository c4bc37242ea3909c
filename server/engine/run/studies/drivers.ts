import type { DriversModel } from "../../../../language/index.ts";
import { compareSignals } from "../../kernel/drivers/drivers.ts";
import { followGoal } from "../../kernel/drivers/follow.ts";
import { eventSignals, propertySignals, type Signal } from "../../kernel/drivers/signals.ts";
import type { FunnelPlan } from "../../plan/plan.ts";
import { funnelSpec } from "../funnel-spec.ts";
import { planOfEvents } from "../next-events.ts";
import { stageNotices } from "../notices.ts";
import type { StudyData, StudyFigures } from "./study.ts";

/** Groups of fewer actors say little and are left out, if nothing else is said. */
const MINIMUM = 30;

/** Properties are the last of the plan's values, see `buildStudyPlan`. @throws {DataError} */
export async function findDrivers(
  study: DriversModel,
  { request: { funnel }, plan, scanned, scanAgain }: StudyData,
): Promise<StudyFigures<"drivers">> {
  const { goal, signals: wanted, minimum = MINIMUM } = study;
  const { rows, asOf, valueTexts } = scanned;
  const [from, to] = [goal.from, goal.to].map((name) =>
    funnel.stages.findIndex((stage) => stage.name === name),
  );
  const step = { from: from ?? 0, to: to ?? 0 };
  const followed = followGoal(rows, funnelSpec(funnel, plan.timeless), step, asOf ?? 0);
  const signals: Signal[] = [];
  const { values = [] } = rows;
  const first = values.length - wanted.properties.length;
  wanted.properties.forEach((path, index) => {
    const codes = values[first + index] ?? [];
    const texts = valueTexts[first + index] ?? [];
    signals.push(...propertySignals(followed, path.join("."), codes, texts, minimum));
  });
  if (wanted.events && followed.length > 0) {
    const all = await scanAgain(ofThoseWhoReached(planOfEvents(plan), plan, step.from));
    signals.push(...eventSignals(followed, all.rows, all.splitValues[0] ?? [], minimum));
  }
  return {
    figures: {
      kind: "drivers",
      funnel: study.funnel,
      goal,
      minimum,
      ...compareSignals(followed, signals),
    },
    diagnostics: stageNotices(funnel, rows, scanned.range, scanned.profiles, plan.timeless),
  };
}

/** Nobody else's rows are read; of a first stage they are most people's anyway. */
function ofThoseWhoReached(events: FunnelPlan, plan: FunnelPlan, stage: number): FunnelPlan {
  if (stage === 0) return events;
  const matches = plan.scans.map(({ stages }) => stages[stage] ?? ({ kind: "none" } as const));
  return { ...events, segments: [...plan.segments, { negated: false, atLeast: 1, matches }] };
}
