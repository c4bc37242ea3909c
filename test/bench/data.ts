import { DuckDBInstance } from "@duckdb/node-api";

export const stages = ["visit", "view", "cart", "checkout", "paid"] as const;
export const windowDays = 14;

/** Events that belong to no stage, so many of each. */
const others = 35;

/**
 * Writes events ordered by time, as logs are: a quarter of the rows match a stage, a twentieth as many
 * actors as rows, some of them a hundred times as busy as others; in `heavy_id` a fifth of all rows is of
 * one actor. The same rows each time, in a file of Parquet and, where it is named, in one of CSV.
 */
export async function writeEvents(file: string, rows: number, csv?: string): Promise<void> {
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
          case when ${share(6)} < 0.2 then -1 else user_id end as heavy_id,
          timestamp '2026-01-01' + to_microseconds((i * ${(90 * 86_400e6) / rows})::bigint) as ts,
          case
            when ${share(3)} < 0.25 then [${names}][1 + floor(5 * ${share(4)})::int]
            else 'other_' || floor(${others} * ${share(5)})::int
          end as event,
          'channel_' || floor(5 * ${share(7)})::int as channel
        from range(${rows}) as t(i)
      ) to ${quoted(file)} (format parquet)`);
    if (csv !== undefined) {
      const columns = "user_id, ts, event";
      await connection.run(
        `copy (select ${columns} from ${quoted(file)}) to ${quoted(csv)} (format csv, header)`,
      );
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The funnels that are measured. */
export type FunnelName = "five" | "rich" | "three" | "ten" | "heavy";

/** Ten events, in the three and in the ten stages that they make: the same rows matter for both. */
const ten = [...stages, ...Array.from({ length: 5 }, (_, i) => `other_${i}`)];
const three = [ten.slice(0, 4), ten.slice(4, 7), ten.slice(7)];

export function funnelText(file: string, name: FunnelName = "five"): string {
  return `source events from "${file}" {
  actor ${name === "heavy" ? "heavy_id" : "user_id"}
  time ts
  event event
}

funnel Bench on events {
  window ${windowDays} days
${itemsOf(name)
  .map((item) => `  ${item}`)
  .join("\n")}
}
`;
}

function itemsOf(name: FunnelName): readonly string[] {
  switch (name) {
    case "five":
    case "heavy":
      return stages.map((event) => `stage ${event}: ${event}`);
    case "rich":
      return [
        ...stages.map((event) => `stage ${event}: ${event}`),
        "without other_7 between cart and paid",
        "split by channel",
      ];
    case "three":
      return three.map((events, i) => `stage s${i + 1}: ${events.join(" or ")}`);
    case "ten":
      return ten.map((event, i) => `stage s${i + 1}: ${event}`);
  }
}
