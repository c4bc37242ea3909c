/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { createOddsPool, type OddsPool } from "../../statistics/mantel-haenszel.ts";
import type { Followed } from "./follow.ts";

/** Actors who had a signal, by their places in {@link Followed}. */
export interface Having {
  readonly places: Int32Array;
  /** From when on after the goal's first stage, by the same order; -1: from the beginning. Microseconds. */
  readonly onset: Float64Array;
}

/**
 * Tells how the odds of converting are with a signal and without: at the age of each conversion those who
 * are seen that long and haven't converted before it are parted by whether they had the signal before that
 * age, and the tables of all ages are pooled. So an actor counts as one with the signal only from when it was
 * there, and nobody is compared with those who had less time. The signal must come before the actor's end.
 */
export function createOdds(followed: Followed): (having: Having) => OddsPool {
  const { end, converted } = followed;
  const conversions = end.filter((_, place) => converted[place] === 1).sort();
  const ends = end.slice().sort();
  const ages = conversions.filter((age, i) => i === 0 || age > conversions[i - 1]!);
  const did = new Int32Array(ages.length);
  const atRisk = new Int32Array(ages.length);
  let c = 0;
  let gone = 0;
  ages.forEach((age, i) => {
    for (; conversions[c] === age; c++) did[i]!++;
    while (ends[gone]! < age) gone++;
    atRisk[i] = ends.length - gone;
  });

  return ({ places, onset }) => {
    const pool = createOddsPool();
    const onsets = onset.slice().sort();
    const theirs = Float64Array.from(places, (place) => end[place]!).sort();
    const own = Float64Array.from(
      places.filter((place) => converted[place] === 1),
      (place) => end[place]!,
    ).sort();
    let had = 0;
    let over = 0;
    let d = 0;
    ages.forEach((age, i) => {
      while (onsets[had]! < age) had++;
      while (theirs[over]! < age) over++;
      const before = d;
      while (own[d]! <= age) d++;
      const having = had - over;
      const withDid = d - before;
      const others = atRisk[i]! - having;
      // Where all or none had it there is nothing to compare.
      if (having === 0 || others === 0) return;
      const withoutDid = did[i]! - withDid;
      pool.add({
        withDid,
        withDidNot: having - withDid,
        withoutDid,
        withoutDidNot: others - withoutDid,
      });
    });
    return pool;
  };
}
