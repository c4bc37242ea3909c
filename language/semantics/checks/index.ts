import type { ResolvedFunnel } from "../funnels.ts";
import type { Scope } from "../scope.ts";

/** What a check looks at. It reports through the scope. */
export interface CheckContext {
  readonly scope: Scope;
  readonly funnels: readonly ResolvedFunnel[];
}

export type Check = (context: CheckContext) => void;

const checks: readonly Check[] = [];

export function runChecks(context: CheckContext): void {
  for (const check of checks) check(context);
}
