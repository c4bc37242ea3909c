import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { events, type Folder, funnel, makeFolder, processTime } from "./command.ts";

describe("funnel draft", function () {
  this.timeout(processTime);
  let folder: Folder;
  beforeEach(() => {
    folder = makeFolder();
    folder.write("work/data/events.csv", events);
    folder.write("elsewhere/deals.csv", events);
  });
  afterEach(() => folder.remove());

  const call = (...args: string[]) => funnel(args, { cwd: path.join(folder.path, "work") });

  it("writes a source and a funnel that run", async () => {
    const { code, stderr, stdout } = await call("draft", "data/events.csv", "--out", "new.funnel");
    assert.deepEqual([code, stdout], [0, ""], stderr);
    const text = readFileSync(path.join(folder.path, "work", "new.funnel"), "utf8");
    assert.match(text, /^source events from "data\/events\.csv" \{\n/);
    assert.match(text, /\n\nfunnel Events on events \{\n/);
    const ran = await call("run", "new.funnel");
    assert.equal(ran.code, 0, ran.stderr);
    const again = await call("draft", "data/events.csv", "--out", "new.funnel");
    assert.equal(again.code, 2);
    assert.match(again.stderr, /is there already/);
  });

  it("names files from where the text will lie, and in named folders", async () => {
    const below = await call("draft", "data/events.csv", "--out", "data/new.funnel");
    assert.equal(below.code, 0, below.stderr);
    const text = readFileSync(path.join(folder.path, "work", "data", "new.funnel"), "utf8");
    assert.match(text, /from "events\.csv"/);
    const named = ["--folder", "exports=../elsewhere"];
    const { stdout } = await call("draft", "../elsewhere/deals.csv", ...named);
    assert.match(stdout, /^source deals from "exports:deals\.csv"/);
    const outside = await call("draft", "../elsewhere/deals.csv");
    assert.equal(outside.code, 3);
    assert.match(outside.stderr, /--folder/);
  });

  it("says what it can't tell", async () => {
    folder.write(
      "work/dates.csv",
      "user,date,event\na,01/02/2026,x\na,02/03/2026,y\nb,01/02/2026,x\n",
    );
    const dates = await call("draft", "dates.csv");
    assert.equal(dates.code, 0);
    assert.match(dates.stderr, /%d\/%m\/%Y.*%m\/%d\/%Y/s);
    assert.match(dates.stdout, /time date format "%d\/%m\/%Y"/);
    folder.write("work/teams.csv", "agent,manager\nAnn,Kim\n");
    const teams = await call("draft", "teams.csv");
    assert.equal(teams.stdout, 'source teams from "teams.csv" as lookup\n');
    assert.match(teams.stderr, /by hand/);
    const missing = await call("draft", "nowhere.csv");
    assert.equal(missing.code, 3);
    assert.match(missing.stderr, /FNL5002/);
  });
});
