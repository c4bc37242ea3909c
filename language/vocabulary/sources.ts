import { runs, type Table } from "./keyword.ts";

/** The statements of a source. */
export const sources = {
  source: {
    actor: runs,
    time: runs,
    event: runs,
    timezone: runs,
    where: runs,
    let: runs,
    options: runs,
    each: runs,
    join: runs,
    session: runs,
    stages: runs,
    totals: runs,
    cost: runs,
    value: runs,
    currency: runs,
    sheet: runs,
    dedupe: runs,
  },
  options: {
    delimiter: runs,
    quote: runs,
    decimal: runs,
    encoding: runs,
    header: runs,
    skip: runs,
  },
  actor: {
    row: runs,
  },
  time: {
    format: runs,
  },
  join: {
    by: runs,
  },
  dedupe: {
    by: runs,
  },
  "row-stages": {
    where: runs,
  },
} satisfies Table;
