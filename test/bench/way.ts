/** One way to the figures, in a process of its own: answers each message "go" with counts and times. */
import path from "node:path";
import { analyzeWithData, createDataCatalog } from "../../server/engine/run/catalog.ts";
import { computable } from "../../server/engine/plan/computable.ts";
import { createRunner } from "../../server/engine/run/host.ts";
import { openClickHouse } from "./clickhouse.ts";
import { type FunnelName, funnelText } from "./data.ts";
import { asofChain, bareScan, countDistinct, windowFunnel, windowFunnelTuned } from "./sql.ts";

/** How a funnel goes through our runner. */
interface Ours {
  readonly funnel: FunnelName;
  readonly isCsv?: true;
  readonly isCached?: true;
  /** Also with what the lost did later, for which all rows are read once more. */
  readonly isNamed?: true;
}

const ours = {
  ours: { funnel: "five" },
  cached: { funnel: "five", isCached: true },
  rich: { funnel: "rich" },
  named: { funnel: "five", isNamed: true },
  three: { funnel: "three" },
  ten: { funnel: "ten" },
  heavy: { funnel: "heavy" },
  csv: { funnel: "five", isCsv: true },
} as const satisfies Readonly<Record<string, Ours>>;

const duckdb = {
  sql: asofChain,
  distinct: countDistinct,
  scan: bareScan,
  csvScan: bareScan,
} as const;
const clickhouse = { windowFunnel, windowFunnelTuned } as const;

export type WayName = keyof typeof ours | keyof typeof duckdb | keyof typeof clickhouse;

export interface Answer {
  readonly milliseconds: number;
  /** Of the stages; the ways that compute no funnel leave it out. */
  readonly counts?: readonly number[];
}

const [way = "", folder = "", threads = "2"] = process.argv.slice(2);
const measure = await start(way);

process.on("message", () => {
  measure().then(
    (answer) => process.send?.(answer),
    (error: unknown) => {
      throw error;
    },
  );
});
// Whoever asked is gone.
process.on("disconnect", () => process.exit());
process.send?.("ready");

async function start(name: string): Promise<() => Promise<Answer>> {
  const events = path.join(folder, `events.${name.startsWith("csv") ? "csv" : "parquet"}`);
  if (isOf(ours, name)) return throughRunner(events, ours[name]);
  if (isOf(duckdb, name)) return throughDuckDB(duckdb[name](events), name === "sql");
  if (isOf(clickhouse, name)) return throughClickHouse(clickhouse[name](events, Number(threads)));
  throw new Error(`There is no way "${name}".`);
}

function isOf<Names extends object>(names: Names, name: string): name is keyof Names & string {
  return Object.hasOwn(names, name);
}

async function throughRunner(
  file: string,
  { funnel, isCached, isNamed }: Ours,
): Promise<() => Promise<Answer>> {
  const worker = new URL("../../server/engine/run/worker.ts", import.meta.url);
  const runner = createRunner({
    worker,
    threads: Number(threads),
    ...(isCached ? { cacheFolder: path.join(folder, "results") } : {}),
  });
  const place = { file: path.join(folder, "bench.funnel"), root: folder };
  const catalog = createDataCatalog(runner);
  const text = funnelText(path.basename(file), funnel);
  const { program } = await analyzeWithData(text, place, catalog);
  const [written] = program.funnels;
  const known = written?.runnable ? computable(written) : undefined;
  const sources = program.sources.flatMap((each) => (each.shape === "events" ? [each] : []));
  if (known === undefined) throw new Error("The funnel of the bench doesn't parse.");
  const reasons = isNamed ? "named" : "counts";
  return async () => {
    const begin = performance.now();
    const outcome = await runner.run({ place, funnel: known, sources, reasons });
    const milliseconds = performance.now() - begin;
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
    return { milliseconds, counts: outcome.value.result.stages.map(({ count }) => count) };
  };
}

async function throughDuckDB(query: string, isFunnel: boolean): Promise<() => Promise<Answer>> {
  // Not at the top: our own way holds no database in this process.
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:", { threads });
  const connection = await instance.connect();
  return async () => {
    const begin = performance.now();
    const reader = await connection.runAndReadAll(query);
    const milliseconds = performance.now() - begin;
    if (!isFunnel) return { milliseconds };
    return { milliseconds, counts: (reader.getRows()[0] ?? []).map(Number) };
  };
}

async function throughClickHouse(query: string): Promise<() => Promise<Answer>> {
  const database = openClickHouse();
  return async () => {
    const begin = performance.now();
    const row = database.query(query, "CSV");
    const milliseconds = performance.now() - begin;
    return { milliseconds, counts: row.trim().split(",").map(Number) };
  };
}
