import type { ResolvedFunnel } from "../funnels.ts";
import type { Scope } from "../scope.ts";

export { removing, replacing, wholeLine } from "../fixes.ts";

/** What a check looks at. It reports through the scope. */
export interface CheckContext {
  readonly scope: Scope;
  readonly funnels: readonly ResolvedFunnel[];
}

export type Check = (context: CheckContext) => void;
