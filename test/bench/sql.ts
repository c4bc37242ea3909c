import { quoted, stages, windowDays } from "./data.ts";

/** All values of the columns that a funnel reads, and hardly anything done with them. */
export function bareScan(file: string): string {
  return `select sum(user_id), sum(epoch_us(ts)), count(*) filter (event > 'n') from ${quoted(file)}`;
}

export function countDistinct(file: string): string {
  return `select count(distinct user_id) from ${quoted(file)}`;
}

/**
 * The funnel as SQL, as well as we can write it: the rows of each stage look up the last chain of the
 * stage before. Along an actor's rows the entry of that chain never moves back, so the last chain is
 * the one with the latest entry, and counting those within the window counts every actor who has any.
 */
export function asofChain(file: string): string {
  const when = stages.map((name, i) => `when '${name}' then ${i + 1}`).join(" ");
  const chains = stages.map((_, i) => {
    const rows = `select user_id, ts from tagged where stage = ${i + 1}`;
    if (i === 0) return `c1 as (select user_id, ts, ts as entry from (${rows}))`;
    return `c${i + 1} as (
      select later.user_id, later.ts, earlier.entry
      from (${rows}) as later
      asof join c${i} as earlier on earlier.user_id = later.user_id and earlier.ts <= later.ts
      where later.ts <= earlier.entry + interval ${windowDays} days)`;
  });
  const counts = stages.map((_, i) => `(select count(distinct user_id) from c${i + 1})`);
  return `
    with tagged as materialized (
      select user_id, ts, case event ${when} end as stage from ${quoted(file)} where stage is not null),
    ${chains.join(",\n")}
    select ${counts.join(", ")}`;
}

const depths = stages.map((_, i) => `countIf(depth > ${i})`).join(", ");
const conditions = stages.map((name) => `event = '${name}'`).join(", ");
const microseconds = "toUInt64(toUnixTimestamp64Micro(ts))";
const windowMicroseconds = windowDays * 86_400e6;

/** ClickHouse's own function for funnels, as its documentation writes it. */
export function windowFunnel(file: string, threads: number): string {
  return `
    select ${depths} from (
      select user_id, windowFunnel(${windowMicroseconds})(${microseconds}, ${conditions}) as depth
      from file(${quoted(file)}, Parquet)
      group by user_id)
    settings max_threads = ${threads}`;
}

/** The same with what makes it faster: only the rows that matter, and no column that may be null. */
export function windowFunnelTuned(file: string, threads: number): string {
  const types = "user_id Int64, ts DateTime64(6), event LowCardinality(String)";
  const names = stages.map((name) => `'${name}'`).join(", ");
  return `
    select ${depths} from (
      select user_id, windowFunnel(${windowMicroseconds})(${microseconds}, ${conditions}) as depth
      from file(${quoted(file)}, Parquet, ${quoted(types)})
      where event in (${names})
      group by user_id)
    settings max_threads = ${threads}`;
}
