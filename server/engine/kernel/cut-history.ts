import type { FunnelSpec } from "./rows.ts";
import type { Observer } from "./observer.ts";
import { NO_TIME } from "./timeless.ts";

/** Counts attempts whose window begins before the data do. */
export interface CutHistory extends Observer {
  readonly count: () => number;
}

/**
 * What led to the last stage's row of an inverted funnel may lie before the first row of the data. `since`:
 * the time of that row, in microseconds. Undefined where there is no window to look back.
 */
export function createCutHistory(
  { inverted, window = Infinity }: FunnelSpec,
  since: number | undefined,
): CutHistory | undefined {
  if (!inverted || window === Infinity || since === undefined) return undefined;
  let count = 0;
  return {
    count: () => count,
    add(_cell, { entered }) {
      if (entered !== NO_TIME && entered - since < window) count++;
    },
  };
}
