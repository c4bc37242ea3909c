/** The time that an attempt takes up, both ends included. Microseconds. */
export type Span = readonly [from: number, until: number];

/** An attempt of an actor: the chosen one, or each. One object serves all visits: read it, don't keep it. */
export interface Attempt {
  readonly actor: number;
  /** Index of the last stage, as written, that it contains: mostly the deepest one reached. */
  readonly depth: number;
  /** By stage: index of its row in the `TaggedRows`; -1 where the attempt doesn't contain it. */
  readonly rows: Int32Array;
  /** By stage: the row's time in microseconds; undefined content where there is no row. */
  readonly times: Float64Array;
  /** Index of the row that is its entry: the first stage's, in order `any` the earliest, inverted the last stage's. */
  readonly entry: number;
  /** The entry's time in microseconds. */
  readonly entered: number;
  /**
   * By stage: the time of the entry that its row counts from, or where there is none would have counted
   * from, where that isn't one for all. Only in order `independent`.
   */
  readonly starts?: Float64Array;
  /** By stage: the row of that entry. With `starts`. */
  readonly entries?: Int32Array;
  /**
   * Index of the actor's first row that may be an entry, whatever came of it; in order `independent`
   * that of the entry.
   */
  readonly firstEntry: number;
  /** No row of the actor comes after those that it was chosen from. */
  readonly isLatest: boolean;
  /** Where attempts are counted: the time that it takes up, see `span.ts`. */
  readonly span?: Span;
}
