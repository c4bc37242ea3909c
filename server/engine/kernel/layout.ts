import type { FunnelSpec } from "./rows.ts";

/** How the stages of a funnel hang together, by index, looked up in the inner loops. */
export interface StageLayout {
  readonly count: number;
  readonly required: Int32Array;
  readonly optional: Int32Array;
  /**
   * The required stage that a stage's step comes from: the one before; of `independent` the first; of an
   * inverted funnel the one behind, which is read before it. -1 for the first that is read, and for all
   * in order `any`, where steps come from the entry.
   */
  readonly previous: Int32Array;
  /** The required stage behind; `count` for the last ones. */
  readonly next: Int32Array;
  /** Microseconds after the previous required stage's row; Infinity without a limit. */
  readonly within: Float64Array;
  /** Microseconds from the entry; Infinity without a limit. */
  readonly window: number;
  /** The stage whose row is the entry; -1 in order `any`, where it is the earliest row of all. */
  readonly first: number;
  /**
   * Reaching it is converting: the last required stage, of an inverted funnel the first; -1 in order
   * `any`, where all stages are needed.
   */
  readonly goal: number;
}

export function layOut(spec: FunnelSpec): StageLayout {
  const { stages, order = "sequential", inverted } = spec;
  const indices = stages.map((_, index) => index);
  const required = indices.filter((index) => stages[index]?.optional === false);
  const before = indices.map((i) => required.findLast((r) => r < i) ?? -1);
  const behind = indices.map((i) => required.find((r) => r > i) ?? stages.length);
  const last = required.at(-1) ?? 0;
  const { previous, first, goal } = inverted
    ? { previous: behind.map((r) => (r < stages.length ? r : -1)), first: last, goal: 0 }
    : order === "any"
      ? { previous: indices.map(() => -1), first: -1, goal: -1 }
      : order === "independent"
        ? { previous: indices.map((i) => (i === 0 ? -1 : 0)), first: 0, goal: last }
        : { previous: before, first: 0, goal: last };
  return {
    count: stages.length,
    required: Int32Array.from(required),
    optional: Int32Array.from(indices.filter((index) => stages[index]?.optional === true)),
    previous: Int32Array.from(previous),
    next: Int32Array.from(behind),
    within: Float64Array.from(stages, (stage) => stage.within ?? Infinity),
    window: spec.window ?? Infinity,
    first,
    goal,
  };
}
