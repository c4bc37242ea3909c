import { later, runs, type Table } from "./keyword.ts";

/** What a file is made of, the heads of declarations, and what has no block. */
export const declarations = {
  file: {
    source: runs,
    segment: runs,
    funnel: runs,
    import: runs,
    connection: later,
    param: runs,
    retention: runs,
    experiment: runs,
    drivers: runs,
    score: runs,
    scenario: runs,
    audience: runs,
  },
  "connection-header": {
    clickhouse: later,
  },
  connection: {
    url: later,
    user: later,
    password: later,
    database: later,
  },
  "connection-setting": {
    env: later,
  },
  "source-header": {
    from: runs,
    table: later,
    on: later,
    as: runs,
  },
  shape: {
    events: runs,
    records: runs,
    totals: runs,
    lookup: runs,
  },
  "funnel-header": {
    on: runs,
  },
  "study-header": {
    on: runs,
  },
  segment: {
    actors: runs,
    with: runs,
    without: runs,
    at: runs,
    least: runs,
    times: runs,
  },
  audience: {
    reached: runs,
    not: runs,
    dropped: runs,
    after: runs,
  },
} satisfies Table;
