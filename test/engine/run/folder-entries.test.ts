import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createDataCatalog } from "../../../server/engine/run/catalog.ts";
import { folderEntries } from "../../../server/engine/run/folder-entries.ts";
import type { Runner } from "../../../server/engine/run/runner.ts";

describe("what lies in a folder", () => {
  let outer: string;
  let root: string;

  before(async () => {
    outer = await mkdtemp(join(tmpdir(), "funnel-entries-"));
    root = join(outer, "workspace");
    const write = async (path: string, text = "a\n1\n"): Promise<void> => {
      await mkdir(dirname(join(outer, path)), { recursive: true });
      await writeFile(join(outer, path), text);
    };
    await write("workspace/team/a.funnel");
    await write("workspace/team/data/web.csv", "12345");
    await write("workspace/team/data/deep/e.parquet");
    await write("workspace/team/Данные.csv.gz");
    await write("workspace/team/notes.txt");
    await write("workspace/team/package.json");
    await write("workspace/team/tsconfig.base.json");
    await write("workspace/team/.hidden/x.csv");
    await write("workspace/team/node_modules/x.csv");
    await write("workspace/shared/b.funnel");
    await write("secret/x.csv");
    await symlink(join(outer, "secret"), join(root, "team/link"));
    await symlink(join(outer, "secret/x.csv"), join(root, "team/link.csv"));
  });
  after(() => rm(outer, { recursive: true, force: true }));

  const list = async (folder: string): Promise<readonly string[]> =>
    (await folderEntries({ file: join(root, "team/a.funnel"), root }, folder)).map(
      ({ path, kind }) => `${kind} ${path}`,
    );

  it("is what a file could name, without links and hidden folders", async () => {
    assert.deepEqual(await list(""), [
      "funnel a.funnel",
      "folder data",
      "folder data/deep",
      "data data/deep/e.parquet",
      "data data/web.csv",
      "data Данные.csv.gz",
    ]);
  });

  it("is written from the file's own folder", async () => {
    assert.deepEqual(await list("data/deep"), ["data data/deep/e.parquet"]);
    assert.deepEqual(await list("../shared"), ["funnel ../shared/b.funnel"]);
  });

  it("is nothing outside of the workspace folder, by whatever way", async () => {
    for (const folder of ["../..", "../../secret", "link", outer, "a\0b", "none"]) {
      assert.deepEqual(await list(folder), [], folder);
    }
  });

  it("is remembered until the data change", async () => {
    const catalog = createDataCatalog({} as Runner);
    const place = { file: join(root, "team/a.funnel"), root };
    const need = { kind: "files", folder: "data" } as const;
    assert.equal(catalog.view(place).files("data"), undefined);
    assert.ok(await catalog.fetch(place, [need]));
    const [, , web] = catalog.view(place).files("data") ?? [];
    assert.deepEqual(web, { path: "data/web.csv", kind: "data", bytes: 5 });
    catalog.invalidate();
    assert.equal(catalog.view(place).files("data"), undefined);
  });
});
