/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { type Attempt, forEachAttempt } from "./attempts.ts";
import { createCounts, type Counts } from "./counts.ts";
import { pickRows } from "./pick.ts";
import type { Read } from "./reading.ts";
import { entryBit, type FunnelSpec, type TaggedRows } from "./rows.ts";

/** How many attempts there are if only entries that are old enough count: by limit, cell and place. */
export interface Mature {
  /** Takes in an attempt; of an actor the chosen one first. */
  add(cell: number, attempt: Attempt, chosen: Read["rows"]): void;
  /** By `cell * width + place` of what is read; when all attempts were taken in. */
  counts(limit: number): Counts;
}

/**
 * A chosen attempt with an old entry stays the chosen one where young entries don't count, for that only
 * takes other choices away. So only those actors are looked at again whose chosen attempt is young; and
 * all, where each stage has an entry of its own or every attempt counts.
 *
 * `limits`: how old an entry is to be, in microseconds before `asOf`; within visits, only whether the visit
 * is over matters.
 */
export function createMature(
  spec: FunnelSpec,
  rows: TaggedRows,
  asOf: number,
  limits: readonly number[],
  width: number,
  read: (attempt: Attempt) => Read,
): Mature {
  const byLimit = limits.map((limit) => ({
    limit,
    counts: createCounts(),
    again: new Uint8Array(rows.actors),
    isCounted: false,
  }));
  /** By actor: the cell of the chosen attempt; -1 where the actor has none. */
  const cellOf = new Int32Array(rows.actors).fill(-1);
  const isEach = spec.count === "attempts";

  function isOld({ time, sessionIsOpen }: TaggedRows, row: number, limit: number): boolean {
    return spec.inSession ? sessionIsOpen?.[row] !== 1 : time[row]! <= asOf - limit;
  }

  function addTo(counts: Counts, cell: number, chosen: Read["rows"]): void {
    for (let place = 0; place < width; place++) {
      if (chosen[place]! >= 0) counts.add(cell * width + place);
    }
  }

  /** The same rows, none that is young being an entry. */
  function withOldEntries(given: TaggedRows, limit: number): TaggedRows {
    const bit = entryBit(spec);
    const stages = given.stages.map((mask, row) => (isOld(given, row, limit) ? mask : mask & ~bit));
    return { ...given, stages };
  }

  return {
    add(cell, attempt, chosen) {
      const { actor, entry, starts } = attempt;
      if (cellOf[actor]! >= 0) return;
      cellOf[actor] = cell;
      for (const { limit, counts, again } of byLimit) {
        if (!isEach && starts === undefined && isOld(rows, entry, limit))
          addTo(counts, cell, chosen);
        else again[actor] = 1;
      }
    },
    counts(limit) {
      const its = byLimit.find((each) => each.limit === limit)!;
      if (!its.isCounted) {
        const picked = withOldEntries(pickRows(rows, its.again), limit);
        forEachAttempt(picked, spec, (attempt) =>
          addTo(its.counts, cellOf[attempt.actor]!, read(attempt).rows),
        );
        its.isCounted = true;
      }
      return its.counts;
    },
  };
}
