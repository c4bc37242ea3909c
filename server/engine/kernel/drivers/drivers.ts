import type { DriversResult } from "../../result.ts";
import { benjaminiHochberg } from "../../statistics/corrections.ts";
import { roundEnd } from "../shares.ts";
import type { Followed } from "./follow.ts";
import { createOdds } from "./odds.ts";
import type { Signal } from "./signals.ts";

export type DriverFigures = Pick<DriversResult, "actors" | "converted" | "tried" | "signals">;

/**
 * The odds ratio of each signal, with p-values corrected over all that could be compared; the surest first,
 * of equally sure ones the strongest, then by name. A ratio is 0 where nobody converted with the signal and
 * others did beside them; missing, with a p-value, where it would be infinite.
 */
export function compareSignals(followed: Followed, signals: readonly Signal[]): DriverFigures {
  const oddsOf = createOdds(followed);
  const compared = signals.flatMap((signal) => {
    const pool = oddsOf(signal);
    const p = pool.p();
    return p === null ? [] : [{ signal, p, odds: pool.odds(), isNever: pool.isNever() }];
  });
  const corrected = benjaminiHochberg(compared.map(({ p }) => p));
  const strength = (ratio: number | undefined): number =>
    ratio === undefined ? Infinity : Math.abs(Math.log(ratio));
  const found = compared.map((each, index) => ({ ...each, adjusted: corrected[index] ?? 1 }));
  found.sort(
    (a, b) =>
      a.p - b.p ||
      compareStrength(strength(a.odds?.oddsRatio), strength(b.odds?.oddsRatio)) ||
      compareText(keyOf(a.signal), keyOf(b.signal)),
  );
  return {
    actors: followed.length,
    converted: followed.converted.reduce((sum, flag) => sum + flag, 0),
    tried: found.length,
    signals: found.map(({ signal: { kind, name, value, places }, p, adjusted, odds, isNever }) => ({
      kind,
      name,
      ...(value === undefined ? {} : { value }),
      actors: places.length,
      odds_ratio: odds === null ? (isNever ? 0 : null) : roundEnd(odds.oddsRatio),
      interval: odds && [roundEnd(odds.interval[0]), roundEnd(odds.interval[1])],
      p: roundEnd(p),
      p_adjusted: roundEnd(adjusted),
    })),
  };
}

/** Falling; two infinite ones are equal. */
function compareStrength(a: number, b: number): number {
  return a === b ? 0 : b - a;
}

function keyOf({ kind, name, value }: Signal): string {
  return `${kind}\0${name}\0${value === null ? "\0" : (value ?? "")}`;
}

/** By code units: the same everywhere, whatever the locale. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
