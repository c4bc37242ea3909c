import type { FunnelResult, RunResult } from "../../server/engine/result.ts";

/** Those of the results that are funnels', in the order of the file. */
export function funnelResults({ results }: RunResult): readonly FunnelResult[] {
  return results.flatMap((result) => (result.kind === "funnel" ? [result] : []));
}
