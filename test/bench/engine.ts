/**
 * `npm run bench -- engine [--rows 10m] [--rounds 5] [--threads 2]`: one funnel of five stages over
 * events in Parquet, computed by us and by the best SQL that we can write, beside two plain statements
 * that show what reading costs. All in one run, in turns; what is printed are medians and their ratios.
 */
import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { writeEvents } from "./data.ts";
import { peakMemory } from "./memory.ts";
import { print, printColumns, quantile } from "./table.ts";
import type { Answer, WayName } from "./way.ts";

const titles: Readonly<Record<WayName, string>> = {
  ours: "Funnel Workbench, through its runner",
  sql: "DuckDB, a chain of ASOF joins",
  distinct: "DuckDB, count(distinct actor)",
  scan: "DuckDB, bare scan of the columns",
};

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: "string", default: "1m" },
    rounds: { type: "string", default: "5" },
    threads: { type: "string", default: "2" },
  },
});
const rows = parseRows(values.rows);
const rounds = Math.max(1, Number.parseInt(values.rounds, 10) || 5);

const folder = mkdtempSync(path.join(tmpdir(), "funnel-bench-"));
const ways = new Map<WayName, ChildProcess>();
try {
  const file = path.join(folder, "events.parquet");
  await writeEvents(file, rows);
  const megabytes = (statSync(file).size / 1024 / 1024).toFixed(0);
  print(`${rows.toLocaleString("en")} events, ${megabytes} MB of Parquet, ${rounds} rounds`);

  const answers = new Map<WayName, Answer[]>();
  for (const name of Object.keys(titles) as WayName[]) {
    ways.set(name, await startWay(name, file));
    answers.set(name, []);
  }
  // The first round warms up and isn't counted.
  for (let round = 0; round <= rounds; round++) {
    for (const [name, child] of ways) {
      const answer = await ask(child);
      if (round > 0) answers.get(name)?.push(answer);
    }
  }
  compareCounts(answers);
  printTable(answers);
} finally {
  for (const child of ways.values()) child.kill();
  rmSync(folder, { recursive: true, force: true });
}

function parseRows(text: string): number {
  const match = /^(\d+)(k|m)?$/i.exec(text);
  if (match === null) throw new Error(`--rows: "${text}" is no number such as 500k or 10m.`);
  const [, digits = "", unit = ""] = match;
  return Number(digits) * ({ k: 1e3, m: 1e6 }[unit.toLowerCase()] ?? 1);
}

async function startWay(name: WayName, file: string): Promise<ChildProcess> {
  const script = path.join(import.meta.dirname, "way.ts");
  const child = fork(script, [name, file, values.threads]);
  await Promise.race([once(child, "message"), failureOf(child)]);
  return child;
}

async function ask(child: ChildProcess): Promise<Answer> {
  child.send("go");
  const [answer] = (await Promise.race([once(child, "message"), failureOf(child)])) as [Answer];
  return answer;
}

/** Rejects where the process ends: nothing to be said about where it was told to. */
function failureOf(child: ChildProcess): Promise<never> {
  const failure = once(child, "exit").then((): never => {
    throw new Error("A process of the bench ended early.");
  });
  failure.catch(() => undefined);
  return failure;
}

/** The comparison says nothing if the two don't answer the same question. */
function compareCounts(answers: ReadonlyMap<WayName, readonly Answer[]>): void {
  const of = (name: WayName): string =>
    [...new Set(answers.get(name)?.map(({ counts }) => String(counts)))].join(" | ");
  if (of("ours") !== of("sql")) {
    throw new Error(`The counts differ: ours ${of("ours")}, SQL ${of("sql")}.`);
  }
  print(`Counts agree: ${of("ours").replaceAll(",", " → ")}\n`);
}

function printTable(answers: ReadonlyMap<WayName, readonly Answer[]>): void {
  const medians = new Map([...answers].map(([name, each]) => [name, median(each)]));
  const ratio = (name: WayName, to: WayName): string =>
    ((medians.get(name) ?? NaN) / (medians.get(to) ?? NaN)).toFixed(2);
  const lines = [["", "wall ms", "÷ SQL", "÷ distinct", "÷ scan", "peak MB"]];
  for (const [name, child] of ways) {
    const peak = peakMemory(child.pid ?? 0);
    lines.push([
      titles[name],
      (medians.get(name) ?? NaN).toFixed(0),
      ratio(name, "sql"),
      ratio(name, "distinct"),
      ratio(name, "scan"),
      peak === undefined ? "–" : (peak / 1024 / 1024).toFixed(0),
    ]);
  }
  printColumns(lines);
}

function median(answers: readonly Answer[]): number {
  return quantile(
    answers.map(({ milliseconds }) => milliseconds),
    0.5,
  );
}
