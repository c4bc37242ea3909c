import { diagnose } from "../../diagnostics.ts";
import { resolveDuring } from "../funnel-parts.ts";
import { difference, momentOf } from "../moments.ts";
import type { CheckContext } from "./check.ts";

/** A note outside of the time that the funnel is about is never seen. */
export function notes({ scope, funnels }: CheckContext): void {
  for (const { node } of funnels) {
    const item = node.items.find((other) => other.kind === "during");
    const during = item && resolveDuring(item);
    if (during?.kind !== "between") continue;
    for (const note of node.items) {
      if (note.kind !== "note" || !note.date) continue;
      const at = momentOf(note.date.text);
      const sinceStart = difference(during.from, at);
      const sinceEnd = during.to && difference(during.to, at);
      const isBefore = sinceStart !== undefined && sinceStart < 0;
      const isAfter = sinceEnd !== undefined && (during.toIncluded ? sinceEnd > 0 : sinceEnd >= 0);
      if (isBefore || isAfter) scope.report(diagnose("FNL4058", {}, note.date.span));
    }
  }
}
