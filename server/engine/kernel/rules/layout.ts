import { layOut, type StageLayout } from "../layout.ts";
import type { FunnelSpec, WithoutSpec } from "../rows.ts";

/**
 * The stages of a funnel as slots: one for each row that a stage takes, those of a stage behind each
 * other. A stage's row is the one in its last slot; read backwards in time, in its first.
 */
export interface SlotLayout extends StageLayout {
  readonly slots: number;
  /** By slot. */
  readonly stageOf: Int32Array;
  /** By stage. */
  readonly firstSlot: Int32Array;
  readonly lastSlot: Int32Array;
  /** By stage: the slot whose row is the stage's. */
  readonly rowSlot: Int32Array;
  /** By slot. */
  readonly limits: readonly (readonly SlotLimit[])[];
  readonly without: readonly WithoutSpec[];
}

/** How long after an earlier slot, where that is filled, a slot may be. Microseconds, both included. */
export interface SlotLimit {
  readonly since: number;
  readonly least: number;
  readonly most: number;
}

export function layOutSlots(spec: FunnelSpec): SlotLayout {
  const counts = spec.stages.map(({ atLeast }) => atLeast ?? 1);
  const slots = slotsOf(counts);
  const layout = layOut(spec);
  const { firstSlot, lastSlot, stageOf } = slots;
  const limits = stageOf.map((stage, slot): SlotLimit[] => {
    const previous = lastSlot[layout.previous[stage] ?? -1];
    if (previous === undefined) return spread(slot, layout.window);
    const { within, after } = spec.stages[stage] ?? {};
    return [
      ...(slot === firstSlot[stage] ? atLeast(previous, after) : []),
      ...(slot === lastSlot[stage] ? atMost(previous, within) : []),
      ...atMost(lastSlot[0] ?? 0, spec.window),
      ...(spec.span !== undefined && slot === lastSlot[spec.span.to]
        ? atMost(lastSlot[spec.span.from] ?? 0, spec.span.most)
        : []),
    ];
  });
  return finished(layout, slots, lastSlot, limits, spec);
}

/**
 * The same for a funnel whose stages and rows stand in the reverse order, as `inverted.ts` has them.
 * What a stage says of the one before it then binds that one, which comes later here.
 */
export function layOutMirrored(spec: FunnelSpec): SlotLayout {
  const counts = spec.stages.map(({ atLeast }) => atLeast ?? 1);
  const slots = slotsOf(counts);
  const layout = layOut(spec);
  const { firstSlot, lastSlot, stageOf } = slots;
  const limits = stageOf.map((stage, slot): SlotLimit[] => [
    ...spec.stages.flatMap(({ within, after }, other) =>
      layout.next[other] === stage && slot === firstSlot[stage]
        ? [...atLeast(lastSlot[other] ?? 0, after), ...atMost(firstSlot[other] ?? 0, within)]
        : [],
    ),
    ...spread(slot, layout.window),
  ]);
  return finished(layout, slots, firstSlot, limits, spec);
}

interface Slots {
  readonly stageOf: readonly number[];
  readonly firstSlot: readonly number[];
  readonly lastSlot: readonly number[];
}

function slotsOf(counts: readonly number[]): Slots {
  const stageOf = counts.flatMap((count, stage) => Array.from({ length: count }, () => stage));
  return {
    stageOf,
    firstSlot: counts.map((_, stage) => stageOf.indexOf(stage)),
    lastSlot: counts.map((_, stage) => stageOf.lastIndexOf(stage)),
  };
}

function finished(
  layout: StageLayout,
  { stageOf, firstSlot, lastSlot }: Slots,
  rowSlot: readonly number[],
  limits: readonly (readonly SlotLimit[])[],
  { without = [] }: FunnelSpec,
): SlotLayout {
  return {
    ...layout,
    slots: stageOf.length,
    stageOf: Int32Array.from(stageOf),
    firstSlot: Int32Array.from(firstSlot),
    lastSlot: Int32Array.from(lastSlot),
    rowSlot: Int32Array.from(rowSlot),
    limits,
    without,
  };
}

function atLeast(since: number, least: number | undefined): SlotLimit[] {
  return least === undefined ? [] : [{ since, least, most: Infinity }];
}

function atMost(since: number, most: number | undefined): SlotLimit[] {
  return most === undefined ? [] : [{ since, least: -Infinity, most }];
}

/** Within one window from the very first slot on. */
function spread(slot: number, window: number): SlotLimit[] {
  return slot === 0 || window === Infinity ? [] : atMost(0, window);
}
