import type { Timeless } from "./timeless.ts";

/**
 * What the kernel reads: the rows that match at least one stage, as columns, in file order (source as
 * written, file by path, row). Reading has already mapped, filtered and tagged them; the kernel knows
 * nothing of files or names.
 */
export interface TaggedRows {
  readonly length: number;
  /** Dense codes from 0 to `actors - 1`. */
  readonly actor: Int32Array;
  readonly actors: number;
  /**
   * Whole microseconds since 1970 in UTC; magnitudes up to 2^53, so exact. `NO_TIME` on rows without
   * one, see `timeless.ts`.
   */
  readonly time: Float64Array;
  /**
   * Bit i: the row matches stage i. Bit 0 is set only on rows whose time lies in `during`: they alone
   * may be an entry. At most {@link MAX_STAGES} stages.
   */
  readonly stages: Int32Array;
  /**
   * One array a split: the code of the split's value on rows with bit 0 (others: undefined content);
   * -1 is missing. Codes index the split's values.
   */
  readonly splits: readonly Int32Array[];
  /** Bit i: the row matches the `without` i; behind these, the exits. Absent: there is none of both. */
  readonly marks?: Int32Array;
  /**
   * What all rows of an attempt share: an array each, the code of the value on every row; -1 is missing.
   * Absent: nothing.
   */
  readonly same?: readonly Int32Array[];
  /**
   * What measures and studies compute with: an array each, by row. Numbers, NaN being missing, conditions
   * as 1 and 0; of texts their codes, -1 being missing. On rows of other stages than the plan's: missing.
   * Absent: nothing.
   */
  readonly values?: readonly RowValues[];
  /**
   * The code of the visit that a row belongs to, -1 none; rows of one code belong together only within
   * an actor. Absent: nothing asks for visits.
   */
  readonly session?: Int32Array;
  /** 1 where rows after the latest one may still belong to the row's visit, else 0. With `session`. */
  readonly sessionIsOpen?: Int32Array;
  /** What rows without a time may be. Absent: all rows have times. */
  readonly timeless?: Timeless;
}

export type RowValues = Float64Array | Int32Array;

export const MAX_STAGES = 30;

/** The bit of rows whose time lies in `during`, for orders in which a row of any stage may be the entry. */
export const MAY_ENTER = 1 << MAX_STAGES;

export type KernelOrder = "sequential" | "strict" | "any" | "independent" | "furthest";

export interface StageSpec {
  readonly optional: boolean;
  /** Microseconds after the previous required stage's row, included. */
  readonly within?: number;
  /** Microseconds after the previous required stage's row, at least. */
  readonly after?: number;
  /** How many distinct rows the stage takes, its row being the last of them; absent: one. */
  readonly atLeast?: number;
}

/** The first stage is required. */
export interface FunnelSpec {
  readonly stages: readonly StageSpec[];
  /** Absent: `sequential`. In order `strict` the rows are all of the actors', matching or not. */
  readonly order?: KernelOrder;
  /**
   * Read from the last stage back, whose row is the entry: only on rows whose time lies in `during` is the
   * last stage's bit set. In the orders `sequential` and `strict`; the last stage is required.
   */
  readonly inverted?: true;
  /** Microseconds from first to last row, included; absent: unlimited. */
  readonly window?: number;
  /** All rows of an attempt lie in one visit; there is no `window` then. */
  readonly inSession?: true;
  /** Which start the chosen attempt has; absent: the first. */
  readonly entry?: "first" | "last";
  /** Absent: each actor has one attempt, the chosen one. */
  readonly count?: "actors" | "attempts";
  /** At most {@link MAX_STAGES}, with the exits. */
  readonly without?: readonly WithoutSpec[];
  /** The stages, required, lie no further apart than that. Microseconds. */
  readonly span?: { readonly from: number; readonly to: number; readonly most: number };
  /** How many ways out there are: their marks follow those of `without`. Absent: none. */
  readonly exits?: number;
}

/** No row that it names between the rows of two required stages, by index. */
export interface WithoutSpec {
  readonly from: number;
  readonly to: number;
  /** Actors who would reach `to` but for it are left out. */
  readonly dropActor: boolean;
}

/** The bit of rows that may be an entry, their time lying in `during`. */
export function entryBit({ order, inverted, stages }: FunnelSpec): number {
  if (inverted) return 1 << (stages.length - 1);
  return order === "furthest" || order === "any" ? MAY_ENTER : 1;
}
