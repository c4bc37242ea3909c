import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { utimesSync } from "node:fs";
import path from "node:path";
import { defaultCacheFolder } from "../../server/cli/cache-folder.ts";
import { events, funnel, funnelFile, makeFolder, processTime } from "./command.ts";

describe("the cache of the command line", function () {
  this.timeout(processTime);
  const folder = makeFolder();
  after(() => folder.remove());
  before(() => {
    const longAgo = new Date("2026-02-01T00:00:00Z");
    utimesSync(folder.write("events.csv", events), longAgo, longAgo);
    folder.write("signup.funnel", funnelFile());
  });
  const run = (...args: readonly string[]): ReturnType<typeof funnel> =>
    funnel(["run", "signup.funnel", "--format", "json", ...args], {
      cwd: folder.path,
      env: { XDG_CACHE_HOME: path.join(folder.path, "home") },
    });

  it("answers the second run, and says so beside the result", async () => {
    const first = await run();
    const second = await run();
    assert.equal(second.stdout, first.stdout);
    assert.equal(first.stderr, "");
    assert.equal(second.stderr, "signup.funnel: from the cache, as nothing has changed: Signup.\n");
    assert.deepEqual(await readdir(path.join(folder.path, "home")), ["funnel-workbench"]);
    const inRussian = await run("--locale", "ru");
    assert.equal(inRussian.stderr, "signup.funnel: из кеша, ведь ничего не изменилось: Signup.\n");
  });

  it("lies where it is told to, or nowhere", async () => {
    await run("--cache", "here");
    assert.equal((await readdir(path.join(folder.path, "here"))).length, 1);
    assert.equal((await run("--cache", "here")).stderr.includes("from the cache"), true);
    assert.equal((await run("--no-cache")).stderr, "");
  });

  it("has its place in the system's own folder of caches", () => {
    const at = (environment: Record<string, string>, platform: NodeJS.Platform): string =>
      defaultCacheFolder(environment, platform, path.join(path.sep, "home", "ann"));
    const end = path.join("funnel-workbench", "results");
    const home = path.join(path.sep, "home", "ann");
    assert.equal(at({}, "linux"), path.join(home, ".cache", end));
    assert.equal(at({ XDG_CACHE_HOME: "relative" }, "linux"), path.join(home, ".cache", end));
    const elsewhere = path.join(path.sep, "elsewhere");
    assert.equal(at({ XDG_CACHE_HOME: elsewhere }, "linux"), path.join(elsewhere, end));
    assert.equal(at({}, "darwin"), path.join(home, "Library", "Caches", end));
    assert.equal(at({}, "win32"), path.join(home, "AppData", "Local", end));
    assert.equal(at({ LOCALAPPDATA: elsewhere }, "win32"), path.join(elsewhere, end));
  });
});
