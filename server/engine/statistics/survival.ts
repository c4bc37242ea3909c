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
  const [found = null] = incidenceAt(followUp, [horizon]);
  return found;
}

/** The same where everybody was followed as long and nobody left: the plain share. Null of nobody. */
export function plainShare(converted: number, all: number): ExpectedShare | null {
  if (all === 0) return null;
  const share = converted / all;
  return { share, interval: intervalOf(share, (share * (1 - share)) / all) };
}

/** The same at each of some ascending times. Empty without actors. Sorts the arrays. */
export function incidenceAt(followUp: FollowUp, times: readonly number[]): ExpectedShare[] {
  const { converted, left, censored, through = 0 } = followUp;
  if (converted.length + left.length + censored.length + through === 0) return [];
  for (const each of [converted, left, censored]) each.sort();

  const found: ExpectedShare[] = [];
  const sums = createVariance();
  let share = 0;
  let leavers = 0;
  let remaining = Infinity;
  const tell = (): void => {
    if (leavers === 0 && remaining === 0) found.push({ share: 1, interval: null });
    else found.push({ share, interval: intervalOf(share, sums.of(share)) });
  };
  forEachStep(followUp, times.at(-1) ?? -Infinity, (step) => {
    while (step.time > (times[found.length] ?? Infinity)) tell();
    share = step.incidence;
    leavers += step.ended - step.conversions;
    remaining = step.atRisk - step.ended;
    sums.add(step);
  });
  while (found.length < times.length) tell();
  return found;
}

/** On the scale of log(−log); null at 0 and 1. */
function intervalOf(share: number, variance: number): Ends | null {
  if (share <= 0 || share >= 1) return null;
  const logarithm = Math.log1p(-share);
  const reach = (Z_95 * Math.sqrt(Math.max(0, variance))) / ((1 - share) * -logarithm);
  return [-Math.expm1(logarithm * Math.exp(-reach)), -Math.expm1(logarithm * Math.exp(reach))];
}

/**
 * The variance of the incidence F at a time is a sum over the steps up to it,
 * Σ (F − Fᵢ)² eᵢ/(nᵢ(nᵢ − eᵢ)) + Sᵢ² dᵢ(1 − dᵢ/nᵢ)/nᵢ² − 2 (F − Fᵢ) Sᵢ dᵢ/nᵢ², with Sᵢ just before, dᵢ of
 * eᵢ converted: its powers of F apart, it is known after each step.
 */
function createVariance() {
  let square = 0;
  let linear = 0;
  let constant = 0;
  return {
    add({ atRisk, conversions, ended, before, incidence }: Step): void {
      const each = before / atRisk;
      if (atRisk > ended) {
        const weight = ended / atRisk / (atRisk - ended);
        square += weight;
        linear -= 2 * incidence * weight;
        constant += incidence * incidence * weight;
      }
      constant += each * each * conversions * (1 - conversions / atRisk);
      const cross = (2 * each * conversions) / atRisk;
      linear -= cross;
      constant += incidence * cross;
    },
    of: (share: number): number => (square * share + linear) * share + constant,
  };
}

/** A time at which somebody converted or left. */
interface Step {
  readonly time: number;
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
    visit({
      time,
      atRisk,
      conversions,
      ended,
      before,
      incidence: earlier + standing * (since / from),
    });
    atRisk -= ended;
  }
}
