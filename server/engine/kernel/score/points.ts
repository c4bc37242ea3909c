/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { TaggedRows } from "../rows.ts";
import { type Entrants, isKnown } from "./entrants.ts";

export interface PointsRule {
  readonly points: number;
  /** The bit of the rows' marks that says where it holds. */
  readonly mark: number;
  /** On so many rows. */
  readonly atLeast: number;
}

export interface Points {
  /** One an entrant. */
  readonly scores: Float64Array;
  /** One a rule, of those who are judged. */
  readonly rules: readonly {
    /** Who got the points, for what was known at the entry. */
    readonly actors: number;
    /** Who got none, but would have with what came after it. */
    readonly later: number;
  }[];
}

/** The sum of the points of each rule, given once to whoever has enough rows where it holds at the entry. */
export function givePoints(
  rows: TaggedRows,
  entrants: Entrants,
  rules: readonly PointsRule[],
): Points {
  const { length, placeOf, judged } = entrants;
  const scores = new Float64Array(length);
  const marks = rows.marks ?? new Int32Array(rows.length);
  const known = new Int32Array(length);
  const ever = new Int32Array(length);
  const given = rules.map(({ points, mark, atLeast }) => {
    known.fill(0);
    ever.fill(0);
    for (let row = 0; row < rows.length; row++) {
      if (((marks[row]! >>> mark) & 1) === 0) continue;
      const place = placeOf[rows.actor[row]!]!;
      if (place < 0) continue;
      ever[place]!++;
      if (isKnown(entrants, rows, row)) known[place]!++;
    }
    let actors = 0;
    let later = 0;
    for (let place = 0; place < length; place++) {
      if (known[place]! >= atLeast) scores[place]! += points;
      if (judged[place] === 0) continue;
      if (known[place]! >= atLeast) actors++;
      else if (ever[place]! >= atLeast) later++;
    }
    return { actors, later };
  });
  // Points may be decimals: 0.1 and 0.2 make 0.3.
  return { scores: scores.map((score) => Math.round(score * 1e6) / 1e6), rules: given };
}
