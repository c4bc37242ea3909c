import { normalTails, Z_95 } from "./normal.ts";
import type { Ends } from "./proportion.ts";

/** One stratum: those with the signal and those without, who did and who didn't. */
export interface Stratum {
  readonly withDid: number;
  readonly withDidNot: number;
  readonly withoutDid: number;
  readonly withoutDidNot: number;
}

export interface PooledOdds {
  readonly oddsRatio: number;
  /** 95 %. */
  readonly interval: Ends;
  /** Two-sided. */
  readonly p: number;
}

/** Takes in strata one by one. */
export interface OddsPool {
  add(stratum: Stratum): void;
  /** Null where the ratio would be 0 or infinite, or no stratum says anything. */
  odds(): PooledOdds | null;
  /** Two-sided; null where no stratum says anything. */
  p(): number | null;
  /** Nobody with the signal did, though others did beside them. */
  isNever(): boolean;
}

/**
 * The odds ratio common to all strata and the test that it is 1: N. Mantel and W. Haenszel, "Statistical
 * Aspects of the Analysis of Data from Retrospective Studies of Disease", Journal of the National Cancer
 * Institute 22 (1959), 719–748, the test without correction for continuity, as its interval has none:
 * J. Robins, N. Breslow and S. Greenland, "Estimators of the Mantel-Haenszel Variance Consistent in Both
 * Sparse Data and Large-Strata Limiting Models", Biometrics 42 (1986), 311–323.
 */
export function createOddsPool(): OddsPool {
  let agree = 0;
  let disagree = 0;
  let agreeP = 0;
  let mixed = 0;
  let disagreeQ = 0;
  let surplus = 0;
  let variance = 0;
  const tails = (): number | null =>
    variance > 0 ? normalTails(surplus / Math.sqrt(variance)) : null;
  return {
    add({ withDid, withDidNot, withoutDid, withoutDidNot }) {
      const n = withDid + withDidNot + withoutDid + withoutDidNot;
      if (n === 0) return;
      const p = (withDid + withoutDidNot) / n;
      const q = (withDidNot + withoutDid) / n;
      const r = (withDid * withoutDidNot) / n;
      const s = (withDidNot * withoutDid) / n;
      agree += r;
      disagree += s;
      agreeP += p * r;
      mixed += p * s + q * r;
      disagreeQ += q * s;

      const having = withDid + withDidNot;
      const did = withDid + withoutDid;
      surplus += r - s;
      if (n > 1) {
        variance += ((having / n) * (did / n) * (n - having) * (n - did)) / (n - 1);
      }
    },
    odds() {
      const chance = tails();
      if (agree === 0 || disagree === 0 || chance === null) return null;
      const oddsRatio = agree / disagree;
      const ofLogarithm =
        agreeP / (2 * agree * agree) +
        mixed / (2 * agree * disagree) +
        disagreeQ / (2 * disagree * disagree);
      const reach = Math.exp(Z_95 * Math.sqrt(ofLogarithm));
      return { oddsRatio, interval: [oddsRatio / reach, oddsRatio * reach], p: chance };
    },
    p: tails,
    isNever: () => agree === 0 && disagree > 0,
  };
}

/** Of strata that are there at once, see {@link createOddsPool}. */
export function mantelHaenszel(strata: readonly Stratum[]): PooledOdds | null {
  const pool = createOddsPool();
  for (const stratum of strata) pool.add(stratum);
  return pool.odds();
}
