import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
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
    ["x.csv", zstdCompressSync("user,event,ts\n"), "zstd"],
    ["x.csv.gz", zstdCompressSync("user,event,ts\n"), "zstd"],
    ["x.csv.zst", gzipSync("user,event,ts\n"), "gzip"],
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
    const text = `user,event,ts\n${rows}\n`;
    for (const [path, kind, packed] of [
      ["packed.csv.gz", "gzip", gzipSync(text)],
      ["packed.csv.zst", "zstd", zstdCompressSync(text)],
    ] as const) {
      const half = Math.floor(packed.length / 2);
      for (const [title, bytes] of [
        ["cut", packed.subarray(0, half)],
        ["cut near its end", packed.subarray(0, packed.length - 20)],
        [
          "spoilt",
          Buffer.concat([
            packed.subarray(0, half),
            Buffer.alloc(2000, 0x55),
            packed.subarray(half + 2000),
          ]),
        ],
      ] as const) {
        await writeFile(join(dirname(place().file), path), bytes);
        const found = await failure(run(funnel([stage("a")]), [source(path)]));
        assert.deepEqual(found, { code: "FNL5016", path, kind }, title);
      }
    }
  });

  it("reads zstd, also in several frames, and in another encoding", async () => {
    const text = (from: number, to: number): string =>
      Array.from({ length: to - from }, (_, i) => `${from + i},да,2026-01-01 00:00:00\n`).join("");
    // 0x184D2A50: a frame that is to be skipped, of four bytes.
    const skipped = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4]);
    const frames = [`user,event,ts\n${text(0, 1000)}`, text(1000, 30_000), text(30_000, 30_007)];
    const utf8 = frames.map((part) => zstdCompressSync(part));
    await writeFile(
      join(dirname(place().file), "parts.csv.zst"),
      Buffer.concat([skipped, ...utf8.flatMap((frame) => [frame, skipped])]),
    );
    const cp1251 = frames.map((part) =>
      zstdCompressSync(Buffer.from(part.replaceAll("да", "\xe4\xe0"), "latin1")),
    );
    await writeFile(join(dirname(place().file), "old.csv.zst"), Buffer.concat(cp1251));
    for (const one of [
      source("parts.csv.zst"),
      source("old.csv.zst", {
        location: { path: "old.csv.zst", options: { encoding: "windows-1251" } },
      }),
    ]) {
      const { result } = await run(funnel([stage("да")]), [one]);
      assert.equal(result.entered, 30_007);
    }
  });

  it("refuses empty files, compressed ones as well", async () => {
    for (const path of ["x.csv", "x.json", "x.parquet", "x.csv.gz", "x.json.zst"]) {
      await write(path, "");
      assert.equal((await failure(look(path))).code, "FNL5012", path);
    }
  });
});
