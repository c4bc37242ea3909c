import assert from "node:assert/strict";
import type { RunResult } from "../../server/engine/result.ts";
import { type Folder, funnel, makeFolder, processTime } from "./command.ts";

const text = `source web from "events.csv" {
  actor user
  time ts
  event event
}

funnel First on web {
  stage Visit: visit
  stage Paid: pay
}

funnel Second on web {
  stage Visit: visit
  stage Never: nothing_at_all
}

retention Habit on web {
  start: visit
  return: pay
  every day for 2
}
`;

describe("what is said of the rows of a source", function () {
  this.timeout(processTime);
  let folder: Folder;
  before(() => {
    folder = makeFolder();
    folder.write("f.funnel", text);
    folder.write(
      "events.csv",
      ["user,ts,event", "1,2026-01-01,visit", "1,2026-01-02,pay", ",2026-01-02,pay", "a,b"].join(
        "\n",
      ),
    );
  });
  after(() => folder.remove());

  it("stands once in the text, and with each in the JSON", async () => {
    const shown = await funnel(["run", "f.funnel"], { cwd: folder.path });
    const count = (pattern: RegExp): number => [...shown.stdout.matchAll(pattern)].length;
    assert.equal(count(/1 (?:row|line) of web/g), 2, shown.stdout);
    assert.equal(count(/events\.csv, line 5/g), 1, shown.stdout);
    // What is of one funnel alone is still said of it, and how many rows were left out of each.
    assert.equal(count(/Never/g) > 0, true);
    assert.equal(count(/1 could not be read/g), 3);
    const { stdout } = await funnel(["run", "f.funnel", "--format", "json"], { cwd: folder.path });
    const { results } = JSON.parse(stdout) as RunResult;
    const codes = results.map(({ diagnostics }) => diagnostics.map(({ code }) => code));
    for (const each of codes) {
      assert.ok(each.includes("FNL5102") && each.includes("FNL5103"), JSON.stringify(codes));
    }
  });
});
