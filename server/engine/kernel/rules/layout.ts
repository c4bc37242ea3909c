import { layOut, type StageLayout } from "../layout.ts";
import type { FunnelSpec, WithoutSpec } from "../rows.ts";

/**
 * The stages of a funnel as slots: one for each row that a stage takes, those of a stage behind each
 * other. A stage's row is the one in its last slot.
 */
export interface SlotLayout extends StageLayout {
  readonly slots: number;
  /** By slot. */
  readonly stageOf: Int32Array;
  /** By stage. */
  readonly firstSlot: Int32Array;
  readonly lastSlot: Int32Array;
  /** Microseconds after the previous required stage's row; 0 without a limit. */
  readonly after: Float64Array;
  readonly without: readonly WithoutSpec[];
}

export function layOutSlots(spec: FunnelSpec): SlotLayout {
  const counts = spec.stages.map(({ atLeast }) => atLeast ?? 1);
  const stageOf = counts.flatMap((count, stage) => Array.from({ length: count }, () => stage));
  return {
    ...layOut(spec),
    slots: stageOf.length,
    stageOf: Int32Array.from(stageOf),
    firstSlot: Int32Array.from(counts, (_, stage) => stageOf.indexOf(stage)),
    lastSlot: Int32Array.from(counts, (_, stage) => stageOf.lastIndexOf(stage)),
    after: Float64Array.from(spec.stages, ({ after }) => after ?? 0),
    without: spec.without ?? [],
  };
}
