/**
 * `npm run bench -- engine [--rows 1m,10m] [--rounds 5] [--threads 2] [--clickhouse]`: a funnel of five
 * stages over events in Parquet, and its kin, computed by us, by ClickHouse's own function for funnels
 * and by the best SQL that we can write, beside plain statements that show what reading costs. All in one
 * run, in turns; what is printed are medians and their ratios. `--clickhouse` installs ClickHouse, which
 * is used wherever it is installed.
 */
import { fork } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { hasClickHouse, installClickHouse } from "./clickhouse.ts";
import { writeEvents } from "./data.ts";
import { peakMemory, wholeProcessorTime } from "./memory.ts";
import { print, printColumns, quantile } from "./table.ts";
import type { Answer, WayName } from "./way.ts";

const titles: Readonly<Record<WayName, string>> = {
  ours: "Funnel Workbench, through its runner",
  cached: "… from its cache",
  rich: "… with a split and an exclusion",
  named: "… with what the lost did later",
  three: "… 3 stages of 10 events",
  ten: "… 10 stages of the same 10 events",
  heavy: "… a fifth of all rows of one actor",
  csv: "… from CSV",
  windowFunnel: "ClickHouse, windowFunnel",
  windowFunnelTuned: "… tuned",
  sql: "DuckDB, a chain of ASOF joins",
  distinct: "… count(distinct actor)",
  scan: "… bare scan of the columns",
  csvScan: "… bare scan of the CSV",
};
/** Those that answer the same question. */
const same: readonly WayName[] = [
  "ours",
  "cached",
  "named",
  "csv",
  "windowFunnel",
  "windowFunnelTuned",
  "sql",
];
/** What others are divided by. */
const measures: readonly (readonly [string, WayName])[] = [
  ["÷ windowFunnel", "windowFunnel"],
  ["÷ SQL", "sql"],
  ["÷ distinct", "distinct"],
  ["÷ scan", "scan"],
];
/** More would take longer to write than they tell. */
const mostRowsOfCsv = 10e6;

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: "string", default: "1m" },
    rounds: { type: "string", default: "5" },
    threads: { type: "string", default: "2" },
    clickhouse: { type: "boolean", default: false },
  },
});
const rounds = Math.max(1, Number.parseInt(values.rounds, 10) || 5);
if (values.clickhouse) await installClickHouse();
if (!hasClickHouse()) print("Without ClickHouse, which --clickhouse installs.\n");

type Medians = ReadonlyMap<WayName, number>;
let before: { readonly rows: number; readonly medians: Medians } | undefined;
for (const rows of values.rows.split(",").map(parseRows)) {
  const medians = await measure(rows);
  if (before !== undefined) printGrowth(before, { rows, medians });
  before = { rows, medians };
}

