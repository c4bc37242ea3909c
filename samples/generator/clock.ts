import type { Random } from "./random.ts";

/** Times are milliseconds since 1970, in whatever zone the sample tells its times in. */
export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** How busy the hours of a day (0 to 23) and the days of a week (from Monday) are. */
export interface Rhythm {
  readonly hours: readonly number[];
  readonly weekdays: readonly number[];
}

/** People at leisure: evenings, and a little more at weekends. */
export const leisure: Rhythm = {
  hours: [3, 2, 1, 1, 1, 1, 2, 4, 6, 7, 8, 8, 9, 8, 8, 8, 9, 10, 12, 14, 16, 15, 11, 6],
  weekdays: [9, 9, 9, 10, 10, 12, 13],
};

/** People at work: office hours, hardly anything at weekends. */
export const office: Rhythm = {
  hours: [1, 0, 0, 0, 0, 0, 1, 4, 12, 18, 20, 18, 10, 14, 18, 18, 15, 10, 5, 3, 2, 2, 1, 1],
  weekdays: [19, 21, 21, 20, 16, 2, 1],
};

/** A product used at work and at home. */
export const mixed: Rhythm = {
  hours: [2, 1, 1, 1, 1, 2, 4, 8, 13, 15, 15, 14, 11, 13, 14, 14, 13, 12, 10, 10, 10, 9, 6, 4],
  weekdays: [16, 17, 17, 16, 14, 9, 10],
};

export function instant(text: string): number {
  return Date.parse(`${text}Z`);
}

/**
 * A moment of a period, in its rhythm.
 * @param growth how much busier the last day is than the first: 0.5 for half as much again
 */
export function momentIn(
  random: Random,
  rhythm: Rhythm,
  from: number,
  to: number,
  growth = 0,
): number {
  const days = Math.max(1, Math.round((to - from) / day));
  for (;;) {
    const index = random.between(0, days - 1);
    const start = from + index * day;
    const busy =
      (share(rhythm.weekdays, weekdayOf(start)) * (1 + (growth * index) / days)) / (1 + growth);
    if (!random.chance(busy)) continue;
    return momentOfDay(random, rhythm, start);
  }
}

/** Moves a moment that came out of arithmetic to a time of day at which people do things. */
export function inRhythm(random: Random, rhythm: Rhythm, time: number): number {
  let start = Math.floor(time / day) * day;
  while (!random.chance(share(rhythm.weekdays, weekdayOf(start)))) start += day;
  const moved = momentOfDay(random, rhythm, start);
  return moved > time ? moved : moved + day;
}

function momentOfDay(random: Random, rhythm: Rhythm, start: number): number {
  for (;;) {
    const hourOfDay = random.between(0, 23);
    if (!random.chance(share(rhythm.hours, hourOfDay))) continue;
    return start + hourOfDay * hour + random.between(0, hour - 1);
  }
}

/** From 0 to 1, compared with the busiest. */
function share(weights: readonly number[], index: number): number {
  return (weights[index] ?? 0) / Math.max(...weights);
}

/** 0 is Monday. */
function weekdayOf(time: number): number {
  return (Math.floor(time / day) + 3) % 7;
}
