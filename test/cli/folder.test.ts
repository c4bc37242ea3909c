import assert from "node:assert/strict";
import type { RunResult } from "../../server/engine/result.ts";
import { events, type Folder, funnel, funnelFile, makeFolder, processTime } from "./command.ts";

describe("funnel --folder", function () {
  this.timeout(processTime);
  let folder: Folder;
  beforeEach(() => {
    folder = makeFolder();
    folder.write("elsewhere/events.csv", events);
    folder.write(
      "work/signup.funnel",
      funnelFile().replace('"events.csv"', '"exports:events.csv"'),
    );
  });
  afterEach(() => folder.remove());

  const call = (...args: string[]) => funnel(args, { cwd: `${folder.path}/work` });

  it("says where paths begin that name it, and the result doesn't", async () => {
    const args = ["signup.funnel", "--folder", "exports=../elsewhere"];
    const { code, stdout, stderr } = await call("run", ...args, "--format", "json");
    assert.equal(code, 0, stderr);
    const { results } = JSON.parse(stdout) as RunResult;
    assert.equal(results[0]?.sources[0]?.rows.rejected, 0);
    assert.ok(!stdout.includes("elsewhere"));
    const checked = await call("check", ...args);
    assert.deepEqual([checked.code, checked.stdout], [0, ""]);
  });

  it("is asked for by its name where it isn't given", async () => {
    const { code, stdout } = await call("check", "signup.funnel");
    assert.equal(code, 3);
    assert.match(stdout, /FNL5044/);
    assert.match(stdout, /--folder exports=PATH/);
  });

  it("has to be there, and to have a name", async () => {
    const missing = await call("run", "signup.funnel", "--folder", "exports=../nowhere");
    assert.equal(missing.code, 2);
    assert.match(missing.stderr, /--folder: there is no folder \.\.\/nowhere/);
    const nameless = await call("run", "signup.funnel", "--folder", "../elsewhere");
    assert.equal(nameless.code, 2);
    assert.match(nameless.stderr, /--folder exports=PATH/);
  });
});
