import {
  type Guard,
  isCount,
  isString,
  isTrue,
  literal,
  optional,
  shape,
} from "../panel/guards.ts";
import type { RunSummary } from "../results/summary.ts";

/** A run of a funnel or study, as it is kept over reloads. */
export interface Entry extends RunSummary {
  readonly id: string;
  /** The file or notebook. */
  readonly uri: string;
  /** Milliseconds of the epoch. */
  readonly at: number;
}

const isEntry: Guard<Entry> = shape<Entry>({
  id: isString,
  uri: isString,
  at: isCount,
  funnel: isString,
  line: isCount,
  status: literal("done", "failed", "cancelled"),
  flow: optional(
    shape<NonNullable<Entry["flow"]>>({
      goal: isString,
      entered: isCount,
      converted: isCount,
      conversion: isString,
    }),
  ),
  sentence: isString,
  milliseconds: optional(isCount),
  fromCache: optional(isTrue),
  unmet: isCount,
});

/** Longer sentences are cut: what is kept stays small. */
const longestSentence = 200;

/** What was kept, newest first; whatever isn't an entry of this version is left out. */
export function readEntries(kept: unknown): readonly Entry[] {
  return Array.isArray(kept) ? kept.filter(isEntry) : [];
}

/** Newest first, at most so many. */
export function withEntries(
  before: readonly Entry[],
  added: readonly Entry[],
  most: number,
): readonly Entry[] {
  const short = added.map((one) => ({
    ...one,
    sentence: Array.from(one.sentence).slice(0, longestSentence).join(""),
  }));
  return [...short.reverse(), ...before].slice(0, Math.max(0, most));
}
