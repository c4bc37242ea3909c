/* oxlint-disable typescript/no-non-null-assertion -- arrays are read within their bounds only */
import type { FunnelSpec } from "../rows.ts";
import { UNTIMED } from "../timeless.ts";

/** A valid choice of rows: by stage, its row's place among the actor's rows and its time. */
export interface Candidate {
  readonly depth: number;
  /** -1 where the choice doesn't contain the stage. */
  readonly places: readonly number[];
  /** Infinity where the choice doesn't contain the stage, `UNTIMED` where its row has none. */
  readonly times: readonly number[];
}

/**
 * Which of two choices is the chosen one: the deepest, then by the times of the required stages, those
 * of the optional ones, then by the order of the file. `entry`: the one that enters earlier or later.
 */
export function comesBefore(
  a: Candidate,
  b: Candidate,
  { stages }: FunnelSpec,
  entry: "first" | "last",
): boolean {
  if (a.depth !== b.depth) return a.depth > b.depth;
  if (entry === "last" && a.times[0] !== b.times[0]) {
    return lateness(a.times[0]!) > lateness(b.times[0]!);
  }
  const indices = [...stages.keys()];
  const order = [
    ...indices.filter((stage) => stages[stage]?.optional === false),
    ...indices.filter((stage) => stages[stage]?.optional === true),
  ];
  const byTime = order.find((stage) => a.times[stage] !== b.times[stage]);
  if (byTime !== undefined) return a.times[byTime]! < b.times[byTime]!;
  const byFile = order.find((stage) => a.places[stage] !== b.places[stage]);
  return byFile !== undefined && a.places[byFile]! < b.places[byFile]!;
}

/** An entry that has no time is later than none. */
export function lateness(time: number): number {
  return time === UNTIMED ? -Infinity : time;
}
