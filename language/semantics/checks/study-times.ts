import { diagnose } from "../../diagnostics.ts";
import { eventSteps } from "../matches.ts";
import { studyNodes } from "../studies/resolve.ts";
import { timelessStages } from "./timeless.ts";
import type { CheckContext } from "./check.ts";

/** A retention is about when things happen: a condition without a time can't be part of one. */
export function studyTimes({ scope }: CheckContext): void {
  for (const node of studyNodes(scope)) {
    const source = scope.sources.get(node.subject?.text ?? "");
    if (node.kind !== "retention" || source === undefined) continue;
    const names = timelessStages(source, scope).map(({ event }) => event?.text ?? "");
    const [first] = names;
    if (first === undefined) continue;
    for (const item of node.items) {
      if (item.kind !== "retention-steps") continue;
      for (const step of eventSteps(item.steps)) {
        const event = step.kind === "event-step" ? step.event.text : first;
        if (!names.includes(event)) continue;
        scope.report(diagnose("FNL4250", { event, source: source.name }, step.span));
      }
    }
  }
}
