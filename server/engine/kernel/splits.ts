/* oxlint-disable typescript/no-non-null-assertion -- arrays are read within their bounds only */
import { MISSING, type Cells } from "./cells.ts";

export interface SplitSpec {
  /** As written, for titles: `channel`. */
  readonly text: string;
  /** By code. */
  readonly values: readonly string[];
  /**
   * Which row gives an attempt its value: the actor's first entry (if absent), the first or last of the
   * attempt's that has one, that of a stage; or the funnel within the rows of every value on its own.
   */
  readonly at?: "entry" | "first" | "last" | "every" | number;
  /** Keep that many values, the largest by entries. */
  readonly top?: number;
  /** Which values to keep instead, in the order to show them in, whether actors have them or not. */
  readonly shown?: readonly string[];
}

export interface SplitGroup {
  /** By the split's text; null is the missing value. A split whose value is "Other" is left out. */
  readonly by: Readonly<Record<string, string | null>>;
  /** The value of at least one split is "Other". */
  readonly other: boolean;
}

export interface Grouping {
  readonly groups: readonly SplitGroup[];
  /** By cell. */
  readonly groupOf: Int32Array;
}

/**
 * Puts the cells together into the groups that are shown. Each split keeps the values with the most
 * entries, as many as its `top` says, ties by value; all others are "Other". Actors without a value are
 * a group of their own: it neither takes one of the `top` places nor falls into "Other".
 *
 * Values stand by falling entries, ties by value, then the missing one, then "Other". With two splits
 * a group is a pair that occurs: by the place of its first value, then of its second.
 */
export function groupCells(
  cells: Cells,
  entries: (cell: number) => number,
  splits: readonly SplitSpec[],
): Grouping {
  const count = cells.count();
  const rankings = splits.map((split, s) => rankValues(cells, entries, split, s));
  const members = Array.from({ length: count }, (_, cell) => ({
    cell,
    places: rankings.map((ranking, s) => ranking.place(cells.code(cell, s))),
  }));
  members.sort((a, b) => comparePlaces(a.places, b.places));

  const groups: SplitGroup[] = [];
  const groupOf = new Int32Array(count);
  let last: readonly number[] | undefined;
  for (const { cell, places } of members) {
    if (last === undefined || comparePlaces(last, places) !== 0)
      groups.push(describe(rankings, places));
    last = places;
    groupOf[cell] = groups.length - 1;
  }
  return { groups, groupOf };
}

interface Ranking {
  readonly text: string;
  /** The values that are shown, in order; null is the missing one. "Other" has the place behind them. */
  readonly shown: readonly (string | null)[];
  place(code: number): number;
}

function rankValues(
  cells: Cells,
  entries: (cell: number) => number,
  split: SplitSpec,
  s: number,
): Ranking {
  if (split.shown !== undefined) return givenRanking(split, split.shown);
  const entered = new Map<number, number>();
  for (let cell = 0; cell < cells.count(); cell++) {
    const code = cells.code(cell, s);
    entered.set(code, (entered.get(code) ?? 0) + entries(cell));
  }
  const kept = [...entered]
    .filter(([code]) => code !== MISSING)
    .map(([code, actors]) => ({ code, actors, value: split.values[code]! }))
    .sort((a, b) => b.actors - a.actors || compareText(a.value, b.value))
    .slice(0, split.top);
  const placeOf = new Map(kept.map(({ code }, place) => [code, place]));
  if (entered.has(MISSING)) placeOf.set(MISSING, kept.length);
  const shown = [...kept.map(({ value }) => value), ...(entered.has(MISSING) ? [null] : [])];
  return { text: split.text, shown, place: (code) => placeOf.get(code) ?? shown.length };
}

function givenRanking({ text, values }: SplitSpec, wanted: readonly string[]): Ranking {
  const codes = new Map(values.map((value, code) => [value, code]));
  const placeOf = new Map(wanted.map((value, place) => [codes.get(value) ?? -1, place]));
  placeOf.set(MISSING, wanted.length);
  const shown = [...wanted, null];
  return { text, shown, place: (code) => placeOf.get(code) ?? shown.length };
}

function describe(rankings: readonly Ranking[], places: readonly number[]): SplitGroup {
  const values = rankings.flatMap(({ text, shown }, s) => {
    const value = shown[places[s]!];
    return value === undefined ? [] : [[text, value] as const];
  });
  // Unlike an assignment, this also takes a column that is called `__proto__`.
  return { by: Object.fromEntries(values), other: values.length < rankings.length };
}

function comparePlaces(a: readonly number[], b: readonly number[]): number {
  for (let s = 0; s < a.length; s++) if (a[s] !== b[s]) return a[s]! - b[s]!;
  return 0;
}

/** By code units: the same everywhere, whatever the locale. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
