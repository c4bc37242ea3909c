import { diagnose } from "../../diagnostics.ts";
import { settingsOf } from "../funnel-settings.ts";
import type { MatchModel, StageModel } from "../model.ts";
import type { CheckContext } from "./check.ts";

/** A stage that asks for the same as one before is reached by a second such row, which may be meant. */
export function repeatedStages({ scope, funnels }: CheckContext): void {
  for (const { node, model } of funnels) {
    if (!model || settingsOf(node).order === "independent") continue;
    if (!mayRepeat(model.stages)) continue;
    const seen = new Map<string, StageModel>();
    for (const stage of model.stages) {
      // Any events in a row are plainly meant.
      if (stage.match.kind === "any-event") continue;
      const key = keyOf(stage.match);
      const earlier = seen.get(key);
      if (earlier) {
        const args = { stage: stage.name, earlier: earlier.name };
        const related = [
          {
            span: earlier.nameSpan,
            note: { key: "firstDeclaredHere" as const, args: { name: earlier.name } },
          },
        ];
        scope.report(diagnose("FNL4066", args, stage.nameSpan, { related }));
      } else seen.set(key, stage);
    }
  }
}

/** Whether two of them might ask for the same, as far as that is told at a glance: mostly none do. */
function mayRepeat(stages: readonly StageModel[]): boolean {
  const seen = new Set<string>();
  for (const { match } of stages) {
    if (match.kind === "any-event") continue;
    const wanted = glance(match);
    if (seen.has(wanted)) return true;
    seen.add(wanted);
  }
  return false;
}

/** Its events and how they are put together, without conditions. */
function glance(match: MatchModel): string {
  switch (match.kind) {
    case "event":
      return match.event;
    case "any-event":
      return "any event";
    case "or":
      return match.of.map(glance).join(" or ");
    case "where":
      return `${glance(match.of)} where`;
  }
}

/** What a match asks for, wherever it stands. */
function keyOf(match: MatchModel): string {
  return JSON.stringify(match, (name, value: unknown) => (name === "span" ? undefined : value));
}
