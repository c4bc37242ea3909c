import { runs, type Table } from "./keyword.ts";

/** The words of conditions and durations. */
export const expressions = {
  expression: {
    and: runs,
    or: runs,
    not: runs,
    in: runs,
    is: runs,
    missing: runs,
    between: runs,
    contains: runs,
    starts: runs,
    ends: runs,
    with: runs,
    matches: runs,
    true: runs,
    false: runs,
  },
  unit: {
    second: runs,
    seconds: runs,
    minute: runs,
    minutes: runs,
    hour: runs,
    hours: runs,
    day: runs,
    days: runs,
    week: runs,
    weeks: runs,
  },
} satisfies Table;
