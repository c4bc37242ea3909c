import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createRunner } from "../../../server/engine/run/host.ts";
import type { Outcome } from "../../../server/engine/errors.ts";
import type { FunnelRun, Place, Progress, Runner } from "../../../server/engine/run/runner.ts";
import { event, funnel, scratchFolder, source, stage } from "../../support/engine.ts";
import type { ComputableFunnel } from "../../../server/engine/plan/computable.ts";

const worker = new URL("../../../server/engine/run/worker.ts", import.meta.url);
/** A worker that starts, a request that is cancelled or killed: all within three seconds and a bit of a slow machine. */
const SOON = 3000;

describe("the runner", function () {
  this.timeout(60_000);
  const folder = scratchFolder();
  const temporary = (): string => join(folder.path, "tmp");
  const data = (name: string): string => join(folder.path, "work", name);
  const place = (): Place => ({ file: data("test.funnel"), root: join(folder.path, "work") });
  let runner: Runner;
  const two = funnel([stage("a"), stage("b")]);
  const run = (
    path: string,
    signal?: AbortSignal,
    onProgress?: (progress: Progress) => void,
    what: ComputableFunnel = two,
  ): Promise<Outcome<FunnelRun>> =>
    runner.run(
      { place: place(), funnel: what, sources: [source(path)] },
      {
        ...(signal === undefined ? {} : { signal }),
        ...(onProgress === undefined ? {} : { onProgress }),
      },
    );
  const codeOf = (outcome: Outcome<unknown>): string =>
    outcome.ok ? "ok" : outcome.failure.finding.code;
  const countsOf = (outcome: Outcome<FunnelRun>): number[] => {
    assert.ok(outcome.ok, JSON.stringify(outcome));
    return outcome.value.result.stages.map(({ count }) => count);
  };
  /** The processes of workers below this one. */
  const workers = (): number[] =>
    execFileSync("ps", ["-o", "pid=,args=", "--ppid", String(process.pid)], { encoding: "utf8" })
      .split("\n")
      .filter((line) => line.includes("worker.ts"))
      .map((line) => Number.parseInt(line, 10));

  before(async () => {
    await mkdir(temporary(), { recursive: true });
    await mkdir(join(folder.path, "work"));
    await writeFile(data("small.csv"), "user,event,ts\n1,a,2026-01-01\n1,b,2026-01-02\n");
    const rows: string[] = [];
    for (let i = 0; i < 400_000; i++)
      rows.push(
        `${i % 50_000},${i % 3 === 0 ? "a" : "b"},2026-01-01 00:00:${String(i % 60).padStart(2, "0")}`,
      );
    await writeFile(data("large.csv"), `user,event,ts\n${rows.join("\n")}\n`);
  });
  beforeEach(() => (runner = createRunner({ worker, threads: 2, temporaryFolder: temporary() })));
  afterEach(() => runner.close());

  /** A funnel that takes long to read: costly conditions over every row. */
  const slow = funnel([
    stage("a", {
      kind: "where",
      of: event("a"),
      condition: {
        kind: "text-test",
        negated: false,
        test: "matches",
        operand: {
          kind: "call",
          function: "replace",
          type: "text",
          args: [
            { kind: "column", path: ["ts"], type: "text" },
            { kind: "text", value: "0" },
            { kind: "text", value: "0123456789".repeat(2000) },
          ],
        },
        value: { kind: "text", value: "(1[0-9]*2[0-9]*3[0-9]*4){9}x$" },
      },
    }),
    stage("b"),
  ]);

  /** Starts the slow funnel and waits until it reads. */
  async function startSlow(
    signal?: AbortSignal,
  ): Promise<{ readonly outcome: Promise<Outcome<FunnelRun>> }> {
    let reading = (): void => undefined;
    const begun = new Promise<void>((resolve) => (reading = resolve));
    const outcome = run("large.csv", signal, ({ phase }) => phase === "reading" && reading(), slow);
    await begun;
    return { outcome };
  }

  it("answers what it is asked, by a process that starts with the first question", async () => {
    assert.deepEqual(workers(), []);
    const table = await runner.describe(place(), { path: "small.csv", options: {} });
    assert.ok(table.ok && table.value.kind === "table");
    const values = await runner.values(place(), { path: "small.csv", options: {} }, ["event"]);
    assert.deepEqual(values.ok && values.value, {
      values: [
        { value: "a", count: 1 },
        { value: "b", count: 1 },
      ],
      complete: true,
      rows: 2,
      missing: 0,
    });
    const filled = await runner.filled(
      place(),
      { path: "small.csv", options: {} },
      ["user"],
      ["event"],
    );
    assert.deepEqual(filled.ok && filled.value, [
      { value: "a", rows: 1, filled: 1 },
      { value: "b", rows: 1, filled: 1 },
    ]);
    const phases: string[] = [];
    assert.deepEqual(
      countsOf(await run("small.csv", undefined, ({ phase }) => phases.push(phase))),
      [1, 1],
    );
    assert.deepEqual([phases[0], phases.at(-1)], ["starting", "computing"]);
    assert.equal(workers().length, 1);
  });

  it("answers a table that can't be read as an answer, a run over it as a failure", async () => {
    const table = await runner.describe(place(), { path: "smal.csv", options: {} });
    assert.deepEqual(table, {
      ok: true,
      value: {
        kind: "failure",
        code: "FNL5002",
        args: { path: "smal.csv", suggestion: "small.csv" },
      },
    });
    const outcome = await run("smal.csv");
    assert.ok(!outcome.ok);
    assert.deepEqual([outcome.failure.kind, outcome.failure.finding.code], ["data", "FNL5002"]);
  });

  it("answers many questions at once", async () => {
    const outcomes = await Promise.all([
      run("small.csv"),
      run("large.csv"),
      run("nothing.csv"),
      run("small.csv"),
      ...Array.from({ length: 5 }, () =>
        runner.describe(place(), { path: "small.csv", options: {} }),
      ),
    ]);
    assert.deepEqual(outcomes.map(codeOf), [
      "ok",
      "ok",
      "FNL5002",
      "ok",
      "ok",
      "ok",
      "ok",
      "ok",
      "ok",
    ]);
  });

  it("stops a request, at once and for good, and goes on with the next", async () => {
    const controller = new AbortController();
    const { outcome } = await startSlow(controller.signal);
    const started = performance.now();
    controller.abort();
    controller.abort();
    assert.deepEqual(codeOf(await outcome), "FNL5029");
    assert.ok(performance.now() - started < SOON);
    assert.deepEqual(countsOf(await run("small.csv")), [1, 1]);
  });

  it("stops requests that wait or haven't begun", async () => {
    const aborted = AbortSignal.abort();
    assert.equal(codeOf(await run("small.csv", aborted)), "FNL5029");
    const controller = new AbortController();
    const { outcome } = await startSlow(controller.signal);
    const waiting = new AbortController();
    const second = run("small.csv", waiting.signal);
    waiting.abort();
    assert.equal(codeOf(await second), "FNL5029");
    const third = run("small.csv");
    controller.abort();
    assert.equal(codeOf(await outcome), "FNL5029");
    assert.deepEqual(countsOf(await third), [1, 1]);
  });

  it("kills a process that doesn't listen, and asks the next one what the killed one was asked beside", async () => {
    // Stopped, the process can't answer anything.
    assert.equal(codeOf(await run("small.csv")), "ok");
    const controller = new AbortController();
    const { outcome } = await startSlow(controller.signal);
    const [pid = 0] = workers();
    process.kill(pid, "SIGSTOP");
    const beside = runner.describe(place(), { path: "small.csv", options: {} });
    const started = performance.now();
    controller.abort();
    assert.equal(codeOf(await outcome), "FNL5029");
    assert.ok(performance.now() - started < SOON);
    assert.equal(codeOf(await beside), "ok");
    assert.notEqual(workers()[0], pid);
  });

  it("fails the request whose process dies, and starts another", async () => {
    const { outcome } = await startSlow();
    const [pid = 0] = workers();
    process.kill(pid, "SIGKILL");
    const failed = await outcome;
    assert.ok(!failed.ok);
    assert.deepEqual(
      [failed.failure.kind, failed.failure.finding],
      ["internal", { code: "FNL5030", args: { reason: "SIGKILL" } }],
    );
    assert.deepEqual(countsOf(await run("small.csv")), [1, 1]);
  });

  it("says why it can't start", async () => {
    const broken = createRunner({ worker: data("no-worker.js"), temporaryFolder: temporary() });
    const outcome = await broken.describe(place(), { path: "small.csv", options: {} });
    assert.ok(!outcome.ok);
    assert.equal(outcome.failure.finding.code, "FNL5030");
    await broken.close();
  });

  it("doesn't wait for a pipe", async () => {
    execFileSync("mkfifo", [data("pipe.csv")]);
    const started = performance.now();
    assert.equal(codeOf(await run("pipe.csv")), "FNL5007");
    assert.ok(performance.now() - started < 20_000);
  });

  it("leaves nothing behind, and removes what a killed process left", async () => {
    await mkdir(join(temporary(), "funnel-workbench-999999999-old", "deep"), { recursive: true });
    const { outcome } = await startSlow();
    process.kill(workers()[0] ?? 0, "SIGKILL");
    await outcome;
    assert.equal(codeOf(await run("small.csv")), "ok");
    await runner.close();
    assert.deepEqual(workers(), []);
    assert.deepEqual(await readdir(temporary()), []);
  });

  it("ends its process when its own ends", async () => {
    const script = data("parent.mjs");
    const host = new URL("../../../server/engine/run/host.ts", import.meta.url).href;
    await writeFile(
      script,
      `import { createRunner } from ${JSON.stringify(host)};
const runner = createRunner({ worker: new URL(${JSON.stringify(worker.href)}), temporaryFolder: ${JSON.stringify(temporary())} });
await runner.describe(${JSON.stringify(place())}, { path: "small.csv", options: {} });
process.kill(process.pid, "SIGKILL");`,
    );
    assert.throws(() => execFileSync(process.execPath, [script], { stdio: "ignore" }));
    const orphans = (): string =>
      execFileSync("ps", ["-eo", "ppid=,args="], { encoding: "utf8" })
        .split("\n")
        .filter((line) => line.trim().startsWith("1 ") && line.includes("run/worker.ts"))
        .join("\n");
    for (let i = 0; i < 50 && orphans() !== ""; i++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(orphans(), "");
    assert.deepEqual(await readdir(temporary()), []);
  });

  it("says that a run needs more memory than it may have", async () => {
    const tight = createRunner({
      worker,
      threads: 2,
      memoryLimit: "24MB",
      temporaryFolder: temporary(),
    });
    const outcome = await tight.run({
      place: place(),
      funnel: two,
      sources: [source("large.csv")],
    });
    await tight.close();
    assert.ok(!outcome.ok);
    assert.deepEqual(outcome.failure.finding, { code: "FNL5028", args: { limit: "24MB" } });
  });

  it("starts one process, however many questions come before it is ready", async () => {
    const before = workers().length;
    const other = createRunner({ worker, temporaryFolder: temporary() });
    const ask = () => other.describe(place(), { path: "small.csv", options: {} });
    const answers = [ask()];
    while (workers().length === before) await new Promise((resolve) => setTimeout(resolve, 5));
    answers.push(ask(), ask());
    await Promise.all(answers);
    assert.equal(workers().length, before + 1);
    await other.close();
    assert.equal(workers().length, before);
  });

  it("never changes the data", async () => {
    const digest = async (): Promise<string> =>
      createHash("sha256")
        .update(await readFile(data("large.csv")))
        .digest("hex");
    const before = await digest();
    await run("large.csv");
    const { outcome } = await startSlow();
    process.kill(workers()[0] ?? 0, "SIGKILL");
    await outcome;
    assert.equal(await digest(), before);
  });

  it("is locked: nothing outside can be read, not even by a link", async () => {
    await writeFile(join(folder.path, "secret.csv"), "user,event,ts\n1,a,2026-01-01\n");
    await symlink(join(folder.path, "secret.csv"), data("link.csv"));
    assert.equal(codeOf(await run("link.csv")), "FNL5005");
    assert.equal(codeOf(await run("../secret.csv")), "FNL5005");
  });
});
