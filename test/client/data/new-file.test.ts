import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeNewFile } from "../../../client/data/new-file.ts";

describe("a new file of a draft", () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), "funnel-test-"))));
  afterEach(() => rm(folder, { recursive: true }));

  it("is written whole", async () => {
    const file = path.join(folder, "deals.funnel");
    assert.equal(await writeNewFile(file, "source f\n"), file);
    assert.equal(await readFile(file, "utf8"), "source f\n");
  });

  it("takes the next free name, and leaves what is there as it is", async () => {
    const file = path.join(folder, "deals.funnel");
    await writeFile(file, "mine");
    await writeFile(path.join(folder, "deals-2.funnel"), "mine, too");
    const written = await writeNewFile(file, "source f\n");
    assert.equal(path.basename(written), "deals-3.funnel");
    assert.equal(await readFile(file, "utf8"), "mine");
    assert.equal(await readFile(path.join(folder, "deals-2.funnel"), "utf8"), "mine, too");
  });

  it("is not there where it can't be written", async () => {
    await assert.rejects(writeNewFile(path.join(folder, "gone", "deals.funnel"), "source f\n"));
    assert.deepEqual(await readdir(folder), []);
  });
});
