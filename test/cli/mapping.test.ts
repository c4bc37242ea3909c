import assert from "node:assert/strict";
import type { RunResult } from "../../server/engine/result.ts";
import { events, type Folder, funnel, funnelFile, makeFolder, processTime } from "./command.ts";
import { funnelResults } from "../support/funnel-results.ts";

describe("sources that leave something to their columns", function () {
  this.timeout(processTime);
  let folder: Folder;
  beforeEach(() => {
    folder = makeFolder();
  });
  afterEach(() => folder.remove());

  const call = (...args: string[]) => funnel(args, { cwd: folder.path });
  const counts = ({ stdout }: { stdout: string }) =>
    funnelResults(JSON.parse(stdout) as RunResult)[0]?.stages.map(({ count }) => count);

  it("run like those that say it all", async () => {
    folder.write("events.csv", events);
    const text = funnelFile();
    folder.write(
      "short.funnel",
      `source web from "events.csv"\n${text.slice(text.indexOf("}") + 1)}`,
    );
    const run = await call("run", "short.funnel", "--format", "json");
    assert.equal(run.code, 0, run.stderr);
    assert.deepEqual(counts(run), [4, 2, 1]);
  });

  it("run by a preset, whatever the columns' spelling", async () => {
    folder.write(
      "history.csv",
      "Opportunity ID;Created Date;Stage\n006A;2026-01-01T10:00:00.000Z;New\n006A;2026-01-03T10:00:00.000Z;Won\n006a;2026-01-02T10:00:00.000Z;New\n",
    );
    folder.write(
      "deals.funnel",
      'source deals from "history.csv" as salesforce_opportunity_history\n\nfunnel Deals {\n  stage New: New\n  stage Won: Won\n}\n',
    );
    const run = await call("run", "deals.funnel", "--format", "json");
    assert.equal(run.code, 0, run.stderr);
    assert.deepEqual(counts(run), [2, 1]);
  });

  it("are told of names that several columns have, and of no header", async () => {
    folder.write("twice.csv", "user,ts,event,name,name\n1,2026-01-01,a,x,y\n2,2026-01-02,b,x,y\n");
    folder.write("bare.csv", "17,2026-01-01 10:00:00,visit\n18,2026-01-02 10:00:00,visit\n");
    folder.write(
      "two.funnel",
      'source twice from "twice.csv"\n\nsource bare from "bare.csv" {\n  actor user\n  time ts\n  event event\n}\n',
    );
    const { stdout } = await call("check", "two.funnel");
    assert.match(stdout, /two\.funnel:1:19: warning FNL5113 .*`name`/);
    assert.match(stdout, /two\.funnel:3:18: error FNL5038 .*header false/);
    assert.equal(stdout.trimEnd().split("\n").length, 2);
  });
});
