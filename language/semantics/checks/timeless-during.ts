import { diagnose } from "../../diagnostics.ts";
import { isTimeless } from "./available-timeless.ts";
import { type CheckContext, removing } from "./check.ts";

/** `during` is about the time of the entry: it leaves nobody out where no stage has one. */
export function timelessDuring({ scope, funnels }: CheckContext): void {
  for (const { node, sources } of funnels) {
    const [first] = sources;
    if (first === undefined || !isTimeless(sources, scope)) continue;
    for (const item of node.items) {
      if (item.kind !== "during") continue;
      const { start } = item.span;
      const span = { start, end: start + "during".length };
      const fixes = [removing(item.span, scope.text)];
      scope.report(diagnose("FNL4310", { source: first.name }, span, { fixes }));
    }
  }
}
