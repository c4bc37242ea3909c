import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmod, link, mkdir, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { DataError } from "../../../server/engine/run/failure.ts";
import { escapeGlob, findFiles } from "../../../server/engine/run/files.ts";
import { folderEntries } from "../../../server/engine/run/folder-entries.ts";
import type { Place } from "../../../server/engine/run/runner.ts";
import { event, funnel, scratchFolder, source, stage } from "../../support/engine.ts";
import { counts, desk } from "../../support/worker.ts";

describe("finding files", () => {
  const folder = scratchFolder();
  const root = (): string => join(folder.path, "work");
  const place = (): { file: string; root: string } => ({
    file: join(root(), "funnels", "a.funnel"),
    root: root(),
  });
  const put = async (path: string, content = "user,event,ts\n"): Promise<void> => {
    await mkdir(join(root(), path, ".."), { recursive: true });
    await writeFile(join(root(), path), content);
  };
  const find = async (location: string): Promise<string[]> =>
    (await findFiles(place(), location)).map(({ path }) => path);
  const refuse = async (location: string): Promise<string> => {
    const error: unknown = await findFiles(place(), location).then(
      (files) => files.map(({ path }) => path),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof DataError, `${location} was found: ${String(error)}`);
    return error.finding.code;
  };

  before(async () => {
    for (const path of [
      "funnels/here.csv",
      "funnels/data/b.csv",
      "funnels/data/a.csv",
      "funnels/data/deep/er/c.csv",
      "funnels/data/.hidden.csv",
      "funnels/data/B.CSV",
      "funnels/data/note.txt",
      "funnels/data/bare",
      "shared/d.csv",
      "funnels/kinds/a.csv",
      "funnels/kinds/b.tsv",
      "funnels/a[1].csv",
      "funnels/a1.csv",
      "funnels/q?.csv",
      "funnels/{a,b}.csv",
    ]) {
      await put(path);
    }
    await mkdir(join(folder.path, "outside"));
    await writeFile(join(folder.path, "outside", "secret.csv"), "x\n");
    await symlink(join(folder.path, "outside"), join(root(), "funnels", "out"));
    await symlink(join(folder.path, "outside", "secret.csv"), join(root(), "funnels", "link.csv"));
    await symlink("here.csv", join(root(), "funnels", "alias.csv"));
    await symlink("nowhere.csv", join(root(), "funnels", "dangling.csv"));
    await symlink("loop.csv", join(root(), "funnels", "loop.csv"));
    await symlink(join(root(), "funnels", "data"), join(root(), "funnels", "data", "self"));
    await link(join(root(), "funnels", "here.csv"), join(root(), "funnels", "hard.csv"));
  });

  it("starts at the folder of the .funnel file, and may go up within the workspace", async () => {
    assert.deepEqual(await find("here.csv"), ["funnels/here.csv"]);
    assert.deepEqual(await find("./data/../here.csv"), ["funnels/here.csv"]);
    assert.deepEqual(await find("../shared/d.csv"), ["shared/d.csv"]);
    assert.deepEqual(await find("data/B.CSV"), ["funnels/data/B.CSV"]);
  });

  it("takes * and ** for wildcards, in the order of paths", async () => {
    const all = ["funnels/data/B.CSV", "funnels/data/a.csv", "funnels/data/b.csv"];
    assert.deepEqual(await find("data/*.csv"), all.slice(1));
    assert.deepEqual(await find("**/c.csv"), ["funnels/data/deep/er/c.csv"]);
    assert.deepEqual(await find("data/**/*.csv"), [...all.slice(1), "funnels/data/deep/er/c.csv"]);
    assert.deepEqual(await find("../*/d.csv"), ["shared/d.csv"]);
    assert.deepEqual(await find("*/[ab].csv".replace("[ab]", "a")), [
      "funnels/data/a.csv",
      "funnels/kinds/a.csv",
    ]);
    assert.deepEqual(await find("data/.*.csv"), ["funnels/data/.hidden.csv"]);
  });

  it("takes every other character for itself", async () => {
    assert.deepEqual(await find("a[1].csv"), ["funnels/a[1].csv"]);
    assert.deepEqual(await find("q?.csv"), ["funnels/q?.csv"]);
    assert.deepEqual(await find("{a,b}.csv"), ["funnels/{a,b}.csv"]);
    assert.deepEqual(await find("a[1]*.csv"), ["funnels/a[1].csv"]);
    assert.equal(escapeGlob("a[1]*?.csv"), "a[[]1][*][?].csv");
  });

  it("never leaves the workspace, links followed", async () => {
    for (const location of [
      "../../outside/secret.csv",
      "../../../etc/passwd",
      "link.csv",
      "out/secret.csv",
      "out/*.csv",
      "../../nothing.csv",
    ]) {
      assert.equal(await refuse(location), "FNL5005", location);
    }
    assert.deepEqual(await find("alias.csv"), ["funnels/alias.csv"]);
    assert.deepEqual(await find("hard.csv"), ["funnels/hard.csv"]);
  });

  it("refuses absolute paths, the home folder, drives and addresses", async () => {
    const foreign = [
      "/etc/passwd",
      "~/data.csv",
      "C:\\data.csv",
      "c:/data.csv",
      "\\\\server\\data.csv",
    ];
    const addresses = [
      "file:///etc/passwd",
      "http://169.254.169.254/x.csv",
      "s3://bucket/x.parquet",
      "a\0.csv",
    ];
    for (const location of [...foreign, ...addresses]) {
      assert.equal(await refuse(location), "FNL5004", location);
    }
  });

  it("says what is wrong with a path", async () => {
    assert.equal(await refuse("data"), "FNL5006");
    assert.equal(await refuse("data/note.txt"), "FNL5009");
    assert.equal(await refuse("data/bare"), "FNL5009");
    assert.equal(await refuse("data/*.parquet"), "FNL5003");
    assert.equal(await refuse("nowhere/*.csv"), "FNL5003");
    assert.equal(await refuse("kinds/*"), "FNL5017");
    assert.equal(await refuse("dangling.csv"), "FNL5001");
    assert.equal(await refuse("loop.csv"), "FNL5001");
    assert.equal(await refuse("here.csv/x.csv"), "FNL5002");
    assert.equal(await refuse(`${"x".repeat(300)}.csv`), "FNL5001");
  });

  it("names the file that may be meant", async () => {
    const suggestion = async (location: string): Promise<unknown> => {
      const error: unknown = await findFiles(place(), location).catch((reason: unknown) => reason);
      assert.ok(error instanceof DataError && error.finding.code === "FNL5002");
      return error.finding.args.suggestion;
    };
    assert.equal(await suggestion("hree.csv"), "here.csv");
    assert.equal(await suggestion("data/a.cvs"), "data/a.csv");
    assert.equal(await suggestion("Here.csv"), "here.csv");
    assert.equal(await suggestion("something else.csv"), "");
    assert.equal(await suggestion("nowhere/here.csv"), "here.csv");
    assert.equal(await suggestion("a.csv"), "data/a.csv");
  });

  it("says that it has no permission", async () => {
    await put("funnels/private.csv");
    await chmod(join(root(), "funnels", "private.csv"), 0);
    if (process.getuid?.() !== 0) {
      assert.equal(await refuse("private.csv"), "FNL5008");
      return;
    }
    // The superuser may read anything, so somebody else has to try.
    const files = new URL("../../../server/engine/run/files.ts", import.meta.url).href;
    const script = `import { findFiles } from ${JSON.stringify(files)};
await findFiles(${JSON.stringify(place())}, "private.csv").then(() => console.log("read"), (error) => console.log(error.finding.code));`;
    await chmod(folder.path, 0o755);
    const nobody = { uid: 65_534, gid: 65_534, encoding: "utf8", cwd: "/" } as const;
    assert.equal(
      execFileSync(process.execPath, ["--input-type=module", "-e", script], nobody).trim(),
      "FNL5008",
    );
  });

  it("refuses pipes and sockets without waiting for them", async () => {
    execFileSync("mkfifo", [join(root(), "funnels", "pipe.csv")]);
    assert.equal(await refuse("pipe.csv"), "FNL5007");
    const server = createServer().listen(join(root(), "funnels", "s.csv"));
    await new Promise((resolve) => server.once("listening", resolve));
    assert.equal(await refuse("s.csv"), "FNL5007");
    server.close();
  });

  describe("in the folders of this machine", () => {
    const exports = (): string => join(folder.path, "outside");
    const here = (): Place => ({ ...place(), folders: { exports: exports(), empty: exports() } });
    const found = async (location: string): Promise<string[]> =>
      (await findFiles(here(), location)).map(({ path }) => path);
    const refused = async (location: string): Promise<object> => {
      const error: unknown = await findFiles(here(), location).then(
        String,
        (reason: unknown) => reason,
      );
      assert.ok(error instanceof DataError, `${location} was found: ${String(error)}`);
      return { code: error.finding.code, ...error.finding.args };
    };
    before(async () => {
      await mkdir(join(exports(), "q1"), { recursive: true });
      await writeFile(join(exports(), "q1", "deals.csv"), "x\n");
      await symlink(join(root(), "funnels", "here.csv"), join(exports(), "back.csv"));
    });

    it("reads what begins with a name, and shows no path of the machine", async () => {
      assert.deepEqual(await found("exports:secret.csv"), ["exports:secret.csv"]);
      assert.deepEqual(await found("exports:*/*.csv"), ["exports:q1/deals.csv"]);
    });

    it("never leaves them", async () => {
      for (const path of [
        "../work/funnels/here.csv",
        "back.csv",
        "q1/../../work/funnels/here.csv",
      ]) {
        const { code } = (await refused(`exports:${path}`)) as { code: string };
        assert.equal(code, "FNL5005", path);
      }
      for (const path of ["/etc/passwd", "~/x.csv", "C:\\x.csv", "https://example.com/x.csv"]) {
        const { code } = (await refused(`exports:${path}`)) as { code: string };
        assert.equal(code, "FNL5004", path);
      }
    });

    it("says which names there are", async () => {
      assert.deepEqual(await refused("export:secret.csv"), {
        code: "FNL5044",
        folder: "export",
        suggestion: "exports",
        folders: "exports, empty",
      });
      assert.deepEqual(await refused("exports:q1/deal.csv"), {
        code: "FNL5002",
        path: "exports:q1/deal.csv",
        suggestion: "exports:q1/deals.csv",
      });
    });

    it("takes drives and addresses for what they are", async () => {
      for (const path of ["C:/x.csv", "http://example.com/x.csv", "file:///x.csv"]) {
        const { code } = (await refused(path)) as { code: string };
        assert.equal(code, "FNL5004", path);
      }
    });

    it("offers their data beside those of the file's folder", async () => {
      const offered = (await folderEntries(here(), "")).map(({ path }) => path);
      assert.ok(offered.includes("here.csv"));
      assert.ok(offered.includes("exports:q1/deals.csv"));
      assert.deepEqual(
        (await folderEntries(here(), "exports:q1")).map(({ path }) => path),
        ["exports:q1/deals.csv"],
      );
      assert.deepEqual(await folderEntries(here(), "nowhere:"), []);
    });
  });
});

