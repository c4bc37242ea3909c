import type { Figures } from "../numbers.ts";

/** "12.5 %", without decimals that say nothing: the figures of an axis are exact. */
export function shareLabel(share: number, figures: Figures): string {
  return `${figures.number(Number((share * 100).toPrecision(6)))}\u00a0%`;
}

/** Values that read well, from 0 to the first one that is not below `most`: three to six of them. */
export function niceTicks(most: number): number[] {
  if (!(most > 0) || !Number.isFinite(most)) return [0, 1];
  const rough = most / 4;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((each) => each * unit).find((each) => each >= rough) ?? unit;
  const count = Math.ceil(most / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/** Of shares, which end at 1. */
export function shareTicks(most: number): number[] {
  return niceTicks(Math.min(1, most)).filter((each) => each <= 1 + 1e-9);
}

/** Seconds that read well: minutes, hours, days. */
const durations = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400,
  172_800, 432_000, 604_800, 1_209_600, 2_592_000, 7_776_000, 31_536_000,
] as const;

/** From 0 up to `most`, which lies at or behind the last one. */
export function durationTicks(most: number): number[] {
  const step = durations.find((each) => most / each <= 6);
  if (most <= 1 || step === undefined) return niceTicks(most).filter((each) => each <= most);
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step);
}

/** An axis: values that read well, and where a value lies on it, as a part of its length. */
export interface Axis {
  readonly values: readonly number[];
  readonly least: number;
  readonly most: number;
  /** Kept within the axis. */
  readonly part: (value: number) => number;
}

/** From at most `least` to at least `most`, with 0 among its values where that lies between them. */
export function signedTicks(least: number, most: number): Axis {
  const [, unit = 1] = niceTicks(Math.max(most - least, 1e-6));
  const first = Math.floor(least / unit - 1e-9);
  const last = Math.ceil(most / unit + 1e-9);
  const values = Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * unit).toPrecision(12)),
  );
  return axisOf(values, (value) => value);
}

/** The furthest that a logarithmic axis goes, to either side of 1. */
const furthest = 1024;

/** Ratios around 1: halves and doubles, or coarser ones where they lie far apart. */
export function logTicks(least: number, most: number): Axis {
  const low = Math.log2(Math.max(least, 1 / furthest));
  const high = Math.log2(Math.min(most, furthest));
  const step = Math.ceil(Math.max(1, high - low) / 6);
  const first = Math.min(-1, Math.floor(low / step));
  const last = Math.max(1, Math.ceil(high / step));
  const values = Array.from(
    { length: last - first + 1 },
    (_, index) => 2 ** ((first + index) * step),
  );
  return axisOf(values, Math.log2);
}

function axisOf(values: readonly number[], scale: (value: number) => number): Axis {
  const [least = 0, most = 1] = [values[0], values.at(-1)];
  const [from, to] = [scale(least), scale(most)];
  return {
    values,
    least,
    most,
    part: (value) => {
      if (value <= least) return 0;
      return value >= most ? 1 : (scale(value) - from) / (to - from);
    },
  };
}
