import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { forEachAttempt } from "../../../server/engine/kernel/attempts.ts";
import type { FunnelSpec, TaggedRows } from "../../../server/engine/kernel/rows.ts";
import { hasClickHouse } from "../../bench/clickhouse.ts";
import { scratchFolder } from "../../support/engine.ts";
import { inProject } from "../../support/project.ts";

/** How far actors got, by actor: 0 where they never entered. */
type Depths = Uint8Array;

interface Log {
  readonly stages: number;
  readonly window: number;
  /** Actor, time, event: events from `stages` on belong to no stage. */
  readonly rows: readonly (readonly [actor: number, time: number, event: number])[];
}

const ACTORS = 1500;

/** A small generator with a fixed seed (mulberry32), so that a run says the same thing twice. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Few times and few events, so that rows repeat, tie and lie apart by just the window. */
function logOf(stages: number, window: number): Log {
  const next = numbers(1000 * stages + window);
  const rows: [number, number, number][] = [];
  for (let actor = 0; actor < ACTORS; actor++) {
    for (let count = next(14); count > 0; count--) {
      rows.push([actor, next(10), next(stages + 1)]);
    }
  }
  return { stages, window, rows };
}

function ourDepths({ stages, window, rows }: Log): Depths {
  const matching = rows.filter(([, , event]) => event < stages);
  const tagged: TaggedRows = {
    length: matching.length,
    actor: Int32Array.from(matching, ([actor]) => actor),
    actors: ACTORS,
    time: Float64Array.from(matching, ([, time]) => time),
    stages: Int32Array.from(matching, ([, , event]) => 1 << event),
    splits: [],
  };
  const spec: FunnelSpec = {
    stages: Array.from({ length: stages }, () => ({ optional: false })),
    window,
  };
  const depths = new Uint8Array(ACTORS);
  forEachAttempt(tagged, spec, ({ actor, depth }) => void (depths[actor] = depth + 1));
  return depths;
}

function statementOf({ stages, window }: Log, file: string): string {
  const conditions = Array.from({ length: stages }, (_, event) => `event = ${event}`).join(", ");
  return `
    select actor, windowFunnel(${window}, 'strict_once')(time, ${conditions})
    from file('${file.replaceAll("'", "''")}', CSV, 'actor UInt32, time UInt64, event UInt8')
    group by actor`;
}

/** The same question to somebody else's answer: plain sequential funnels. */
describe("ClickHouse's windowFunnel", function () {
  this.timeout(120_000);
  // Half a gigabyte that nobody needs for anything else: `npm run bench -- engine --clickhouse` gets it.
  if (!hasClickHouse()) return;
  const folder = scratchFolder();

  it("agrees on thousands of random logs", () => {
    const logs = [2, 3, 4, 5].flatMap((stages) =>
      [0, 1, 3, 9].map((window) => logOf(stages, window)),
    );
    const statements = logs.map((log, index) => {
      const file = join(folder.path, `${index}.csv`);
      writeFileSync(file, log.rows.map((row) => `${row.join(",")}\n`).join(""));
      return statementOf(log, file);
    });
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [inProject("test", "bench", "ask-clickhouse.ts")],
      { input: JSON.stringify(statements), encoding: "utf8", maxBuffer: 2 ** 28 },
    );
    assert.equal(status, 0, stderr);
    const answers = JSON.parse(stdout) as readonly (readonly [actor: number, depth: number][])[];
    for (const [index, log] of logs.entries()) {
      const theirs = new Uint8Array(ACTORS);
      for (const [actor, depth] of answers[index] ?? []) theirs[actor] = depth;
      const ours = ourDepths(log);
      const other = ours.findIndex((depth, actor) => depth !== theirs[actor]);
      const rows = log.rows.filter(([actor]) => actor === other);
      const { stages, window } = log;
      assert.equal(
        other,
        -1,
        `${JSON.stringify({ stages, window, rows })}: ours ${ours[other]}, theirs ${theirs[other]}`,
      );
      assert.ok(
        ours.some((depth) => depth > 1),
        "somebody gets further than the entry",
      );
    }
  });
});
