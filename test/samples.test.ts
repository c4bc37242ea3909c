import { DuckDBInstance } from "@duckdb/node-api";
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateSamples } from "../samples/generate.ts";

const samples = join(import.meta.dirname, "..", "samples");
const data = join(samples, "data");

describe("samples", () => {
  it("are what the generator makes", async () => {
    const folder = mkdtempSync(join(tmpdir(), "funnel-samples-"));
    try {
      const names = await generateSamples(folder);
      assert.deepEqual(readdirSync(data).sort(), [...names].sort());
      for (const name of names) {
        if (name.endsWith(".parquet")) {
          // Another version of the database may write the same rows in other bytes.
          assert.equal(await hashRows(join(data, name)), await hashRows(join(folder, name)), name);
        } else {
          const made = readFileSync(join(folder, name), "utf8");
          assert.ok(readFileSync(join(data, name), "utf8") === made, `${name} differs`);
        }
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("stay small enough to be committed", () => {
    const bytes = readdirSync(data).map((name) => statSync(join(data, name)).size);
    assert.ok(bytes.reduce((sum, size) => sum + size, 0) <= 4_000_000);
  });
});

/** Of all rows in their order. */
async function hashRows(path: string): Promise<string> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll(
      `select count(*), md5(string_agg(md5(rows::varchar), '')) from '${path.replaceAll("'", "''")}' as rows`,
    );
    return JSON.stringify(reader.getRowsJson());
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
