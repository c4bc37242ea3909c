/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { Lost } from "../kernel/ledger/lost.ts";
import type { TaggedRows } from "../kernel/rows.ts";
import type { FunnelPlan } from "../plan/plan.ts";
import type { NextEvent } from "./ledger-result.ts";

/** What to read to see what came next: all rows that the funnel looks at, with nothing but their events. */
export function planOfEvents(plan: FunnelPlan): FunnelPlan {
  return {
    ...plan,
    scans: plan.scans.map((scan) => {
      const { session: _session, ...rest } = scan;
      return {
        ...rest,
        stages: [],
        marks: [],
        same: [],
        splits: [],
        values: [],
        entersAnywhere: false,
        everyRow: true,
        readsEvents: true,
      };
    }),
  };
}

/** The events that came next after the lost attempts, by the stage that is missing: see {@link nextOf}. */
export function nextEvents(lost: Lost, rows: TaggedRows, events: readonly string[]): NextEvent[] {
  const stage = lost.stage();
  const event = nextOf(lost, rows, events);
  const counts = new Map<number, number>();
  for (let i = 0; i < event.length; i++) {
    if (event[i]! < 0) continue;
    const key = stage[i]! * events.length + event[i]!;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return Array.from(counts, ([key, count]) => ({
    stage: Math.floor(key / events.length),
    event: events[key % events.length]!,
    count,
  }));
}

/**
 * By lost attempt the event that came next, -1 if none did: that of the earliest row that is later than its
 * last stage's, where time runs backwards of the latest that is earlier, of equal times the first by name.
 * `rows`: all, their actors coded as those of the attempts, their events as their only split.
 */
export function nextOf(
  lost: Lost,
  { actor, actors, time, splits, length }: TaggedRows,
  events: readonly string[],
): Int32Array {
  const after = lost.after();
  const until = lost.until();
  const codes = splits[0] ?? new Int32Array(length);
  const sign = lost.isBackward ? -1 : 1;
  const heads = attemptsByActor(lost, actors);
  const next = new Float64Array(lost.length()).fill(Infinity);
  const event = new Int32Array(lost.length()).fill(-1);

  for (let row = 0; row < length; row++) {
    const moment = sign * time[row]!;
    for (let i = heads.first[actor[row]!]!; i >= 0; i = heads.following[i]!) {
      if (moment <= after[i]! || moment > next[i]! || (until && moment >= until[i]!)) continue;
      const isFirst = moment < next[i]! || events[codes[row]!]! < events[event[i]!]!;
      if (!isFirst) continue;
      next[i] = moment;
      event[i] = codes[row]!;
    }
  }
  return event;
}

/** The lost attempts of each actor as chains: where it begins, and the next one of each. -1 is the end. */
function attemptsByActor(
  lost: Lost,
  actors: number,
): { readonly first: Int32Array; readonly following: Int32Array } {
  const first = new Int32Array(actors).fill(-1);
  const following = new Int32Array(lost.length());
  lost.actor().forEach((who, i) => {
    following[i] = first[who]!;
    first[who] = i;
  });
  return { first, following };
}
