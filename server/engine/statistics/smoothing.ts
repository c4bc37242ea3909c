/* oxlint-disable typescript/no-non-null-assertion -- arrays are read within their bounds only */

/** How fast the level and the season follow the data: 0 not at all, 1 at once. */
export interface Smoothing {
  readonly level: number;
  /** At most 1 − `level`; 0 without a season. */
  readonly season: number;
}

export interface Fitted {
  readonly smoothing: Smoothing;
  /** Of the one-step forecast errors; null without enough of them. */
  readonly variance: number | null;
  /** Of the value so many steps behind the last one. */
  forecast(steps: number): { readonly mean: number; readonly variance: number };
}

/**
 * Additive exponential smoothing of a level and, with a season of more than one step, a seasonal part:
 * ETS(A,N,A) and ETS(A,N,N) of R. J. Hyndman, A. B. Koehler, J. K. Ord and R. D. Snyder, "Forecasting
 * with Exponential Smoothing" (2008), with the forecast variances of their class 1. Missing values are
 * NaN: nothing is learned from them. The smoothing is the one with the least sum of squared one-step
 * errors, by a grid that is refined twice; of equal ones the smallest.
 */
export function smooth(values: readonly number[], season: number): Fitted {
  const begin = initial(values, season);
  const smoothing = best(values, season, begin);
  const { level, parts, squares, errors } = follow(values, season, begin, smoothing);
  // What was estimated besides: the level, the seasons, and how fast they follow.
  const free = errors - season - (season > 1 ? 2 : 1);
  const variance = free > 0 ? squares / free : null;
  const { level: a, season: g } = smoothing;
  return {
    smoothing,
    variance,
    forecast(steps) {
      const part = parts[(values.length + steps - 1) % season]!;
      const rounds = season > 1 ? Math.floor((steps - 1) / season) : 0;
      const widening = 1 + a * a * (steps - 1) + g * rounds * (2 * a + g);
      return { mean: level + part, variance: (variance ?? 0) * widening };
    },
  };
}

/** One-step forecasts of the values from index `from` on, each from all before it; NaN where missing. */
export function oneStep(values: readonly number[], season: number, from: number): number[] {
  const known = values.slice(0, from);
  const begin = initial(known, season);
  const smoothing = best(known, season, begin);
  return follow(values, season, begin, smoothing).forecasts.slice(from);
}

interface State {
  readonly level: number;
  /** By place in the season; one of 0 without a season. */
  readonly parts: readonly number[];
}

/** The mean of the first two seasons, or of all without one, and how far each place in a season lies from it. */
function initial(values: readonly number[], season: number): State {
  const first = season > 1 ? values.slice(0, 2 * season) : values;
  const level = mean(first) ?? 0;
  const parts = Array.from({ length: season }, (_, place) => {
    if (season === 1) return 0;
    const same = first.filter((_value, index) => index % season === place);
    return (mean(same) ?? level) - level;
  });
  return { level, parts };
}

function mean(values: readonly number[]): number | undefined {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length === 0
    ? undefined
    : known.reduce((sum, value) => sum + value, 0) / known.length;
}

interface Followed extends State {
  readonly squares: number;
  readonly errors: number;
  readonly forecasts: readonly number[];
}

function follow(
  values: readonly number[],
  season: number,
  begin: State,
  { level: a, season: g }: Smoothing,
): Followed {
  let { level } = begin;
  const parts = begin.parts.slice();
  const forecasts: number[] = [];
  let squares = 0;
  let errors = 0;
  for (let i = 0; i < values.length; i++) {
    const place = i % season;
    const expected = level + parts[place]!;
    forecasts.push(expected);
    const error = values[i]! - expected;
    if (Number.isNaN(error)) continue;
    level += a * error;
    if (season > 1) parts[place]! += g * error;
    squares += error * error;
    errors++;
  }
  return { level, parts, squares, errors, forecasts };
}

function best(values: readonly number[], season: number, begin: State): Smoothing {
  let found: Smoothing = { level: 0, season: 0 };
  let least = Infinity;
  const look = (levels: readonly number[], seasons: readonly number[]): void => {
    for (const level of levels)
      for (const part of seasons) {
        if (level + part > 1) continue;
        const { squares } = follow(values, season, begin, { level, season: part });
        if (squares < least) {
          least = squares;
          found = { level, season: part };
        }
      }
  };
  const all = steps(0, 20, 0.05);
  look(all, season > 1 ? all : [0]);
  for (const width of [0.01, 0.002]) {
    const around = (centre: number): number[] =>
      steps(-5, 5, width).map((step) => Math.min(1, Math.max(0, centre + step)));
    const { level, season: part } = found;
    look(around(level), season > 1 ? around(part) : [0]);
  }
  return found;
}

function steps(from: number, to: number, width: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => (from + index) * width);
}
