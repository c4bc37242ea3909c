/**
 * The time of a row that has none. It fits anywhere in the order, and each limit of time between it and
 * another row holds: so an entry without a time has no window.
 */
export const NO_TIME = -Infinity;

export const hasTime = (time: number): boolean => time !== NO_TIME;

/** Those without a time behind those that have one. */
export const rankOfTime = (time: number): number => (hasTime(time) ? time : Number.MAX_VALUE);
