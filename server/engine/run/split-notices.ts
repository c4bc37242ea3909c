import type { Diagnostic } from "../../../language/index.ts";
import { actorsUnderSeveral } from "../kernel/attribution.ts";
import type { FunnelSpec, TaggedRows } from "../kernel/rows.ts";
import type { ComputableFunnel } from "../plan/computable.ts";
import { found } from "./failure.ts";
import { notice } from "./notice.ts";

/** Splits whose value depends on what came of the attempt, where that makes a difference. */
export function outcomeNotices(
  funnel: ComputableFunnel,
  rows: TaggedRows,
  spec: FunnelSpec,
): Diagnostic[] {
  return funnel.splits.flatMap((split, index) => {
    if (split.at === "entry" || split.at === "every") return [];
    const count = actorsUnderSeveral(rows, spec, index);
    return count === 0 ? [] : [notice(found("FNL5210", { split: split.text, count }), split.span)];
  });
}

/** Rows without a visit, in a funnel within visits. */
export function visitNotices(
  funnel: ComputableFunnel,
  { session, length }: TaggedRows,
): Diagnostic[] {
  if (funnel.window !== "session" || session === undefined) return [];
  let count = 0;
  for (let row = 0; row < length; row++) if (session[row] === -1) count++;
  return count === 0 ? [] : [notice(found("FNL5211", { count }), funnel.nameSpan)];
}
