/**
 * Random numbers that are the same on every machine: a small generator of our own (sfc32) and the few
 * distributions that the samples need. Each sample has a stream of its own, named after it, so that a
 * change to one never moves another.
 */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  /** One of the keys, in proportion to its weight. */
  pick<Key extends string>(weights: Readonly<Record<Key, number>>): Key;
  /** Log-normal: half of the values lie below `median`; `spread` is the deviation of the logarithm. */
  around(median: number, spread: number): number;
  /** A count of at least 1 with a heavy tail (Pareto), cut at `most`: most people do little, a few a lot. */
  heavyTail(shape: number, most: number): number;
}

export function createRandom(name: string): Random {
  const next = sfc32(name);
  const standardNormal = (): number => {
    // The sum of twelve: close enough to normal and exact in floating point everywhere.
    let sum = -6;
    for (let i = 0; i < 12; i++) sum += next();
    return sum;
  };
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick(weights) {
      const keys = Object.keys(weights) as (keyof typeof weights)[];
      let total = 0;
      for (const key of keys) total += weights[key];
      let rest = next() * total;
      for (const key of keys) {
        rest -= weights[key];
        if (rest < 0) return key;
      }
      throw new Error("There is nothing to pick from.");
    },
    around: (median, spread) => median * Math.exp(spread * standardNormal()),
    heavyTail: (shape, most) => Math.min(most, Math.floor(Math.exp(-Math.log(1 - next()) / shape))),
  };
}

/** Chris Doty-Humphrey's "small fast counter", seeded by the hash of a text. */
function sfc32(name: string): () => number {
  let hash = 0x811c9dc5;
  for (const character of name) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  let a = hash;
  let b = 0x9e3779b9;
  let c = hash ^ 0x6d2b79f5;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 2 ** 32;
  };
  // The first values still show the seed.
  for (let i = 0; i < 16; i++) next();
  return next;
}
