import assert from "node:assert/strict";
import type { RunResult } from "../../server/engine/result.ts";
import { events, type Folder, funnel, funnelFile, makeFolder, processTime } from "./command.ts";
import { funnelResults } from "../support/funnel-results.ts";

describe("funnel --set", function () {
  this.timeout(processTime);
  let folder: Folder;
  beforeEach(() => {
    folder = makeFolder();
    folder.write("events.csv", events);
    const text = funnelFile("expect conversion(Visit -> SignUp) >= $minimum").replace(
      "  window 4 days\n",
      "  where channel = $channel\n  window 4 days\n",
    );
    folder.write("signup.funnel", `param minimum = 40%\nparam channel = "ads"\n\n${text}`);
  });
  afterEach(() => folder.remove());

  const call = (...args: string[]) => funnel(args, { cwd: folder.path });

  it("gives params other values than those of the file", async () => {
    const own = await call("run", "signup.funnel", "--format", "json");
    assert.equal(own.code, 0, own.stderr);
    const counts = ({ stdout }: { stdout: string }) =>
      funnelResults(JSON.parse(stdout) as RunResult)[0]?.stages.map(({ count }) => count);
    assert.deepEqual(counts(own), [2, 1, 1]);
    const args = ["--set", "channel=search", "--set", "minimum=0.9"];
    const other = await call("run", "signup.funnel", "--format", "json", ...args);
    assert.equal(other.code, 0, other.stderr);
    assert.deepEqual(counts(other), [1, 1, 0]);
    const strict = await call("run", "signup.funnel", "--set", "minimum=60%");
    assert.equal(strict.code, 1, strict.stderr);
    assert.match(strict.stderr, /Expectation not met/);
  });

  it("refuses values that don't fit, and names that no param has", async () => {
    for (const command of ["run", "check"]) {
      const wrong = await call(command, "signup.funnel", "--set", "minimum=many");
      assert.equal(wrong.code, 2);
      assert.doesNotMatch(wrong.stdout, /converted/, "nothing is run with another value");
      assert.match(
        wrong.stdout + wrong.stderr,
        /signup\.funnel:1:7: error FNL3019 .*minimum.*many/,
      );
      const unknown = await call(command, "signup.funnel", "--set", "minimun=20%");
      assert.equal(unknown.code, 2);
      assert.match(unknown.stdout + unknown.stderr, /minimun.*Did you mean `minimum`/);
    }
  });

  it("says how a value is given", async () => {
    const { code, stderr } = await call("run", "signup.funnel", "--set", "minimum");
    assert.equal(code, 2);
    assert.match(stderr, /--set: "minimum".*NAME=VALUE/);
    const help = await call("run", "--help");
    assert.match(help.stdout, /--set <name=value>/);
  });
});
