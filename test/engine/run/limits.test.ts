import assert from "node:assert/strict";
import type { DuckDBMaterializedResult } from "@duckdb/node-api";
import type { DataError } from "../../../server/engine/run/failure.ts";
import { bytesOf, defaultLimits, limitsWith } from "../../../server/engine/run/limits.ts";
import { collectRows } from "../../../server/engine/run/values.ts";

describe("the limits of a database", () => {
  it("are half of the machine's memory, at most 4 GiB", () => {
    const [, amount] = /^(\d+)MiB$/.exec(defaultLimits().memory) ?? [];
    assert.ok(Number(amount) >= 256 && Number(amount) <= 4096);
  });

  it("are what the user wants, if that makes sense", () => {
    assert.equal(limitsWith({ memory: " 1.5 GB " }).memory, "1.5 GB");
    assert.equal(limitsWith({ threads: 3 }).threads, 3);
    for (const memory of ["∞", "", "lots", "-1GB", "1GB'; set threads=1; --", "1e9GB"]) {
      assert.deepEqual(limitsWith({ memory }), defaultLimits());
    }
    for (const threads of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.deepEqual(limitsWith({ threads }), defaultLimits());
    }
  });

  it("are read in every unit", () => {
    const sizes = ["512B", "1KB", "1KiB", "1.5 MB", "4096MiB", "4gib", "1TB"].map(bytesOf);
    assert.deepEqual(sizes, [512, 1000, 1024, 1.5e6, 4 * 1024 ** 3, 4 * 1024 ** 3, 1e12]);
  });

  it("hold for the rows beside the database, too", async () => {
    const columns = { isMarked: false, same: 0, splits: 0, hasSessions: false, values: [] };
    const add = async (rowCount: number): Promise<void> => {
      const result = { rowCount, chunkCount: 0 } as DuckDBMaterializedResult;
      await collectRows({ kind: "integer" }, columns, "1MB").add(result, () => false);
    };
    await add(20_000);
    await assert.rejects(add(50_000), ({ finding }: DataError) => finding.code === "FNL5028");
  });
});
