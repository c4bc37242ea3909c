import { betaLower } from "./incomplete-beta.ts";
import type { Proportion } from "./proportion.ts";
import { binomialTerm } from "./saddle-point.ts";

/**
 * By group, the chance that its share is the greatest, each share having the posterior that its counts
 * leave of an even prior: Beta(1 + successes, 1 + failures). They sum to 1. Σ over the groups of the
 * integral of its density and the others' distributions, by quadrature on the scale of log odds, where
 * densities have the width of √(1/successes + 1/failures) and no edges: to 10⁻¹⁰.
 */
export function chancesToBeBest(groups: readonly Proportion[]): number[] {
  const posteriors = groups.map(({ successes, trials }) => ({
    a: 1 + successes,
    b: 1 + trials - successes,
  }));
  const cuts = piecesOf(posteriors);
  const sums = posteriors.map(() => 0);
  for (let i = 1; i < cuts.length; i++) {
    const low = cuts[i - 1] ?? NaN;
    const half = ((cuts[i] ?? NaN) - low) / 2;
    for (const [place, weight] of NODES) {
      for (const side of place === 0 ? [0] : [-place, place]) {
        const logit = low + half * (1 + side);
        addAt(posteriors, logit, half * weight, sums);
      }
    }
  }
  // What is left out beyond the outermost cuts is below the error of rounding.
  const all = sums.reduce((total, sum) => total + sum, 0);
  return sums.map((sum) => sum / all);
}

interface Posterior {
  readonly a: number;
  readonly b: number;
}

/** Distances from a posterior's middle, in its widths, between which polynomials follow it closely. */
const DISTANCES = [0, 0.7, 1.4, 2.1, 2.8, 3.5, 4.5, 5.5, 7, 9, 12, 16, 22, 30, 40];

function piecesOf(posteriors: readonly Posterior[]): number[] {
  const cuts = posteriors.flatMap(({ a, b }) => {
    const middle = Math.log(a / b);
    const width = Math.sqrt(1 / a + 1 / b);
    return DISTANCES.flatMap((distance) => [middle - distance * width, middle + distance * width]);
  });
  return [...new Set(cuts)].sort((x, y) => x - y);
}

/** Adds to each group's sum the density of its share being at `logit` and all the others below. */
function addAt(
  posteriors: readonly Posterior[],
  logit: number,
  weight: number,
  sums: number[],
): void {
  const share = 1 / (1 + Math.exp(-logit));
  const rest = 1 / (1 + Math.exp(logit));
  const below = posteriors.map(({ a, b }) => betaLower(a, b, share, rest));
  posteriors.forEach(({ a, b }, i) => {
    const others = below.reduce((product, chance, j) => (j === i ? product : product * chance), 1);
    if (others === 0) return;
    // x^a (1 − x)^b / B(a, b): the density of the log odds.
    const density = ((a * b) / (a + b)) * binomialTerm(a, b, share, rest);
    sums[i] = (sums[i] ?? 0) + weight * density * others;
  });
}

/** C. F. Gauss's nodes and weights on −1 to 1, 16 of them, symmetric: Abramowitz and Stegun, table 25.4. */
const NODES: readonly (readonly [place: number, weight: number])[] = [
  [0.09501250983763744, 0.1894506104550685],
  [0.2816035507792589, 0.18260341504492358],
  [0.45801677765722737, 0.16915651939500254],
  [0.6178762444026438, 0.14959598881657674],
  [0.755404408355003, 0.12462897125553388],
  [0.8656312023878318, 0.09515851168249279],
  [0.9445750230732326, 0.062253523938647894],
  [0.9894009349916499, 0.027152459411754096],
];
