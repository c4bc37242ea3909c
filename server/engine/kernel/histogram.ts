/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import type { HistogramBin } from "../result.ts";
import { select } from "../statistics/select.ts";

const SECOND = 1e6;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Widths that read well, in microseconds. */
const WIDTHS: readonly number[] = [
  ...[1, 10, 100, 1000, 1e4, 1e5].flatMap((unit) => [unit, 2 * unit, 5 * unit]),
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 30, 90, 365].map((days) => days * DAY),
];
/** Bins before the last one, which takes the tail: so many hold 95 of 100. */
const MOST_BINS = 24;

/**
 * Bins from 0 on, all of one width but the last, which reaches to the longest time where that lies far
 * behind most. The width is the least that reads well and holds 95 of 100 times in 24 bins. Where all
 * times lie in one of them, it stands alone. Of whole microseconds that aren't negative; reorders `times`.
 * Undefined without any.
 */
export function histogram(times: Float64Array): readonly HistogramBin[] | undefined {
  if (times.length === 0) return undefined;
  let longest = 0;
  for (const time of times) if (time > longest) longest = time;
  const place = Math.ceil(0.95 * times.length) - 1;
  select(times, place);
  const most = times[place]!;
  // A century of years would still be one of the widths.
  const width = WIDTHS.find((each) => most < MOST_BINS * each) ?? Math.ceil(most / MOST_BINS + 1);
  const regular = Math.floor(most / width) + 1;
  const hasTail = longest >= regular * width;
  const counts = Array.from({ length: hasTail ? regular + 1 : regular }, () => 0);
  for (const time of times) counts[Math.min(Math.floor(time / width), counts.length - 1)]!++;
  const bins = counts.map((count, bin) => {
    const isTail = bin === regular;
    const to = isTail ? Math.max(longest, (bin + 1) * width) : (bin + 1) * width;
    return { from: (bin * width) / SECOND, to: to / SECOND, count };
  });
  const filled = bins.filter(({ count }) => count > 0);
  return filled.length === 1 ? filled : bins;
}
