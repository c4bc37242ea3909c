import { diagnose } from "../../diagnostics.ts";
import { plainText } from "../scope.ts";
import { type CheckContext, removing } from "./check.ts";
import { namesColumn } from "./columns-in.ts";

const MAX_SPLITS = 2;

/** At most two splits, by different things: with more, nobody could read the table of all of them. */
export function splits({ scope, funnels }: CheckContext): void {
  for (const { node } of funnels) {
    const items = node.items.filter((item) => item.kind === "split");
    for (const item of items.slice(MAX_SPLITS)) {
      const fixes = [removing(item.span, scope.text)];
      scope.report(diagnose("FNL4009", { limit: MAX_SPLITS }, item.span, { fixes }));
    }
    const seen = new Set<string>();
    for (const { value, span, at } of items.slice(0, MAX_SPLITS)) {
      if (!value) continue;
      if (!namesColumn(value)) {
        scope.report(diagnose("FNL4068", { keyword: "split by" }, value.span));
        continue;
      }
      const text = plainText(scope, value.span);
      const key = `${text} ${at?.text ?? "entry"}`;
      if (seen.has(key)) {
        const fixes = [removing(span, scope.text)];
        scope.report(diagnose("FNL4067", { text }, span, { fixes }));
      }
      seen.add(key);
    }
  }
}
