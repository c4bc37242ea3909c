import { diagnose } from "../../diagnostics.ts";
import type { EventStep } from "../../syntax/ast.ts";
import { eventsOf } from "../events.ts";
import { eventSteps } from "../matches.ts";
import type { Scope, SourceEntry } from "../scope.ts";
import { writeName } from "../write.ts";
import { type CheckContext, replacing } from "./check.ts";
import { writeEvent } from "./known-events.ts";

/** An event that several of the funnel's sources have: rows of each count, which may not be meant. */
export function eventSources({ scope, funnels }: CheckContext): void {
  for (const { node, sources } of funnels) {
    if (sources.length < 2) continue;
    for (const item of node.items) {
      if (item.kind !== "stage" && item.kind !== "exit" && item.kind !== "without") continue;
      for (const step of eventSteps(item.steps))
        if (step.kind === "event-step" && !step.source) checkEvent(step, sources, scope);
    }
  }
}

function checkEvent(step: EventStep, sources: readonly SourceEntry[], scope: Scope): void {
  const event = step.event.text;
  const having = sources.filter((source) =>
    eventsOf(source, scope)?.values.some(({ value }) => value === event),
  );
  if (having.length < 2) return;
  const fixes = having.map(({ name }) =>
    replacing(step.span, `${writeName(name)}.${writeEvent(event)}`, false),
  );
  const args = { event, sources: having.map(({ name }) => name).join(", ") };
  scope.report(diagnose("FNL2039", args, step.event.span, { fixes }));
}
