/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { type Attempt, forEachAttempt } from "./attempts.ts";
import type { FunnelSpec, TaggedRows } from "./rows.ts";

/** Which stages, by index, the attempt of an actor must contain, and which it mustn't. */
export interface AudienceSpec {
  readonly reached: number;
  readonly notReached: readonly number[];
}

/** How many actors are in an audience, by their chosen attempts. */
export function audienceSize(rows: TaggedRows, spec: FunnelSpec, audience: AudienceSpec): number {
  let actors = 0;
  forEachAttempt(rows, { ...spec, count: "actors" }, (attempt) => {
    if (isIn(audience, attempt)) actors++;
  });
  return actors;
}

export function isIn({ reached, notReached }: AudienceSpec, { rows }: Attempt): boolean {
  return rows[reached]! >= 0 && notReached.every((stage) => rows[stage]! < 0);
}
