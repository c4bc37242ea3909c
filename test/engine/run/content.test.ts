import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { funnel, source, stage } from "../../support/engine.ts";
import { desk } from "../../support/worker.ts";

describe("looking at content", () => {
  const { write, describe: look, run, place, failure } = desk();
  const contents: readonly (readonly [string, string | Uint8Array, string])[] = [
    ["x.csv", "PK\x03\x04 some bytes", "zip"],
    ["x.csv", "PK\x03\x04 [Content_Types].xml xl/workbook.xml", "xlsx"],
    ["x.csv", "<!DOCTYPE html><html><body>Sign in</body></html>", "html"],
    ["x.csv", "PAR1 bytes PAR1", "parquet"],
    ["x.csv", gzipSync("user,event,ts\n"), "gzip"],
    ["x.json", "%PDF-1.7", "pdf"],
    ["x.csv", "SQLite format 3\0", "sqlite"],
    ["x.csv", Uint8Array.from({ length: 3000 }, (_, i) => (i * 7919) % 256), "binary"],
    ["x.csv", Buffer.from("user,event,ts\n1,a,2026-01-01\n", "utf16le"), "utf-16"],
    ["x.parquet", "user,event,ts\n1,a,2026-01-01\n", "text"],
  ];
  for (const [path, bytes, content] of contents) {
    it(`says that ${path} holds ${content}`, async () => {
      await write(path, bytes);
      const found = await failure(look(path));
      assert.deepEqual([found.code, found["content"]], ["FNL5010", content]);
    });
  }

  it("knows the pointers of Git LFS", async () => {
    for (const path of ["x.csv", "x.parquet"]) {
      await write(
        path,
        "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
      );
      assert.deepEqual(await failure(look(path)), { code: "FNL5011", path });
    }
  });

  it("says that a compressed file is cut off or spoilt", async () => {
    const rows = Array.from(
      { length: 200_000 },
      (_, i) => `${i},a,2026-01-01 00:00:${i % 60}`,
    ).join("\n");
    const packed = gzipSync(`user,event,ts\n${rows}\n`);
    for (const [title, bytes] of [
      ["cut", packed.subarray(0, packed.length - 200_000)],
      [
        "spoilt",
        Buffer.concat([
          packed.subarray(0, 300_000),
          Buffer.alloc(2000, 0x55),
          packed.subarray(302_000),
        ]),
      ],
    ] as const) {
      await writeFile(join(dirname(place().file), "packed.csv.gz"), bytes);
      const found = await failure(run(funnel([stage("a")]), [source("packed.csv.gz")]));
      assert.deepEqual(found, { code: "FNL5016", path: "packed.csv.gz", kind: "gzip" }, title);
    }
  });

  it("refuses empty files, compressed ones as well", async () => {
    for (const path of ["x.csv", "x.json", "x.parquet", "x.csv.gz"]) {
      await write(path, "");
      assert.equal((await failure(look(path))).code, "FNL5012", path);
    }
  });
});
