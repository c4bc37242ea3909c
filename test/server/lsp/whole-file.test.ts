import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeWhole } from "../../../server/lsp/whole-file.ts";

describe("a file that is written", () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "whole-file-"));
    path = join(folder, "people.csv");
    await writeFile(path, "before");
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("takes the place of what was there at the end", async () => {
    const failure = await writeWhole(path, async (unfinished) => {
      await writeFile(unfinished, "after");
      assert.equal(await readFile(path, "utf8"), "before");
      return undefined;
    });
    assert.equal(failure, undefined);
    assert.equal(await readFile(path, "utf8"), "after");
    assert.deepEqual(await readdir(folder), ["people.csv"]);
  });

  it("is left as it was where that fails, with nothing beside it", async () => {
    const half = async (unfinished: string): Promise<string> => {
      await writeFile(unfinished, "hal");
      return "no more";
    };
    assert.equal(await writeWhole(path, half), "no more");
    const broken = async (unfinished: string): Promise<undefined> => {
      await half(unfinished);
      throw new Error("no room");
    };
    await assert.rejects(writeWhole(path, broken), /no room/);
    assert.equal(await readFile(path, "utf8"), "before");
    assert.deepEqual(await readdir(folder), ["people.csv"]);
  });
});
