import assert from "node:assert/strict";
import { readdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readKept, writeKept } from "../../../../server/engine/run/cache/store.ts";
import { scratchFolder } from "../../../support/engine.ts";

const keyOf = (digit: number): string => String(digit).repeat(64);

describe("the folder of kept results", () => {
  const folder = scratchFolder();

  it("is bounded: what was asked for longest ago goes first", async () => {
    const cache = join(folder.path, "bounded");
    const text = "x".repeat(1000);
    for (let i = 0; i < 3; i++) {
      await writeKept(cache, keyOf(i), text, 3500);
      const then = new Date(Date.UTC(2026, 0, 1 + i));
      await utimes(join(cache, `${keyOf(i)}.funnel-result`), then, then);
    }
    // The oldest, asked for, is the newest.
    assert.equal(await readKept(cache, keyOf(0)), text);
    await writeKept(cache, keyOf(3), text, 3500);
    const there = [];
    for (let i = 0; i < 4; i++) there.push((await readKept(cache, keyOf(i))) !== undefined);
    // Each takes its 1,000 bytes and its digest's 65: three of them fit.
    assert.deepEqual(there, [true, false, true, true]);
  });

  it("takes nothing that is too large for it, and leaves no unfinished file", async () => {
    const cache = join(folder.path, "large");
    await writeKept(cache, keyOf(1), "small", 100);
    await writeKept(cache, keyOf(2), "x".repeat(200), 100);
    assert.equal(await readKept(cache, keyOf(2)), undefined);
    assert.deepEqual(await readdir(cache), [`${keyOf(1)}.funnel-result`]);
  });

  it("removes what was left unfinished long ago, and nothing of others", async () => {
    const cache = join(folder.path, "left");
    await writeKept(cache, keyOf(1), "kept");
    const old = new Date("2026-01-01T00:00:00Z");
    for (const name of ["old.unfinished", "new.unfinished", "notes.txt"]) {
      await writeFile(join(cache, name), "");
      if (name !== "new.unfinished") await utimes(join(cache, name), old, old);
    }
    await writeKept(cache, keyOf(2), "kept too");
    assert.deepEqual((await readdir(cache)).sort(), [
      `${keyOf(1)}.funnel-result`,
      `${keyOf(2)}.funnel-result`,
      "new.unfinished",
      "notes.txt",
    ]);
  });
});
