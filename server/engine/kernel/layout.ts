import type { FunnelSpec } from "./rows.ts";

/** How the stages of a funnel hang together, by index, looked up in the inner loops. */
export interface StageLayout {
  readonly count: number;
  readonly required: Int32Array;
  readonly optional: Int32Array;
  /** The required stage before; -1 for the first. */
  readonly previous: Int32Array;
  /** The required stage behind; `count` for the last ones. */
  readonly next: Int32Array;
  /** Microseconds after the previous required stage's row; Infinity without a limit. */
  readonly within: Float64Array;
  /** Microseconds from the entry; Infinity without a limit. */
  readonly window: number;
  /** The last required stage: reaching it is converting. */
  readonly goal: number;
}

export function layOut(spec: FunnelSpec): StageLayout {
  const { stages } = spec;
  const indices = stages.map((_, index) => index);
  const required = indices.filter((index) => stages[index]?.optional === false);
  return {
    count: stages.length,
    required: Int32Array.from(required),
    optional: Int32Array.from(indices.filter((index) => stages[index]?.optional === true)),
    previous: Int32Array.from(indices, (i) => required.findLast((r) => r < i) ?? -1),
    next: Int32Array.from(indices, (i) => required.find((r) => r > i) ?? stages.length),
    within: Float64Array.from(stages, (stage) => stage.within ?? Infinity),
    window: spec.window ?? Infinity,
    goal: required.at(-1) ?? 0,
  };
}
