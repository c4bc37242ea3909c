import { diagnose } from "../../diagnostics.ts";
import { settingsOf } from "../funnel-settings.ts";
import type { MatchModel, StageModel } from "../model.ts";
import type { CheckContext } from "./check.ts";

/** A stage that asks for the same as one before is reached by a second such row, which may be meant. */
export function repeatedStages({ scope, funnels }: CheckContext): void {
  for (const { node, model } of funnels) {
    if (!model || settingsOf(node).order === "independent") continue;
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

/** What a match asks for, wherever it stands. */
function keyOf(match: MatchModel): string {
  return JSON.stringify(match, (name, value: unknown) => (name === "span" ? undefined : value));
}
