import { DuckDBInstance } from "@duckdb/node-api";

export const stages = ["visit", "view", "cart", "checkout", "paid"] as const;
export const windowDays = 14;

/** Events that belong to no stage, so many of each. */
const others = 35;

/**
 * Writes events ordered by time, as logs are: a quarter of the rows match a stage, a twentieth as many
 * actors as rows, some of them a hundred times as busy as others. The same rows each time.
 */
export async function writeEvents(file: string, rows: number): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const share = (salt: number): string =>
    `((hash(i * 7919 + ${salt}) % 1000003)::double / 1000003)`;
  const names = stages.map((name) => `'${name}'`).join(", ");
  try {
    await connection.run("set preserve_insertion_order = true");
    await connection.run(`
      copy (
        select
          floor(${rows / 20} * ${share(1)} * ${share(2)})::bigint as user_id,
          timestamp '2026-01-01' + to_microseconds((i * ${(90 * 86_400e6) / rows})::bigint) as ts,
          case
            when ${share(3)} < 0.25 then [${names}][1 + floor(5 * ${share(4)})::int]
            else 'other_' || floor(${others} * ${share(5)})::int
          end as event
        from range(${rows}) as t(i)
      ) to '${file.replaceAll("'", "''")}' (format parquet)`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

export function funnelText(file: string): string {
  const lines = stages.map((name) => `  stage ${name}: ${name}`).join("\n");
  return `source events from "${file}" {
  actor user_id
  time ts
  event event
}

funnel Bench on events {
  window ${windowDays} days
${lines}
}
`;
}
