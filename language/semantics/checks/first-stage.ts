import { diagnose } from "../../diagnostics.ts";
import { stageNodes } from "../stages.ts";
import { type CheckContext, removing } from "./check.ts";

/** The first stage is the entry: nothing lies before it that it could be skipped or timed from. */
export function firstStage({ scope, funnels }: CheckContext): void {
  for (const { node } of funnels) {
    const [first] = stageNodes(node);
    // A stage before it may not have been read.
    if (!first || (node.block && scope.hasMisread(node.block))) continue;
    const stage = first.name?.text ?? "";
    if (first.optional) {
      const span = { start: first.span.start, end: first.keywordSpan.end };
      const fix = {
        title: { key: "remove" as const, args: { text: "optional" } },
        edits: [{ span: { start: span.start, end: first.keywordSpan.start }, newText: "" }],
        preferred: true,
      };
      scope.report(diagnose("FNL4004", { stage }, span, { fixes: [fix] }));
    }
    for (const { kind, span } of first.modifiers) {
      if (kind === "at-least") continue;
      const fixes = [removing(span, scope.text)];
      scope.report(diagnose(kind === "within" ? "FNL4003" : "FNL4048", { stage }, span, { fixes }));
    }
  }
}
