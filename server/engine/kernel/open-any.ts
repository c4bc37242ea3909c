/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { RulesProspects } from "./open-rules.ts";
import { MAY_ENTER, type FunnelSpec, type TaggedRows } from "./rows.ts";

/**
 * Order `any`: whoever has an entry whose window isn't over may still do all of the stages. The entry
 * serves one of them, and rows that come later may serve each of the others, whatever came before. So
 * where anything may still come, all that is missing may.
 */
export function createAnyProspects(
  spec: FunnelSpec,
  { same = [], session, sessionIsOpen }: TaggedRows,
  asOf: number,
): RulesProspects {
  const { window = Infinity, inSession, stages } = spec;
  const all = (1 << stages.length) - 1;
  return {
    open(missing, { time, stages: masks, row, start, end }, visit) {
      for (let p = end - 1; p >= start; p--) {
        if (inSession !== true && asOf - time[p]! >= window) return 0;
        if ((masks[p]! & MAY_ENTER) === 0 || (masks[p]! & all) === 0) continue;
        const entry = row[p]!;
        if (same.some((values) => values[entry]! < 0)) continue;
        if (inSession !== true) return missing;
        const isOwn = visit === undefined || session?.[entry] === visit;
        if (isOwn && sessionIsOpen?.[entry] === 1) return missing;
      }
      return 0;
    },
  };
}
