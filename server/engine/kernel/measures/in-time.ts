/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { Attempt } from "../attempts.ts";
import { createRulesFinder } from "../rules/finder.ts";
import type { FunnelSpec, TaggedRows } from "../rows.ts";
import type { RowColumns } from "../sort.ts";
import { NO_TIME } from "../timeless.ts";
import type { Need } from "./needs.ts";

/**
 * Tells whether an actor who reached both stages can have done so within a time of each other: by the
 * chosen rows, or by any other choice. Only what reaches stages by choice has others: of an optional
 * stage, of other orders and of each of several attempts it is the chosen rows that count.
 */
export function createInTime(
  spec: FunnelSpec,
  rows: TaggedRows,
  { from, to, within }: Extract<Need, { readonly kind: "within" }>,
): (attempt: Attempt, columns: RowColumns, start: number, end: number) => boolean {
  const { order = "sequential", stages, count, inverted } = spec;
  const hasChoices =
    (order === "sequential" || order === "strict") &&
    inverted === undefined &&
    count !== "attempts" &&
    stages[from]?.optional === false &&
    stages[to]?.optional === false;
  const finder = hasChoices
    ? createRulesFinder({ ...spec, entry: "first", span: { from, to, most: within } }, rows)
    : undefined;
  return ({ rows: chosen, times, starts }, { time, stages: bits, row }, start, end) => {
    if (chosen[from]! < 0 || chosen[to]! < 0) return false;
    const since = from === 0 ? (starts?.[to] ?? times[from]!) : times[from]!;
    // What has no time is within any.
    if (times[to] === NO_TIME || since === NO_TIME) return true;
    // In order `any` the later stage may come first.
    if (Math.abs(times[to]! - since) <= within) return true;
    return finder !== undefined && finder.find(time, bits, start, end, row) >= to;
  };
}
