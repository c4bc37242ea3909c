import type { StudyNode } from "../../syntax/ast.ts";
import type { SourceEntry } from "../scope.ts";
import { studyNodes } from "../studies/resolve.ts";
import type { CheckContext } from "./check.ts";
import { checkSteps } from "./known-events.ts";

/** The events that retentions start and return with, and that scores give points for, are in the data. */
export function studyEvents(context: CheckContext): void {
  const { scope } = context;
  for (const node of studyNodes(scope)) {
    const sources = sourcesOf(node, context);
    if (node.kind === "retention") {
      for (const item of node.items)
        if (item.kind === "retention-steps") checkSteps(item.steps, sources, scope);
    } else if (node.kind === "score") {
      for (const item of node.items)
        if (item.kind === "points") checkSteps(item.did, sources, scope);
    }
  }
}

function sourcesOf(
  { kind, subject }: StudyNode,
  { scope, funnels }: CheckContext,
): readonly SourceEntry[] {
  const name = subject?.text ?? "";
  if (kind !== "retention")
    return funnels.find((funnel) => funnel.node.name?.text === name)?.sources ?? [];
  const source = scope.sources.get(name);
  // On others there is no retention, which has been reported.
  return source?.shape === "events" || source?.shape === "records" ? [source] : [];
}