async function measure(rows: number): Promise<Medians> {
  const folder = mkdtempSync(path.join(tmpdir(), "funnel-bench-"));
  const ways = new Map<WayName, ChildProcess>();
  try {
    const isWithCsv = rows <= mostRowsOfCsv;
    const file = path.join(folder, "events.parquet");
    await writeEvents(file, rows, isWithCsv ? path.join(folder, "events.csv") : undefined);
    // Nothing is kept of files that were written a moment ago.
    utimesSync(file, new Date("2026-04-01"), new Date("2026-04-01"));
    const megabytes = (statSync(file).size / 1024 / 1024).toFixed(0);
    print(`${rows.toLocaleString("en")} events, ${megabytes} MB of Parquet, ${rounds} rounds`);

    const answers = new Map<WayName, Answer[]>();
    const processor = new Map<WayName, number[]>();
    for (const name of Object.keys(titles) as WayName[]) {
      if (name.startsWith("csv") && !isWithCsv) continue;
      if (name.startsWith("windowFunnel") && !hasClickHouse()) continue;
      ways.set(name, await startWay(name, folder));
      answers.set(name, []);
      processor.set(name, []);
    }
    // The first round warms up and isn't counted.
    for (let round = 0; round <= rounds; round++) {
      for (const [name, child] of ways) {
        const before = wholeProcessorTime(child.pid ?? 0);
        const answer = await ask(child);
        if (round === 0) continue;
        answers.get(name)?.push(answer);
        processor.get(name)?.push((wholeProcessorTime(child.pid ?? 0) ?? NaN) - (before ?? NaN));
      }
    }
    compareCounts(answers);
    const medians = new Map([...answers].map(([name, each]) => [name, median(each)]));
    printTable(medians, processor, ways);
    return medians;
  } finally {
    for (const child of ways.values()) child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

function parseRows(text: string): number {
  const match = /^(\d+)(k|m)?$/i.exec(text);
  if (match === null) throw new Error(`--rows: "${text}" is no number such as 500k or 10m.`);
  const [, digits = "", unit = ""] = match;
  return Number(digits) * ({ k: 1e3, m: 1e6 }[unit.toLowerCase()] ?? 1);
}

async function startWay(name: WayName, folder: string): Promise<ChildProcess> {
  const script = path.join(import.meta.dirname, "way.ts");
  const child = fork(script, [name, folder, values.threads]);
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

/** The comparison says nothing if they don't answer the same question. */
function compareCounts(answers: ReadonlyMap<WayName, readonly Answer[]>): void {
  const of = (name: WayName): string =>
    [...new Set(answers.get(name)?.map(({ counts }) => String(counts)))].join(" | ");
  for (const name of same) {
    if (answers.has(name) && of(name) !== of("ours")) {
      throw new Error(`The counts differ: ours ${of("ours")}, ${titles[name]} ${of(name)}.`);
    }
  }
  print(`Counts agree: ${of("ours").replaceAll(",", " → ")}\n`);
}

function printTable(
  medians: Medians,
  processor: ReadonlyMap<WayName, readonly number[]>,
  ways: ReadonlyMap<WayName, ChildProcess>,
): void {
  const shown = measures.filter(([, to]) => medians.has(to));
  const lines = [["", "wall ms", ...shown.map(([title]) => title), "cpu ms", "peak MB"]];
  for (const [name, child] of ways) {
    const peak = peakMemory(child.pid ?? 0);
    lines.push([
      titles[name],
      (medians.get(name) ?? NaN).toFixed(0),
      ...shown.map(([, to]) => ratio(medians.get(name), medians.get(to))),
      shownTime(quantile(processor.get(name) ?? [], 0.5)),
      peak === undefined ? "–" : (peak / 1024 / 1024).toFixed(0),
    ]);
  }
  printColumns(lines);
  const [three, ten] = [medians.get("three"), medians.get("ten")];
  print(`\n3 → 10 stages: ${ratio(ten, three)}; a heavy actor: ${against(medians, "heavy")}`);
  print(`with a split and an exclusion: ${against(medians, "rich")}\n`);
}

function shownTime(milliseconds: number): string {
  return Number.isNaN(milliseconds) ? "–" : milliseconds.toFixed(0);
}

function against(medians: Medians, name: WayName): string {
  return ratio(medians.get(name), medians.get("ours"));
}

interface Measured {
  readonly rows: number;
  readonly medians: Medians;
}

function printGrowth(less: Measured, more: Measured): void {
  const times = more.rows / less.rows;
  const of = (name: WayName): string => ratio(more.medians.get(name), less.medians.get(name));
  print(
    `Of ${times} times as many rows: ours ${of("ours")} times as long, a bare scan ${of("scan")}\n`,
  );
}

function ratio(time: number | undefined, to: number | undefined): string {
  return ((time ?? NaN) / (to ?? NaN)).toFixed(2);
}

function median(answers: readonly Answer[]): number {
  return quantile(
    answers.map(({ milliseconds }) => milliseconds),
    0.5,
  );
}
