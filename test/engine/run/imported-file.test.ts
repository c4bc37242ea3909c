import assert from "node:assert/strict";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { FileInfo } from "../../../language/index.ts";
import { createDataCatalog } from "../../../server/engine/run/catalog.ts";
import { readImportedFile } from "../../../server/engine/run/imported-file.ts";
import type { Place, Runner } from "../../../server/engine/run/runner.ts";
import { scratchFolder } from "../../support/engine.ts";

describe("an imported file", () => {
  const folder = scratchFolder();
  const place = (): Place => ({
    file: join(folder.path, "work", "flows", "main.funnel"),
    root: join(folder.path, "work"),
  });
  const write = async (path: string, content: string | Uint8Array): Promise<void> => {
    await mkdir(join(folder.path, path, ".."), { recursive: true });
    await writeFile(join(folder.path, path), content);
  };
  const codeOf = async (path: string): Promise<readonly unknown[]> => {
    const info = await readImportedFile(place(), path);
    return info.kind === "failure" ? [info.code, info.args] : [info.path, info.text];
  };

  before(async () => {
    await write("work/flows/main.funnel", "");
    await write("work/shared/s.funnel", "\uFEFFsegment a = b");
    await write("outside.funnel", "segment secret = x");
    await symlink(join(folder.path, "outside.funnel"), join(folder.path, "work/link.funnel"));
    await symlink(join(folder.path, "work/shared/s.funnel"), join(folder.path, "work/in.funnel"));
  });

  it("is read as it is, under its shortest path", async () => {
    assert.deepEqual(await codeOf("../shared/s.funnel"), [
      "../shared/s.funnel",
      "\uFEFFsegment a = b",
    ]);
    assert.deepEqual(await codeOf("../flows/main.funnel"), ["main.funnel", ""]);
    assert.deepEqual((await codeOf("../in.funnel"))[1], "\uFEFFsegment a = b");
  });

  it("never lies outside of the workspace folder, links followed", async () => {
    for (const path of ["../../outside.funnel", "../link.funnel", "../../nowhere.funnel"])
      assert.deepEqual(await codeOf(path), ["FNL5052", { path }]);
  });

  it("is missing, with the one that was meant", async () => {
    assert.deepEqual(await codeOf("../shared/S.funnel"), [
      "FNL5050",
      { path: "../shared/S.funnel", suggestion: "../shared/s.funnel" },
    ]);
    assert.deepEqual(await codeOf("../shared/other.funnel"), [
      "FNL5050",
      { path: "../shared/other.funnel", suggestion: "" },
    ]);
    // The importing file itself is never meant.
    assert.deepEqual(await codeOf("mian.funnel"), [
      "FNL5050",
      { path: "mian.funnel", suggestion: "" },
    ]);
  });

  it("is a text in UTF-8", async () => {
    await mkdir(join(folder.path, "work/flows/dir.funnel"));
    await write("work/flows/16.funnel", Buffer.from("\uFEFFsegment", "utf16le"));
    await write("work/flows/bin.funnel", Uint8Array.of(1, 0, 2));
    await write("work/flows/latin.funnel", Uint8Array.of(0x61, 0x0a, 0xe9, 0x0a));
    assert.deepEqual(await codeOf("dir.funnel"), ["FNL5053", { path: "dir.funnel" }]);
    assert.deepEqual(await codeOf("16.funnel"), [
      "FNL5056",
      { path: "16.funnel", content: "utf-16" },
    ]);
    assert.deepEqual(await codeOf("bin.funnel"), [
      "FNL5056",
      { path: "bin.funnel", content: "binary" },
    ]);
    assert.deepEqual(await codeOf("latin.funnel"), ["FNL5055", { path: "latin.funnel", line: 2 }]);
  });

  describe("in the catalog", () => {
    const never = (): never => assert.fail("not asked for");
    const runner: Runner = {
      describe: never,
      values: never,
      filled: never,
      order: never,
      rows: never,
      run: never,
      runStudy: never,
      explain: never,
      people: never,
      close: async () => undefined,
    };
    const textOf = (info: FileInfo | undefined): unknown =>
      info?.kind === "file" ? info.text : info?.code;

    it("is what an editor has open, else what lies on the disk until that is forgotten", async () => {
      const open = new Map<string, string>();
      const catalog = createDataCatalog(runner, { openText: (file) => open.get(file) });
      const path = "../shared/n.funnel";
      await write("work/shared/n.funnel", "one");
      assert.equal(catalog.view(place()).file(path), undefined);
      assert.equal(await catalog.fetch(place(), [{ kind: "file", path }]), true);
      assert.equal(textOf(catalog.view(place()).file(path)), "one");
      open.set(join(folder.path, "work/shared/n.funnel"), "unsaved");
      assert.equal(textOf(catalog.view(place()).file(path)), "unsaved");
      open.clear();
      await write("work/shared/n.funnel", "two");
      assert.equal(textOf(catalog.view(place()).file(path)), "one");
      catalog.forgetFiles();
      await catalog.fetch(place(), [{ kind: "file", path }]);
      assert.equal(textOf(catalog.view(place()).file(path)), "two");
      assert.equal(textOf(catalog.view(place()).file("../../x.funnel")), "FNL5052");
    });

    it("stands beside the variables of the environment and the secrets of an editor", async () => {
      const secrets = new Set<string>();
      const hasSecret = async (name: string): Promise<boolean> => secrets.has(name);
      const catalog = createDataCatalog(runner, { hasSecret });
      const ask = async (name: string): Promise<boolean | undefined> => {
        await catalog.fetch(place(), [{ kind: "variable", name }]);
        return catalog.view(place()).variable(name);
      };
      assert.equal(catalog.view(place()).variable("PATH"), undefined);
      assert.equal(await ask("PATH"), true);
      assert.equal(await ask("FUNNEL_TEST_NO_SUCH"), false);
      secrets.add("FUNNEL_TEST_NO_SUCH");
      catalog.forgetVariables();
      assert.equal(await ask("FUNNEL_TEST_NO_SUCH"), true);
    });
  });
});
