import type { ResolvedFunnel } from "../funnels.ts";
import type { Reference } from "../references.ts";
import type { Scope } from "../scope.ts";

export { insertLineAfter, removing, replacing, wholeLine } from "../fixes.ts";

/** What a check looks at. It reports through the scope. */
export interface CheckContext {
  readonly scope: Scope;
  readonly funnels: readonly ResolvedFunnel[];
  /** All uses of names, for fixes that rename. */
  readonly references: readonly Reference[];
}

export type Check = (context: CheckContext) => void;
