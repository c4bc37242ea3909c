/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { Attempt } from "./chosen.ts";
import { layOut } from "./layout.ts";
import { MAY_ENTER, type FunnelSpec, type TaggedRows } from "./rows.ts";
import type { RowColumns } from "./sort.ts";

/** The time that an attempt takes up, both ends included. Microseconds. */
export type Span = readonly [from: number, until: number];

/** By stage the row that is the entry of an attempt: in most orders that of one stage. */
export function entryStageOf(
  spec: FunnelSpec,
  { stages }: Pick<TaggedRows, "stages">,
): (attempt: Pick<Attempt, "rows" | "times">) => number {
  const { first } = layOut(spec);
  if (first >= 0) return () => first;
  return ({ rows, times }) => {
    let entry = -1;
    for (let stage = 0; stage < rows.length; stage++) {
      const row = rows[stage]!;
      if (row < 0 || (stages[row]! & MAY_ENTER) === 0) continue;
      const isFirst = entry < 0 || times[stage]! < times[entry]!;
      if (isFirst || (times[stage] === times[entry] && row < rows[entry]!)) entry = stage;
    }
    return entry;
  };
}

/**
 * Where attempts are counted, the others of an actor lie strictly before and strictly after this one: it
 * goes from its entry to its goal or, not converted, to the end of its window or visit. Inverted, it
 * goes back from its entry. In order `any` its goal is its last row if it has all stages. In order
 * `independent` it goes from the earliest of its entries to its last row, if it has all required stages,
 * else to the end of the latest one's window.
 */
export function spanOf(
  spec: FunnelSpec,
  { session }: Pick<TaggedRows, "session">,
): (attempt: Attempt, columns: RowColumns, start: number, end: number) => Span {
  const { goal, required, window } = layOut(spec);
  const visit = spec.inSession ? session : undefined;

  return (attempt, columns, start, end) => {
    const { rows, times, starts, entered, entry } = attempt;
    let first = entered;
    let last = entered;
    let final = entered;
    for (let stage = 0; stage < rows.length; stage++) {
      if (rows[stage]! < 0) continue;
      final = Math.max(final, times[stage]!);
      if (starts === undefined) continue;
      first = Math.min(first, starts[stage]!);
      last = Math.max(last, starts[stage]!);
    }
    if (spec.inverted) {
      if (rows[goal]! >= 0) return [times[goal]!, entered];
      if (visit === undefined) return [entered - window, entered];
      return [firstOfVisit(visit, entry, columns, start), entered];
    }
    const ending = (): number =>
      visit === undefined ? last + window : lastOfVisit(visit, entry, columns, end);
    switch (spec.order ?? "sequential") {
      case "any":
        return [first, rows.includes(-1) ? ending() : final];
      case "independent":
        return [
          first,
          required.every((stage) => rows[stage]! >= 0) ? final : Math.max(final, ending()),
        ];
      case "sequential":
      case "strict":
      case "furthest":
        return [first, rows[goal]! >= 0 ? times[goal]! : ending()];
    }
  };
}

function lastOfVisit(session: Int32Array, row: number, columns: RowColumns, end: number): number {
  let last = end - 1;
  while (session[columns.row[last]!] !== session[row]) last--;
  return columns.time[last]!;
}

function firstOfVisit(
  session: Int32Array,
  row: number,
  columns: RowColumns,
  start: number,
): number {
  let first = start;
  while (session[columns.row[first]!] !== session[row]) first++;
  return columns.time[first]!;
}
