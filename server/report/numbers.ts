import type { Interval } from "../engine/result.ts";
import type { DurationUnits, ReportMessages } from "./messages/words.ts";

/** What stands where there is no figure. */
export const noFigure = "—";

/** Keeps a number and what belongs to it on one line. */
const nbsp = "\u00a0";

/** The smallest part of one that results tell apart: shares are rounded to six decimals. */
const grain = 1e-6;

/** Writes figures in one language. */
export interface Figures {
  count(value: number): string;
  /**
   * "7.0 %": one decimal, two significant digits below 1 % and as near to 100 %. Only exact zeros
   * and ones are written "0 %" and "100 %".
   */
  share(value: number | null): string;
  /** A share of `part` out of `whole`, where the rounded one may have lost what little there is. */
  shareOf(part: number, whole: number): string;
  /** "6.6–7.5 %"; empty where there is no interval, or none that six decimals could show. */
  interval(value: Interval | null): string;
  /** "7.0 % (6.6–7.5)" */
  withInterval(share: string, value: Interval | null): string;
  /** "1 d 3 h": the two largest units, rounded to the smaller of them. */
  duration(seconds: number | null): string;
  /** A plain number with up to six decimals. */
  number(value: number | null): string;
}

export function createFigures(messages: ReportMessages): Figures {
  const locale = messages.numbers;
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  const oneDecimal = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const twoDigits = new Intl.NumberFormat(locale, {
    minimumSignificantDigits: 2,
    maximumSignificantDigits: 2,
  });

  /** Without the sign: "7.0". */
  const percent = (share: number): string => {
    if (share === 0 || share === 1) return whole.format(share * 100);
    if (Math.abs(share) < 0.01) return twoDigits.format(share * 100);
    if (share < 1 && share >= 0.9995) {
      // As many decimals as the distance to 100 needs to show: 99.96, never 100.0.
      const decimals = Math.min(4, -Math.floor(Math.log10(cleaned((1 - share) * 100))));
      return new Intl.NumberFormat(locale, {
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
        roundingMode: "trunc",
      }).format(cleaned(share * 100));
    }
    return oneDecimal.format(cleaned(share * 100));
  };
  const range = ([low, high]: Interval): string => `${percent(low)}–${percent(high)}`;
  const signed = (text: string): string => `${text}${nbsp}%`;
  const share = (value: number | null): string =>
    value === null ? noFigure : signed(percent(value));

  return {
    count: (value) => whole.format(value),
    share,
    shareOf(part, total) {
      if (total === 0) return noFigure;
      const value = part / total;
      if (part > 0 && value < grain) return `<${nbsp}${signed(plain.format(grain * 100))}`;
      if (part < total && 1 - value < grain) return `>${nbsp}${signed(percent(1 - grain))}`;
      return share(value);
    },
    interval: (value) => (hasEnds(value) ? signed(range(value)) : ""),
    withInterval: (text, value) => (hasEnds(value) ? `${text} (${range(value)})` : text),
    duration: (seconds) =>
      seconds === null ? noFigure : formatDuration(seconds, messages.units, whole, twoDigits),
    number: (value) => (value === null ? noFigure : plain.format(value)),
  };
}

/** Of enormous numbers of actors both ends round to the same figure. */
function hasEnds(interval: Interval | null): interval is Interval {
  return interval !== null && interval[0] < interval[1];
}

/** 0.07 · 100 is 7.000000000000001 in binary: enough to round a tie the wrong way. */
function cleaned(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}

const scale = [
  { unit: "day", seconds: 86_400 },
  { unit: "hour", seconds: 3_600 },
  { unit: "minute", seconds: 60 },
  { unit: "second", seconds: 1 },
] as const;

function formatDuration(
  seconds: number,
  units: DurationUnits,
  whole: Intl.NumberFormat,
  twoDigits: Intl.NumberFormat,
): string {
  if (seconds < 0) return `−${formatDuration(-seconds, units, whole, twoDigits)}`;
  const one = (value: string, unit: keyof DurationUnits): string => `${value}${nbsp}${units[unit]}`;
  if (seconds === 0) return one("0", "second");
  if (seconds < 0.9995) {
    const milliseconds = seconds * 1000;
    return one(
      milliseconds < 10 ? twoDigits.format(milliseconds) : whole.format(milliseconds),
      "millisecond",
    );
  }
  if (seconds < 9.95) return one(twoDigits.format(seconds), "second");

  for (const [index, { unit, seconds: size }] of scale.entries()) {
    const smaller = scale[index + 1];
    const grainSize = smaller?.seconds ?? 1;
    const rounded = Math.round(seconds / grainSize) * grainSize;
    if (rounded < size) continue;
    const many = Math.floor(rounded / size);
    const rest = smaller === undefined ? 0 : Math.round((rounded - many * size) / grainSize);
    const head = one(whole.format(many), unit);
    return smaller === undefined || rest === 0
      ? head
      : `${head}${nbsp}${one(whole.format(rest), smaller.unit)}`;
  }
  return one(whole.format(seconds), "second");
}
