/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { Attempt } from "./chosen.ts";
import { layOut } from "./layout.ts";
import { valueGroups } from "./rules/same.ts";
import type { FunnelSpec, TaggedRows } from "./rows.ts";
import type { RowColumns } from "./sort.ts";

/** Rows of an actor, `start` to `end` (excluded). */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Whether the attempt that was chosen among a part of some rows is the one that all of them have.
 *
 * What an actor's rows have at most is known from the rows that they are a part of (`far`). Where a part
 * of them reaches as far, no attempt of all of them is deeper; then those that would rank before it
 * decide. In most orders the chosen rows are the earliest there are, so that none of them lies behind the
 * part. Else all who enter as early must have all of their rows in it. Parts hold all rows of a time.
 */
export interface Settled {
  /** How far an attempt got: where it is equal for some rows and for a part of them, so are all between. */
  far(attempt: Attempt): number;
  /** Whether parts are to be the last rows, since of attempts that get as far the latest is chosen. */
  isFromEnd(far: number): boolean;
  /** Begins with another actor, whose rows these are. */
  begin(columns: RowColumns, start: number, end: number): void;
  /** `far`: of rows that all of these are a part of. */
  isSettled(attempt: Attempt, part: Range, all: Range, far: number): boolean;
}

/** `served`: in order `independent`, how many stages have rows that can be reached from the entry. */
export function createSettled(
  spec: FunnelSpec,
  { same = [], session }: Pick<TaggedRows, "same" | "session">,
  served: () => number,
): Settled {
  const { stages, order = "sequential", inverted, inSession } = spec;
  const { window, count, required } = layOut(spec);
  const shared = [...same, ...(inSession && session ? [session] : [])];
  const entersLast = spec.entry === "last";
  const slots = stages.reduce((sum, { atLeast = 1 }) => sum + atLeast, 0);
  /** How long an entry of order `independent` has for any of the stages that have a limit. */
  const limits = stages.slice(1).map(({ within = Infinity }) => Math.min(within, window));
  const longest = Math.max(0, ...limits.filter((limit) => limit < Infinity));
  let time: Float64Array = new Float64Array(0);
  let row: Int32Array = new Int32Array(0);
  let first = 0;
  let last = 0;
  let reaches: Reaches | undefined;

  /** Whether the part has all rows up to so long after (`inverted`: before) a moment. */
  function isPast(moment: number, length: number, { start, end }: Range): boolean {
    return inverted ? time[start - 1]! < moment - length : time[end]! > moment + length;
  }

  /** Whether the part has all rows that share a value with one up to a moment. */
  function hasShared(moment: number, { start, end }: Range): boolean {
    reaches ??= reachesOf(shared, row, first, last);
    if (!inverted) return reaches.last[firstAfter(moment, start, end) - 1 - first]! < end;
    return reaches.first[firstAfter(moment - 1, start, end) - first]! >= start;
  }

  function firstAfter(moment: number, start: number, end: number): number {
    let low = start;
    let high = end;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (time[middle]! > moment) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Whether the part has as many rows behind those of a moment as an attempt of order `strict` takes. */
  function hasNext(moment: number, { start, end }: Range): boolean {
    return inverted
      ? firstAfter(moment - 1, start, end) - start > slots
      : end - firstAfter(moment, start, end) > slots;
  }

  /** The latest of the entries that the reached stages count from. */
  function latestStart({ entered, rows, starts }: Attempt): number {
    let latest = entered;
    starts?.forEach((start, stage) => {
      if (rows[stage]! >= 0) latest = Math.max(latest, start);
    });
    return latest;
  }

  function hasRivals(attempt: Attempt, part: Range): boolean {
    const { entered } = attempt;
    // The longest chain with the earliest last row lies before that row.
    if (inverted && !entersLast) return false;
    if (order === "strict") return !hasNext(entered, part);
    if (shared.length > 0) {
      const moment = latestStart(attempt);
      return !isPast(moment, window, part) && !hasShared(moment, part);
    }
    switch (order) {
      case "sequential":
        return lacksOptional(attempt) && !isPast(entered, window, part);
      case "any":
        // Without a window the first entry of all has as many as any.
        return window < Infinity && !isPast(entered, window, part);
      case "independent":
        return !entersLast && !isPast(entered, longest, part);
      case "furthest":
        return !isPast(entered, window, part);
    }
  }

  /**
   * Whether a stage is left out between the last required one and an optional one that is the deepest: with
   * a later row of this one, it might have a row.
   */
  function lacksOptional({ rows, depth }: Attempt): boolean {
    if (inverted) {
      const first = rows.findIndex((each) => each >= 0);
      const next = required.find((stage) => stage > first) ?? count;
      return stages[first]!.optional && rows.subarray(first, next).includes(-1);
    }
    const last = required.findLast((stage) => stage < depth) ?? 0;
    return stages[depth]!.optional && rows.subarray(last, depth).includes(-1);
  }

  function deepest({ rows, depth }: Attempt): number {
    return inverted ? rows.findIndex((each) => each >= 0) : depth;
  }

  function far(attempt: Attempt): number {
    const { rows } = attempt;
    if (order === "any") return rows.reduce((sum, each) => sum + (each < 0 ? 0 : 1), 0);
    if (order !== "independent") return deepest(attempt);
    const mask = rows.reduce((sum, each, stage) => sum + (each < 0 ? 0 : 2 ** stage), 0);
    return entersLast ? mask : mask * 32 + served();
  }

  const entryAlone = order === "any" || order === "independent" ? 1 : 0;
  return {
    far,
    isFromEnd: (known) =>
      entersLast && (inverted === true || (order !== "furthest" && known === entryAlone)),
    begin(columns, start, end) {
      ({ time, row } = columns);
      first = start;
      last = end;
      reaches = undefined;
    },
    isSettled(attempt, part, all, known) {
      if (part.start === all.start && part.end === all.end) return true;
      if (order === "furthest") {
        // An entry is chosen before what can be reached from it: with a window, later ones may get farther.
        const isDeepest = attempt.depth === (window === Infinity ? known : count - 1);
        if (shared.length === 0) return isDeepest || !hasRivals(attempt, part);
        return isDeepest && !entersLast && !hasRivals(attempt, part);
      }
      if (far(attempt) !== known) return false;
      if (entersLast && !inverted && known === entryAlone) {
        // The latest entry of all, but those of another value may begin before the part.
        return shared.length === 0 || (stages[0]!.atLeast ?? 1) === 1;
      }
      return !hasRivals(attempt, part);
    },
  };
}

/** By row: the last one that shares a value with it or a row before, the first one with it or a row behind. */
interface Reaches {
  readonly last: Int32Array;
  readonly first: Int32Array;
}

function reachesOf(
  shared: readonly Int32Array[],
  row: Int32Array,
  start: number,
  end: number,
): Reaches {
  const last = new Int32Array(end - start).fill(-1);
  const first = new Int32Array(end - start).fill(end);
  for (const places of valueGroups(shared, row, start, end)) {
    for (const place of places) {
      last[place - start] = places.at(-1)!;
      first[place - start] = places[0]!;
    }
  }
  for (let i = 1; i < last.length; i++) last[i] = Math.max(last[i]!, last[i - 1]!);
  for (let i = first.length - 2; i >= 0; i--) first[i] = Math.min(first[i]!, first[i + 1]!);
  return { last, first };
}
