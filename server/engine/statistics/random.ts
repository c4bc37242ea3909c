/** Random numbers that are the same wherever and whenever they are drawn. */
export interface Random {
  /** From 0 to 1, both excluded. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** Of the gamma distribution of that shape, at least 1, and scale 1. */
  gamma(shape: number): number;
}

/**
 * Chris Doty-Humphrey's generator "small fast counting" of 32 bits (PractRand, 2010). Normal values by
 * G. Marsaglia's polar method (1964), gamma ones by G. Marsaglia and W. W. Tsang, "A Simple Method for
 * Generating Gamma Variables", ACM Transactions on Mathematical Software 26 (2000), 363–372.
 */
export function createRandom(seed: number): Random {
  let a = seed | 0;
  let b = 0x9e3779b9 | 0;
  let c = 0x243f6a88;
  let counter = 1;

  const bits = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  // The first ones still show the seed.
  for (let i = 0; i < 16; i++) bits();

  const uniform = (): number => (bits() + 0.5) / 2 ** 32;
  const normal = (): number => {
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
    }
  };
  return {
    uniform,
    normal,
    gamma(shape) {
      const d = shape - 1 / 3;
      const scale = 1 / Math.sqrt(9 * d);
      for (;;) {
        const x = normal();
        const root = 1 + scale * x;
        if (root <= 0) continue;
        const v = root * root * root;
        if (Math.log(uniform()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
      }
    },
  };
}
