import { diagnose } from "../../diagnostics.ts";
import type { NameNode } from "../../syntax/ast.ts";
import { stagesByName } from "../stages.ts";
import type { CheckContext } from "./check.ts";

/** What a row of an exit or a `without` is, or gives points for, the kernel holds as bits of one number. */
export const MAX_MARKS = 30;

/** Exits stand beside the stages in charts and in the result, so their names differ. */
export function exits({ scope, funnels }: CheckContext): void {
  for (const { node } of funnels) {
    const all = node.items.filter(({ kind }) => kind === "exit");
    const marks = all.length + node.items.filter(({ kind }) => kind === "without").length;
    const surplus = all[Math.max(0, all.length - (marks - MAX_MARKS))];
    if (marks > MAX_MARKS && surplus)
      scope.report(diagnose("FNL4230", { limit: MAX_MARKS }, surplus.span));
    const names = new Map<string, NameNode>();
    for (const { name } of stagesByName(node).values()) names.set(name.text, name);
    for (const item of node.items) {
      if (item.kind !== "exit" || !item.name) continue;
      const { name } = item;
      const first = names.get(name.text);
      if (!first) {
        names.set(name.text, name);
        continue;
      }
      const related = [
        {
          span: first.span,
          note: { key: "firstDeclaredHere" as const, args: { name: first.text } },
        },
      ];
      scope.report(diagnose("FNL2036", { name: name.text }, name.span, { related }));
    }
  }
}
