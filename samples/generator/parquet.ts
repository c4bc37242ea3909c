import { DuckDBInstance } from "@duckdb/node-api";
import { rmSync, writeFileSync } from "node:fs";
import type { Column, Table } from "./table.ts";

const sqlTypes: Readonly<Record<Column["type"], string>> = {
  text: "VARCHAR",
  timestamp: "TIMESTAMP",
  boolean: "BOOLEAN",
  money: "DECIMAL(9,2)",
};

/** Writes a table with one thread and in order, so that equal tables give equal files. */
export async function writeParquet(table: Table, path: string): Promise<void> {
  const lines = `${path}.jsonl`;
  const names = table.columns.map((column) => column.name);
  const records = table.rows.map(
    (row) => JSON.stringify(Object.fromEntries(names.map((name, i) => [name, row[i]]))) + "\n",
  );
  writeFileSync(lines, records.join(""));
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  try {
    const columns = table.columns.map(({ name, type }) => `${literal(name)}: '${sqlTypes[type]}'`);
    await connection.run(
      `copy (from read_json(${literal(lines)}, format = 'newline_delimited', columns = {${columns.join(", ")}}))
       to ${literal(path)} (format parquet, compression zstd)`,
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(lines);
  }
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
