/** Numbers from 0 to 1 (excluded), the same for the same seed. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How many of so many trials succeed. */
export function successes(random: () => number, trials: number, share: number): number {
  let count = 0;
  for (let i = 0; i < trials; i++) if (random() < share) count++;
  return count;
}