describe("files with hostile names", () => {
  const { write, run, describe: look } = desk();
  const names = [
    "a[1].csv",
    "s?.csv",
    "it's.csv",
    'say "x".csv',
    "two\nlines.csv",
    "😀 ünï.csv",
    "{a,b}.csv",
    "back\\slash.csv",
    "semi;colon.csv",
    "$(x) `y`.csv",
    "%s.csv",
    "-rf.csv",
    "a'); drop table x; --.csv",
    `${"n".repeat(240)}.csv`,
  ];

  it("reads the one that is named, and never its neighbours", async () => {
    await write("a1.csv", "user,event,ts\n8,a,2026-01-01\n9,a,2026-01-01\n");
    await write("sx.csv", "user,event,ts\n8,a,2026-01-01\n9,a,2026-01-01\n");
    for (const name of names) {
      await write(name, "user,event,ts\n1,a,2026-01-01\n");
      assert.deepEqual(
        counts(await run(funnel([stage("a", event("a"))]), [source(name)])),
        [1],
        name,
      );
      assert.equal((await look(name)).kind, "table", name);
    }
  });

  it("reads each file once where a name has a star in it", async () => {
    await write("star/x*.csv", "user,event,ts\n1,a,2026-01-01\n");
    await write("star/xy.csv", "user,event,ts\n2,a,2026-01-01\n");
    const { result } = await run(funnel([stage("a")]), [source("star/x*.csv")]);
    assert.deepEqual(
      [result.entered, result.sources[0]?.files, result.sources[0]?.rows.read],
      [2, 2, 2],
    );
  });
});
