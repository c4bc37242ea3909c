import assert from "node:assert/strict";
import path from "node:path";
import { readSheet } from "read-excel-file/node";
import { type Folder, funnel, makeFolder, processTime } from "./command.ts";

const text = `source web from "events.csv" {
  actor user
  time ts
  event event
}

funnel Signup on web {
  window 7 days
  stage Visit: visit
  stage Paid: pay
}

audience Stuck on Signup = reached Visit not reached Paid
`;

const events = `user,ts,event
1,2026-01-01,visit
1,2026-01-02,pay
2,2026-01-01,visit
3,2026-01-05,visit
`;

describe("funnel run for documents and spreadsheets", function () {
  this.timeout(processTime);
  let folder: Folder;
  before(() => {
    folder = makeFolder();
    folder.write("signup.funnel", text);
    folder.write("events.csv", events);
  });
  after(() => folder.remove());
  const run = (...args: readonly string[]) =>
    funnel(["run", "signup.funnel", "--no-cache", ...args], { cwd: folder.path });

  it("writes all that ran in Markdown", async () => {
    const { code, stdout } = await run("--format", "markdown");
    assert.equal(code, 0);
    assert.match(stdout, /^## Signup\n[\s\S]*\| Paid \| 1 \| 33\.3\u00a0% \|[\s\S]*\n## Stuck\n/);
  });

  it("writes the figures of one as CSV and as a workbook", async () => {
    const csv = await run("--format", "csv", "--funnel", "Signup");
    assert.match(csv.stdout, /^Name,Count,From previous,[\s\S]*\nPaid,1,0\.333333,/);
    const book = await run("--format", "xlsx", "--funnel", "Signup", "--out", "out/signup.xlsx");
    assert.equal(book.code, 0, book.stderr);
    const [, , paid] = await readSheet(path.join(folder.path, "out", "signup.xlsx"), "Stages");
    assert.deepEqual(paid?.slice(0, 3), ["Paid", 1, 0.333333]);
  });

  it("refuses a table of several", async () => {
    const { code, stdout, stderr } = await run("--format", "csv");
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /one funnel or study[\s\S]*Signup, Stuck/);
  });
});
