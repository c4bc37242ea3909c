import assert from "node:assert/strict";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { analyzeWithData, createDataCatalog } from "../../../server/engine/run/catalog.ts";
import { createRunner } from "../../../server/engine/run/host.ts";
import { requestFor, runFile } from "../../../server/engine/run/run-file.ts";
import type { Place, Progress, Runner, RunRequest } from "../../../server/engine/run/runner.ts";
import { scratchFolder } from "../../support/engine.ts";

const worker = new URL("../../../server/engine/run/worker.ts", import.meta.url);

const source = `source web from "events.csv" {
  actor user
  time ts
  event event
}
`;
const stages = `  window 3 days
  stage A: a
  stage B: b
  stage C: c
`;
const funnels: Readonly<Record<string, string>> = {
  trend: `${source}funnel F on web {\n${stages}  trend hourly forecast 24\n}\n`,
  compare: `${source}funnel F on web {\n  during 2026-01-08 .. 2026-01-14\n${stages}  compare previous period\n}\n`,
  retention: `${source}retention F on web {\n  start: a\n  return: b\n  every day for 14\n}\n`,
};

describe("cancelling", function () {
  this.timeout(120_000);
  const folder = scratchFolder();
  const temporary = (): string => join(folder.path, "tmp");
  const place = (): Place => ({
    file: join(folder.path, "work", "test.funnel"),
    root: join(folder.path, "work"),
  });
  let runner: Runner;
  before(async () => {
    await mkdir(temporary());
    await mkdir(place().root);
    const rows = Array.from({ length: 20_000 }, (_, i) => {
      const time = new Date(Date.UTC(2026, 0, 1) + i * 60_000).toISOString();
      return `${(i * 7919) % 20_011},${"abcd"[i % 4] ?? ""},${time}`;
    });
    await writeFile(join(place().root, "events.csv"), `user,event,ts\n${rows.join("\n")}\n`);
    runner = createRunner({ worker, threads: 2, temporaryFolder: temporary() });
  });
  after(() => runner.close());

  const phases: readonly Progress["phase"][] = ["starting", "reading", "computing"];

  /** Cancels once the phase has begun. What came of it; how soon it comes is `host.test.ts`'s. */
  async function cancelIn(
    phase: Progress["phase"],
    ask: (signal: AbortSignal, onProgress: (progress: Progress) => void) => Promise<string>,
  ): Promise<string> {
    const controller = new AbortController();
    const answer = await ask(controller.signal, (progress) => {
      if (progress.phase !== phase || controller.signal.aborted) return;
      controller.abort();
    });
    assert.ok(controller.signal.aborted, `there was a phase ${phase}`);
    return answer;
  }

  /** No folder of a request is left in that of the process. */
  async function assertClean(): Promise<void> {
    for (let tries = 0; ; tries++) {
      const left: string[] = [];
      for (const name of await readdir(temporary())) {
        left.push(...(await readdir(join(temporary(), name))));
      }
      if (left.length === 0) return;
      assert.ok(tries < 100, `left behind: ${left.join(", ")}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  for (const [what, text] of Object.entries(funnels)) {
    for (const phase of phases) {
      it(`ends a ${what} while it is ${phase}, and leaves nothing behind`, async () => {
        const analysis = await analyzeWithData(text, place(), createDataCatalog(runner));
        const answer = await cancelIn(phase, async (signal, progress) => {
          const [outcome] = (
            await runFile({
              analysis,
              place: place(),
              runner,
              signal,
              onProgress: (_, each) => progress(each),
            })
          ).outcomes;
          return outcome?.kind === "failure" ? outcome.failure.kind : (outcome?.kind ?? "");
        });
        assert.equal(answer, "cancelled");
        await assertClean();
      });
    }
  }

  it("ends a list of people, whoever waits for its next page", async () => {
    const text = `${source}funnel F on web {\n${stages}}\n`;
    const analysis = await analyzeWithData(text, place(), createDataCatalog(runner));
    const [funnel] = analysis.program.funnels;
    assert.ok(funnel !== undefined);
    const request = requestFor(funnel, { analysis, place: place() });
    assert.ok("funnel" in request);
    const of = { kind: "reached", stage: "A" } as const;
    const asked: RunRequest & { readonly of: typeof of } = { ...request, of };
    const controller = new AbortController();
    const outcome = await runner.people(asked, {
      signal: controller.signal,
      onPage: async () => {
        controller.abort();
      },
    });
    assert.ok(!outcome.ok && outcome.failure.kind === "cancelled");
    await assertClean();
  });
});
