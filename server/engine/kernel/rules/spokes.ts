/* oxlint-disable typescript/no-non-null-assertion -- arrays are read within their bounds only */
import type { FunnelSpec } from "../rows.ts";

/**
 * Order `independent`: the first stage and another one as a funnel of their own. A `stage` that there
 * isn't leaves the first one alone.
 */
export function spokeOf(
  spec: FunnelSpec,
  stage: number,
): {
  readonly two: FunnelSpec;
  /** Which of the funnel's `without` belong to it, in their order. */
  readonly bits: readonly number[];
} {
  const { window, inSession, entry, without = [] } = spec;
  const bits = [...without.keys()].filter((mark) => without[mark]!.to === stage);
  const [first, own] = [spec.stages[0]!, spec.stages[stage]];
  const two: FunnelSpec = {
    stages: own === undefined ? [first] : [first, { ...own, optional: false }],
    ...(window === undefined ? {} : { window }),
    ...(inSession === undefined ? {} : { inSession }),
    ...(entry === undefined ? {} : { entry }),
    without: bits.map((mark) => ({ from: 0, to: 1, dropActor: without[mark]!.dropActor })),
  };
  return { two, bits };
}
