/** One way to the figures, in a process of its own: answers each message "go" with counts and times. */
import path from "node:path";
import { analyzeWithData, createDataCatalog } from "../../server/engine/run/catalog.ts";
import { computable } from "../../server/engine/plan/computable.ts";
import { createRunner } from "../../server/engine/run/host.ts";
import { funnelText } from "./data.ts";
import { asofChain, bareScan, countDistinct } from "./sql.ts";

export type WayName = "ours" | "sql" | "distinct" | "scan";

export interface Answer {
  readonly milliseconds: number;
  /** Of the stages; the ways that compute no funnel leave it out. */
  readonly counts?: readonly number[];
}

const [way, file = "", threads = "2"] = process.argv.slice(2);
const measure = way === "ours" ? await throughRunner() : await throughSql(way as WayName);

process.on("message", () => {
  measure().then(
    (answer) => process.send?.(answer),
    (error: unknown) => {
      throw error;
    },
  );
});
process.send?.("ready");

async function throughRunner(): Promise<() => Promise<Answer>> {
  const worker = new URL("../../server/engine/run/worker.ts", import.meta.url);
  const runner = createRunner({ worker, threads: Number(threads) });
  const folder = path.dirname(file);
  const place = { file: path.join(folder, "bench.funnel"), root: folder };
  const catalog = createDataCatalog(runner);
  const { program } = await analyzeWithData(funnelText(path.basename(file)), place, catalog);
  const [written] = program.funnels;
  const funnel = written && computable(written);
  const sources = program.sources.flatMap((each) => (each.shape === "events" ? [each] : []));
  if (funnel === undefined) throw new Error("The funnel of the bench doesn't parse.");
  return async () => {
    const start = performance.now();
    const outcome = await runner.run({ place, funnel, sources });
    const milliseconds = performance.now() - start;
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.failure));
    return { milliseconds, counts: outcome.value.result.stages.map(({ count }) => count) };
  };
}

async function throughSql(name: WayName): Promise<() => Promise<Answer>> {
  // Not at the top: our own way holds no database in this process.
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:", { threads });
  const connection = await instance.connect();
  const path = file.replaceAll("'", "''");
  const query = {
    ours: "",
    sql: asofChain(path),
    distinct: countDistinct(path),
    scan: bareScan(path),
  }[name];
  return async () => {
    const start = performance.now();
    const reader = await connection.runAndReadAll(query);
    const milliseconds = performance.now() - start;
    if (name !== "sql") return { milliseconds };
    return { milliseconds, counts: (reader.getRows()[0] ?? []).map(Number) };
  };
}
