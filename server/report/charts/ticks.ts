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
