import { Z_95 } from "./normal.ts";
import type { Ends } from "./proportion.ts";

/** The share expected to convert once everybody has had the horizon's time. */
export interface ExpectedShare {
  readonly share: number;
  /** 95 %; null where the share is 0 or 1. */
  readonly interval: Ends | null;
}

/** By actor, the time after the entry at which one was seen to convert, to leave, or for the last time. */
export interface FollowUp {
  readonly converted: Float64Array;
  /** Took another way out, after which no conversion counts. */
  readonly left: Float64Array;
  readonly censored: Float64Array;
  /** How many more were seen at least until the horizon, and did neither; absent: nobody. */
  readonly through?: number;
}

const NOBODY = new Float64Array(0);

/**
 * E. L. Kaplan and P. Meier, "Nonparametric Estimation from Incomplete Observations", JASA 53 (1958),
 * 457–481: one less the product of (1 − dᵢ/nᵢ) over the times of conversion up to `horizon`; at equal
 * times conversions come before censoring. The interval is M. Greenwood's (1926) on the scale of
 * log(−log) (J. D. Kalbfleisch and R. L. Prentice, 1980). Null without actors. Sorts the arrays.
 */
export function kaplanMeier(
  converted: Float64Array,
  censored: Float64Array,
  horizon: number,
  through = 0,
): ExpectedShare | null {
  return aalenJohansen({ converted, left: NOBODY, censored, through }, horizon);
}

/**
 * O. O. Aalen and S. Johansen, "An Empirical Transition Matrix for Non-homogeneous Markov Chains Based
 * on Censored Observations", Scandinavian Journal of Statistics 5 (1978), 141–150: the cumulative
 * incidence of conversion up to `horizon` where others leave before. The variance is that of the delta
 * method (J. J. Gaynor et al., JASA 88 (1993), 400–409); without leavers it is Greenwood's, and all of
 * this the Kaplan–Meier estimate. Null without actors. Sorts the arrays.
 */
export function aalenJohansen(followUp: FollowUp, horizon: number): ExpectedShare | null {
  const { converted, left, censored, through = 0 } = followUp;
  if (converted.length + left.length + censored.length + through === 0) return null;
  for (const times of [converted, left, censored]) times.sort();

  let share = 0;
  let leavers = 0;
  let remaining = Infinity;
  forEachStep(followUp, horizon, (step) => {
    share = step.incidence;
    leavers += step.ended - step.conversions;
    remaining = step.atRisk - step.ended;
  });
  if (leavers === 0 && remaining === 0) return { share: 1, interval: null };
  if (share <= 0 || share >= 1) return { share, interval: null };

  let variance = 0;
  forEachStep(followUp, horizon, ({ atRisk, conversions, ended, before, incidence }) => {
    const later = share - incidence;
    const each = before / atRisk;
    if (atRisk > ended) variance += (later * later * ended) / atRisk / (atRisk - ended);
    variance += each * each * conversions * (1 - conversions / atRisk);
    variance -= (2 * later * each * conversions) / atRisk;
  });
  const logarithm = Math.log1p(-share);
  const reach = (Z_95 * Math.sqrt(Math.max(0, variance))) / ((1 - share) * -logarithm);
  return {
    share,
    interval: [-Math.expm1(logarithm * Math.exp(-reach)), -Math.expm1(logarithm * Math.exp(reach))],
  };
}

/** A time at which somebody converted or left. */
interface Step {
  readonly atRisk: number;
  readonly conversions: number;
  /** Conversions and leavers. */
  readonly ended: number;
  /** The share that had done neither just before. */
  readonly before: number;
  /** The share that has converted by now. */
  readonly incidence: number;
}

function forEachStep(
  { converted, left, censored, through = 0 }: FollowUp,
  horizon: number,
  visit: (step: Step) => void,
): void {
  let atRisk = converted.length + left.length + censored.length + through;
  // Since the last censoring shares are counts, of `from` actors who stand for the share `standing`: so
  // the estimate is exactly the plain share as long as nobody is censored.
  let from = atRisk;
  let standing = 1;
  let earlier = 0;
  let since = 0;
  let c = 0;
  let l = 0;
  let gone = 0;
  for (;;) {
    const time = Math.min(converted[c] ?? Infinity, left[l] ?? Infinity);
    if (time > horizon || time === Infinity) return;
    const goneBefore = gone;
    while ((censored[gone] ?? Infinity) < time) gone++;
    if (gone > goneBefore) {
      earlier += standing * (since / from);
      standing *= atRisk / from;
      atRisk -= gone - goneBefore;
      from = atRisk;
      since = 0;
    }
    const before = standing * (atRisk / from);
    const firstConverted = c;
    const firstLeft = l;
    while (converted[c] === time) c++;
    while (left[l] === time) l++;
    const conversions = c - firstConverted;
    const ended = conversions + l - firstLeft;
    since += conversions;
    visit({ atRisk, conversions, ended, before, incidence: earlier + standing * (since / from) });
    atRisk -= ended;
  }
}
