import { diagnose } from "../../diagnostics.ts";
import { settingsOf } from "../funnel-settings.ts";
import { type CheckContext, insertLineAfter } from "./check.ts";

/** `window session` is one visit, and it is the source that says what a visit is. */
export function sessionWindow({ scope, funnels }: CheckContext): void {
  for (const { node, sources } of funnels) {
    if (settingsOf(node).window !== "session") continue;
    const value = node.items.find((item) => item.kind === "window")?.value;
    for (const source of sources) {
      if (!value || source.shape === "totals") continue;
      if (source.items.some((item) => item.kind === "session")) continue;
      // Its statement may be one that could not be read.
      if (scope.hasMisread(source.node.span)) continue;
      const last = source.node.items.at(-1);
      const fixes = last ? [insertLineAfter(last.span, "session 30 minutes", scope.text)] : [];
      const related = [
        {
          span: source.nameNode.span,
          note: { key: "sourceWithout" as const, args: { name: source.name } },
        },
      ];
      scope.report(diagnose("FNL4047", { source: source.name }, value.span, { fixes, related }));
    }
  }
}
