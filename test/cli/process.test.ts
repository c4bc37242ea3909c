import { DuckDBInstance } from "@duckdb/node-api";
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  entry,
  events,
  funnel,
  funnelFile,
  makeFolder,
  outcomeOf,
  processTime,
  startFunnel,
} from "./command.ts";
import type { Folder } from "./command.ts";

describe("the command line as a process", function () {
  this.timeout(processTime);
  let folder: Folder;
  beforeEach(() => {
    folder = makeFolder();
    folder.write("events.csv", events);
    folder.write("signup.funnel", funnelFile());
  });
  afterEach(() => folder.remove());

  it("prints its version and its help", async () => {
    const { version } = JSON.parse(
      readFileSync(path.join(import.meta.dirname, "../../package.json"), "utf8"),
    ) as { version: string };
    assert.equal((await funnel(["--version"])).stdout, `${version}\n`);
    const help = await funnel(["--help"]);
    assert.equal(help.code, 0);
    for (const word of ["run", "check", "format", "130"]) assert.ok(help.stdout.includes(word));
    assert.deepEqual(await funnel([]), { ...help });
    const russian = await funnel(["run", "--help", "--locale", "ru"]);
    assert.match(russian.stdout, /Ключи:/);
  });

  it("colours only where asked to or watched", async () => {
    const coloured = async (args: string[], env: Record<string, string>) =>
      (await funnel(["run", "signup.funnel", ...args], { cwd: folder.path, env })).stdout.includes(
        "\u001B[",
      );
    assert.equal(await coloured([], { FORCE_COLOR: "1" }), true);
    assert.equal(await coloured([], { FORCE_COLOR: "1", NO_COLOR: "1" }), false);
    assert.equal(await coloured(["--no-color"], { FORCE_COLOR: "1" }), false);
  });

  it("keeps to the width it is told", async () => {
    const { stdout } = await funnel(["run", "signup.funnel"], {
      cwd: folder.path,
      env: { COLUMNS: "60" },
    });
    assert.ok(
      stdout.split("\n").every((line) => line.length <= 60),
      stdout,
    );
  });

  it("says nothing where its reader goes away", async () => {
    const child = startFunnel(["run", "signup.funnel", "--format", "json"], { cwd: folder.path });
    child.stdout?.destroy();
    const errors: string[] = [];
    child.stderr?.on("data", (chunk) => errors.push(String(chunk)));
    const [code] = (await once(child, "close")) as [number];
    assert.equal(errors.join(""), "");
    assert.equal(code, 0);
  });

  const itOnLinux = process.platform === "linux" ? it : () => undefined;
  itOnLinux("says that its output can't be written", async () => {
    const args = [entry, "run", "signup.funnel", "--format", "json"];
    const device = openSync("/dev/full", "w");
    try {
      const child = spawn(process.execPath, args, {
        cwd: folder.path,
        env: { ...process.env, LANG: "en_US.UTF-8" },
        stdio: ["ignore", device, "pipe"],
      });
      const errors: string[] = [];
      child.stderr?.on("data", (chunk) => errors.push(String(chunk)));
      const [code] = (await once(child, "close")) as [number];
      assert.match(
        errors.join(""),
        /^funnel: error: the output can't be written \(ENOSPC\)\..*\n$/,
      );
      assert.equal(code, 2);
    } finally {
      closeSync(device);
    }
  });

  // Windows knows no such signal.
  const describeOnPosix = process.platform === "win32" ? () => undefined : describe;
  describeOnPosix("cancelled", () => {
    let large: Folder;
    before(async () => {
      large = makeFolder();
      await writeLargeFile(path.join(large.path, "large.parquet"));
      large.write("large.funnel", funnelFile("", "large.parquet"));
    });
    after(() => large.remove());

    for (const [times, limit] of [
      [1, 3000],
      [2, 1000],
    ] as const) {
      it(`ends with 130 after Ctrl-C (${times}) and leaves no process behind`, async () => {
        const child = startFunnel(["run", "large.funnel"], { cwd: large.path });
        const outcome = outcomeOf(child);
        const worker = await workerOf(child.pid ?? 0);
        await sleep(300);
        const start = performance.now();
        for (let i = 0; i < times; i++) {
          child.kill("SIGINT");
          await sleep(20);
        }
        const { code, stdout, stderr } = await outcome;
        assert.ok(performance.now() - start < limit);
        assert.equal(code, 130);
        assert.equal(stdout, "");
        if (times === 1) assert.equal(stderr, "funnel: cancelled.\n");
        await sleep(200);
        assert.ok(worker === undefined || !existsSync(`/proc/${worker}`), "the worker is gone");
      });
    }
  });
});

/** The process that holds the database, once it is there; undefined where the system doesn't tell. */
async function workerOf(pid: number): Promise<number | undefined> {
  if (!existsSync("/proc/self/task")) {
    await sleep(1000);
    return undefined;
  }
  for (let tries = 0; tries < 200; tries++) {
    for (const task of readdirSync(`/proc/${pid}/task`)) {
      const children = readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").trim();
      if (children !== "") return Number(children.split(" ")[0]);
    }
    await sleep(25);
  }
  throw new Error("No worker was started.");
}

/** Takes far longer to run than the test waits, and little space. */
async function writeLargeFile(file: string): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    await connection.run(`copy (
      select (i * 7919) % 3000017 as "user", timestamp '2026-01-01' + to_seconds(i // 10) as ts,
        ['visit', 'signup', 'pay'][1 + i % 3] as event
      from range(20000000) as t(i)) to '${file.replaceAll("'", "''")}' (format parquet)`);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
