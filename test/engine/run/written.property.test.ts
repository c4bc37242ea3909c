import assert from "node:assert/strict";
import fc from "fast-check";
import { DuckDBInstance } from "@duckdb/node-api";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { FunnelResult } from "../../../server/engine/result.ts";
import { analyzeWithData, createDataCatalog } from "../../../server/engine/run/catalog.ts";
import { createRunner } from "../../../server/engine/run/host.ts";
import { runFile } from "../../../server/engine/run/run-file.ts";
import type { Runner } from "../../../server/engine/run/runner.ts";
import { scratchFolder } from "../../support/engine.ts";
import { funnelResults } from "../../support/funnel-results.ts";
import { withKeptCases } from "../../support/kept-cases.ts";
import { evaluate, type OracleFunnel } from "../../support/oracle.ts";
import { splitGroups } from "../../support/oracle-splits.ts";
import { propertyOptions } from "../../support/properties.ts";
import { type FileRow, type Written, written } from "../../support/written-funnel.ts";

/** Of a row that matches nothing, by somebody else: so no column is without a value. */
const filled: FileRow = { who: 9, hour: 0, what: "z", channel: "ads", device: "x", visit: "v" };
const BEGIN = Date.UTC(2026, 0, 5);
const MINUTE = 60_000;

interface Cell {
  readonly who: string;
  readonly ts: string;
  readonly what: string;
  readonly channel: string | null;
  readonly device: string | null;
  readonly visit: string | null;
}

type Change = (row: FileRow, index: number) => { readonly who?: string; readonly minutes?: number };

const cellsOf = (rows: readonly FileRow[], change: Change = () => ({})): Cell[] =>
  [filled, ...rows].map((row, index) => {
    const { who = `u${row.who}`, minutes = 0 } = change(row, index);
    const time = new Date(BEGIN + (60 * row.hour + minutes) * MINUTE);
    const { what, channel, device, visit } = row;
    return { who, ts: time.toISOString(), what, channel, device, visit };
  });

const csv = (cells: readonly Cell[]): string =>
  `who,ts,what,channel,device,visit\n${cells
    .map((cell) =>
      Object.values(cell)
        .map((each: string | null) => each ?? "")
        .join(","),
    )
    .join("\n")}\n`;

/** Counts, times, groups and reasons: all that doesn't say where the rows came from, or when they were. */
function figures(result: FunnelResult | undefined): unknown {
  assert.ok(result);
  const { name: _, sources: __, diagnostics: ___, as_of: ____, ...rest } = result;
  return rest;
}

const counts = ({ stages }: Pick<FunnelResult, "stages">): number[] =>
  stages.map(({ count }) => count);

const requiredCounts = (result: FunnelResult, { stages }: OracleFunnel): number[] =>
  counts(result).filter((_, stage) => stages[stage]?.optional === false);

const groupKey = (values: readonly (string | null | undefined)[]): string =>
  values.map((value) => (value === undefined ? "Other" : (value ?? "none"))).join(" ");

/** By group of the splits, its counts. */
function groupsTold({ splits = [] }: FunnelResult, given: Written): Record<string, number[]> {
  const columns = ["channel", "device"].slice(0, given.splits.length);
  return Object.fromEntries(
    splits.map((group) => [
      groupKey(columns.map((column) => (column in group.by ? group.by[column] : undefined))),
      counts(group),
    ]),
  );
}

function groupsDefined({ log, funnel, splits }: Written): Record<string, number[]> {
  if (splits.length === 0) return {};
  return Object.fromEntries(
    splitGroups(log, funnel, splits).map(({ values, attempts }) => [
      groupKey(values),
      funnel.stages.map((_, s) => attempts.filter(({ chosen }) => chosen[s] !== null).length),
    ]),
  );
}

