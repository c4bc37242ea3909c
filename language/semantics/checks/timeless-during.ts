import { diagnose } from "../../diagnostics.ts";
import type { StageNode } from "../../syntax/ast.ts";
import type { ResolvedFunnel } from "../funnels.ts";
import { eventSteps } from "../matches.ts";
import type { Scope, SourceEntry } from "../scope.ts";
import { stageNodes } from "../stages.ts";
import { type CheckContext, removing } from "./check.ts";
import { isTimeless, timelessStages } from "./timeless.ts";

/** `during` is about the time of the entry: where that never has one, nobody could be said to enter in it. */
export function timelessDuring({ scope, funnels }: CheckContext): void {
  for (const funnel of funnels) {
    const { node, sources } = funnel;
    const source = isTimeless(sources, scope) ? sources[0] : entrySource(funnel, scope);
    if (source === undefined) continue;
    for (const item of node.items) {
      if (item.kind !== "during") continue;
      const { start } = item.span;
      const span = { start, end: start + "during".length };
      const fixes = [removing(item.span, scope.text)];
      scope.report(diagnose("FNL4310", { source: source.name }, span, { fixes }));
    }
  }
}

/** A source of the entry's rows, if none of these can have a time. */
function entrySource(funnel: ResolvedFunnel, scope: Scope): SourceEntry | undefined {
  const steps = entryStages(funnel).flatMap(({ steps: written }) => eventSteps(written));
  const found = steps.flatMap((step) =>
    funnel.sources
      .filter(({ name }) => step.source === undefined || step.source.text === name)
      .map((source) => ({ source, isUntimed: isUntimed(step, source, scope) })),
  );
  const untimed = found.find((each) => each.isUntimed === true);
  return found.some((each) => each.isUntimed === false) ? undefined : untimed?.source;
}

/** Undefined where the source has no such row at all. */
function isUntimed(
  step: ReturnType<typeof eventSteps>[number],
  source: SourceEntry,
  scope: Scope,
): boolean | undefined {
  if (source.shape !== "records") return false;
  const stages = source.items.flatMap((item) => (item.kind === "row-stages" ? item.stages : []));
  const named = stages.filter(
    ({ event }) => step.kind === "any-event" || event?.text === step.event.text,
  );
  const timeless = timelessStages(source, scope);
  return named.length === 0 ? undefined : named.every((stage) => timeless.includes(stage));
}

/** The stages whose rows may be the entry. */
function entryStages({ node, model }: ResolvedFunnel): readonly StageNode[] {
  const stages = stageNodes(node);
  if (model?.order === "any" || model?.order === "furthest") return stages;
  return model?.model === "inverted" ? stages.slice(-1) : stages.slice(0, 1);
}
