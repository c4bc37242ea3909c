import { forEachAttempt } from "./attempts.ts";
import type { FunnelSpec, TaggedRows } from "./rows.ts";

/** How many actors enter in both; the codes of both must mean the same actors. */
export function countBoth(left: TaggedRows, right: TaggedRows, spec: FunnelSpec): number {
  const entered = new Uint8Array(left.actors);
  forEachAttempt(left, spec, ({ actor }) => void (entered[actor] = 1));
  let both = 0;
  forEachAttempt(right, spec, ({ actor }) => {
    if (entered[actor] !== 1) return;
    // An actor with several attempts is one.
    entered[actor] = 2;
    both++;
  });
  return both;
}