describe("from text and files to figures", function () {
  this.timeout(240_000);
  const folder = scratchFolder();
  let runner: Runner;
  let threads: Runner;
  let instance: DuckDBInstance;
  before(async () => {
    const worker = new URL("../../../server/engine/run/worker.ts", import.meta.url);
    runner = createRunner({ worker, threads: 1 });
    threads = createRunner({ worker, threads: 8 });
    instance = await DuckDBInstance.create(":memory:");
  });
  after(async () => {
    instance.closeSync();
    await Promise.all([runner.close(), threads.close()]);
  });

  let cases = 0;
  /** The results of a funnel over each of the files, by name; the lines of some are others. */
  async function run(
    given: Written,
    files: Readonly<Record<string, { readonly path: string; readonly lines?: readonly string[] }>>,
    root: string,
    by = runner,
  ): Promise<Record<string, FunnelResult>> {
    const text = Object.entries(files)
      .map(
        ([name, { path: file, lines = given.lines }]) =>
          `source s${name} from "${file}" {\n  actor who\n  time ts\n  event what\n  ${given.visits}\n}\n` +
          `funnel ${name} on s${name} {\n  ${lines.join("\n  ")}\n}\n`,
      )
      .join("");
    const place = { file: path.join(root, "case.funnel"), root };
    const analysis = await analyzeWithData(text, place, createDataCatalog(by));
    const wrong = analysis.diagnostics.filter(({ severity }) => severity === "error");
    assert.deepEqual(wrong, [], text);
    const { result, outcomes } = await runFile({ analysis, place, runner: by });
    for (const outcome of outcomes) assert.equal(outcome.kind, "run", text);
    return Object.fromEntries(funnelResults(result).map((each) => [each.name, each]));
  }

  async function write(root: string, file: string, content: string): Promise<void> {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), content);
  }

  async function newFolder(): Promise<string> {
    const root = path.join(folder.path, `case${cases++}`);
    await mkdir(root, { recursive: true });
    return root;
  }

  it("counts and groups are those of the definition, whatever the format and the threads", async () => {
    const property = fc.asyncProperty(written, async (given) => {
      const root = await newFolder();
      const cells = cellsOf(given.rows);
      await write(root, "a.csv", csv(cells));
      await write(root, "a.ndjson", cells.map((cell) => `${JSON.stringify(cell)}\n`).join(""));
      const connection = await instance.connect();
      const at = (file: string): string => path.join(root, file).replaceAll("'", "''");
      await connection.run(
        `copy (select * replace (ts::timestamptz as ts) from read_csv('${at("a.csv")}', all_varchar = true)) to '${at("a.parquet")}' (format parquet)`,
      );
      connection.closeSync();
      const files = {
        Csv: { path: "a.csv" },
        Json: { path: "a.ndjson" },
        Parquet: { path: "a.parquet" },
      };
      const results = await run(given, files, root);
      const { Csv: told } = results;
      assert.ok(told);
      const said = given.lines.join("\n");
      // The definition knows of no end of a visit, which ends an attempt that isn't converted.
      if (given.visits === "" || given.funnel.count !== "attempts") {
        assert.deepEqual(counts(told), evaluate(given.log, given.funnel).counts, said);
        assert.deepEqual(groupsTold(told, given), groupsDefined(given), said);
      }
      assert.deepEqual(figures(results["Json"]), figures(told), said);
      assert.deepEqual(figures(results["Parquet"]), figures(told), said);
      const again = await run(given, files, root, threads);
      assert.equal(JSON.stringify(again), JSON.stringify(results), said);
    });
    for (const options of withKeptCases("text and files", propertyOptions(8)))
      await fc.assert(property, options);
  });

  it("laws: order and names of rows and files, times, other events, twice the actors", async () => {
    const property = fc.asyncProperty(written, fc.nat(1000), async (given, random) => {
      const root = await newFolder();
      const { rows, funnel, lines } = given;
      const cells = cellsOf(rows);
      const turned = <T>(all: readonly T[]): T[] =>
        all
          .map((row, i) => ({ row, key: ((i + 1) * 7919 * (random + 1)) % 1009 }))
          .sort((a, b) => a.key - b.key)
          .map(({ row }) => row);
      // Each at a time of its own, for the order of equal ones is that of the file.
      const spread = cellsOf(rows, (_, index) => ({ minutes: index }));
      const cut = random % (cells.length + 1);
      const latest = Math.max(...rows.map(({ hour }) => hour));
      const other = rows.map((row) => ({
        ...row,
        what: "zzz",
        hour: (row.hour * 7) % (latest + 1),
      }));
      const week = 7 * 24 * 60;
      await write(root, "base.csv", csv(cells));
      await write(root, "spread.csv", csv(spread));
      await write(root, "turned.csv", csv(turned(spread)));
      await write(root, "parts/1.csv", csv([...cells.slice(0, cut)]));
      await write(root, "parts/2.csv", csv([...cells.slice(cut)]));
      await write(root, "named.csv", csv(cellsOf(rows, ({ who }) => ({ who: `x${9 - who}` }))));
      await write(root, "later.csv", csv(cellsOf(rows, () => ({ minutes: 5 * week }))));
      const twins = cellsOf(rows, ({ who }) => ({ who: `v${who}` })).slice(1);
      await write(root, "twice.csv", csv([...cells, ...twins]));
      await write(root, "noisy.csv", csv(cellsOf([...rows, ...other])));
      const wider = lines.map((line) =>
        line.replace(/^window (\d+) .*/, (__, n: string) => `window ${Number(n) + 3} hours`),
      );
      const longer = [...lines, "stage Z: a or e"];
      const results = await run(
        given,
        {
          Base: { path: "base.csv" },
          Spread: { path: "spread.csv" },
          Turned: { path: "turned.csv" },
          Parts: { path: "parts/*.csv" },
          Named: { path: "named.csv" },
          Later: { path: "later.csv" },
          Twice: { path: "twice.csv" },
          Noisy: { path: "noisy.csv" },
          Wider: { path: "base.csv", lines: wider },
          Longer: { path: "base.csv", lines: longer },
        },
        root,
      );
      const { Base: base, Twice: twice, Wider: wide, Longer: long } = results;
      assert.ok(base && twice && wide && long);
      const said = lines.join("\n");
      const told = figures(base);
      assert.deepEqual(figures(results["Turned"]), figures(results["Spread"]), `turned: ${said}`);
      assert.deepEqual(figures(results["Parts"]), told, `parts: ${said}`);
      assert.deepEqual(figures(results["Named"]), told, `named: ${said}`);
      assert.deepEqual(figures(results["Later"]), told, `later: ${said}`);
      const doubled = (all: readonly number[]): number[] => all.map((count) => 2 * count);
      assert.deepEqual(counts(twice), doubled(counts(base)), `twice: ${said}`);
      const groups = Object.entries(groupsTold(base, given));
      assert.deepEqual(
        groupsTold(twice, given),
        Object.fromEntries(groups.map(([key, all]) => [key, doubled(all)])),
        `twice: ${said}`,
      );
      if (funnel.order !== "strict" && given.visits === "") {
        assert.deepEqual(counts(results["Noisy"] ?? base), counts(base), `noisy: ${said}`);
      }
      if (given.splits[0] !== undefined && given.splits[0].at !== "every") {
        const sums = counts(base).map((_, s) =>
          groups.reduce((sum, [, all]) => sum + (all[s] ?? 0), 0),
        );
        assert.deepEqual(sums, counts(base), `groups: ${said}`);
      }
      const drops = funnel.without?.some(({ dropActor }) => dropActor) === true;
      if (funnel.count === "attempts" || drops) return;
      if (funnel.order !== "any") {
        const [more, fewer] = [requiredCounts(wide, funnel), requiredCounts(base, funnel)];
        more.forEach((count, i) => assert.ok(count >= (fewer[i] ?? 0), `wider: ${said}`));
      }
      if ((funnel.order ?? "sequential") === "sequential" && funnel.inverted === undefined) {
        const all = requiredCounts(long, { stages: [...funnel.stages, { optional: false }] });
        assert.deepEqual(all.slice(0, -1), requiredCounts(base, funnel), `longer: ${said}`);
        assert.ok((all.at(-1) ?? 0) <= (all.at(-2) ?? 0), `longer: ${said}`);
      }
    });
    for (const options of withKeptCases("laws of files", propertyOptions(5)))
      await fc.assert(property, options);
  });
});
