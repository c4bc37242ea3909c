import type { ExperimentResult, Interval, VariantResult } from "../result.ts";
import { chancesToBeBest } from "../statistics/best.ts";
import { holm } from "../statistics/corrections.ts";
import { fraction, round, subtract } from "../statistics/fraction.ts";
import { goodnessOfFit } from "../statistics/goodness-of-fit.ts";
import { normalPoint, tailsOf, Z_80 } from "../statistics/normal.ts";
import { detectableRise, sampleSize } from "../statistics/power.ts";
import type { Ends, Proportion } from "../statistics/proportion.ts";
import { compareProportions, newcombe, relativeLift } from "../statistics/proportions.ts";
import { wilson } from "../statistics/wilson.ts";
import { roundEnd, share } from "./shares.ts";

/** How many actors of a variant entered, reached the goal's first stage and, of those, its second. */
export interface VariantCounts {
  readonly name: string;
  readonly entered: number;
  readonly from: number;
  readonly to: number;
}

export interface ExperimentSpec {
  readonly control: string;
  /** Of the intervals, and for the winner: 0.95 for 95 %. */
  readonly confidence: number;
  /** The shares that the variants should have, in any unit; absent: equal ones. */
  readonly planned?: ReadonlyMap<string, number>;
  /** Nothing is known of how they should be shared out. */
  readonly isUnplanned?: boolean;
}

/** Shares that lie that far off by chance in one of a thousand experiments: something is wrong with them. */
export const OFF = 0.001;

/** Below that many expected actors the chi-square distribution is no good. */
const LEAST_EXPECTED = 5;

export type Compared = Pick<
  ExperimentResult,
  "variants" | "sample_ratio" | "trustworthy" | "winner"
>;

/**
 * Each variant against the control: the difference with Newcombe's interval, the lift with Katz's, the
 * p-value of the z-test or Fisher's with Holm's correction over the variants; what could have been found
 * and how many actors it would take, for a power of 80 %, at that confidence without the correction.
 * `counts`: the control first, if it is there, then by name; planned ones that nobody got are among them.
 */
export function compareVariants(counts: readonly VariantCounts[], spec: ExperimentSpec): Compared {
  const { confidence } = spec;
  const z = normalPoint(confidence);
  const control = counts.find(({ name }) => name === spec.control);
  const others = counts.filter((counted) => counted !== control);
  const values = others.map((other) =>
    control === undefined ? null : compareProportions(asShare(other), asShare(control)),
  );
  const known = holm(values.filter((p) => p !== null));
  const corrected = values.map((p) => (p === null ? null : (known.shift() ?? null)));
  const best = chances(counts);
  const variants = counts.map((counted, index): VariantResult => {
    const { name, entered, from, to } = counted;
    const { successes, trials } = asShare(counted);
    const ends = wilson(successes, trials, z);
    const against = others.indexOf(counted);
    return {
      name,
      entered,
      from,
      to,
      share: share(to, from),
      interval: rounded(ends),
      ...(control === undefined || against < 0
        ? {}
        : {
            against_control: compared(asShare(counted), asShare(control), z, {
              p: asChance(values[against]),
              p_adjusted: asChance(corrected[against]),
            }),
          }),
      best: best[index] ?? null,
    };
  });
  const sampleRatio = {
    entry: checkShares(counts, ({ entered }) => entered, spec),
    from: checkShares(counts, ({ from }) => from, spec),
  };
  const trustworthy = [sampleRatio.entry, sampleRatio.from].every(
    (check) => check === null || check.p >= OFF,
  );
  return {
    variants,
    sample_ratio: {
      entry: sampleRatio.entry && { p: roundEnd(sampleRatio.entry.p) },
      from: sampleRatio.from && { p: roundEnd(sampleRatio.from.p) },
    },
    trustworthy,
    winner:
      trustworthy && control !== undefined
        ? winnerOf(others, control, corrected, tailsOf(confidence))
        : null,
  };
}

/** Where more is counted than before it isn't a part of it, and there is nothing to test. */
function asShare({ from, to }: VariantCounts): Proportion {
  return to > from ? { successes: 0, trials: 0 } : { successes: to, trials: from };
}

function compared(
  mine: Proportion,
  control: Proportion,
  z: number,
  tested: { readonly p: number | null; readonly p_adjusted: number | null },
): VariantResult["against_control"] & object {
  const left = fraction(mine.successes, mine.trials);
  const right = fraction(control.successes, control.trials);
  const lift = relativeLift(mine, control, z);
  const before = control.successes / control.trials;
  const needed = sampleSize(before, mine.successes / mine.trials, Z_80, z);
  const detectable = detectableRise(before, control.trials, mine.trials, Z_80, z);
  return {
    difference: left && right && round(subtract(left, right), 6),
    interval: rounded(newcombe(mine, control, z)),
    lift: lift && roundEnd(lift.lift),
    lift_interval: rounded(lift?.interval ?? null),
    ...tested,
    detectable: detectable === null ? null : roundEnd(detectable),
    needed: Number.isFinite(needed) ? Math.ceil(needed) : null,
  };
}

function rounded(ends: Ends | null): Interval | null {
  return ends && [roundEnd(ends[0]), roundEnd(ends[1])];
}

function asChance(p: number | null | undefined): number | null {
  return p === null || p === undefined ? null : roundEnd(p);
}

/** Of those that have anybody; null where there is nobody to be better than. */
function chances(counts: readonly VariantCounts[]): readonly (number | null)[] {
  const shares = counts.map(asShare);
  const there = shares.filter(({ trials }) => trials > 0);
  if (there.length < 2) return counts.map(() => null);
  const found = chancesToBeBest(there).map(roundEnd);
  return shares.map(({ trials }) => (trials > 0 ? (found.shift() ?? null) : null));
}

/** Null where there is nothing to compare, or where too few are expected of a variant. */
function checkShares(
  counts: readonly VariantCounts[],
  countOf: (counted: VariantCounts) => number,
  { planned, isUnplanned = false }: ExperimentSpec,
): { readonly p: number } | null {
  if (isUnplanned) return null;
  const found = counts.map(countOf);
  const weights = counts.map(({ name }) => planned?.get(name) ?? 1);
  const unit =
    found.reduce((sum, count) => sum + count, 0) / weights.reduce((sum, weight) => sum + weight, 0);
  if (weights.some((weight) => !(unit * weight >= LEAST_EXPECTED))) return null;
  const fit = goodnessOfFit(found, weights);
  return fit && { p: fit.p };
}

/** The one with the greatest share of those better beyond noise; of equal ones the first by name. */
function winnerOf(
  others: readonly VariantCounts[],
  control: VariantCounts,
  corrected: readonly (number | null)[],
  level: number,
): string | null {
  const isAbove = (a: VariantCounts, b: VariantCounts): boolean => a.to * b.from > b.to * a.from;
  let winner: VariantCounts | undefined;
  others.forEach((other, index) => {
    const p = corrected[index] ?? null;
    if (p === null || p >= level || !isAbove(other, control)) return;
    if (winner === undefined || isAbove(other, winner)) winner = other;
  });
  return winner?.name ?? null;
}
