/** Answers the statements that come as JSON, a list, with the lists of their rows, in a process that ends with them. */
import { text } from "node:stream/consumers";
import { openClickHouse } from "./clickhouse.ts";
import { print } from "./table.ts";

const database = openClickHouse();
const statements = JSON.parse(await text(process.stdin)) as readonly string[];
const answers = statements.map((statement) => {
  const { data } = JSON.parse(database.query(statement, "JSONCompact")) as {
    readonly data: readonly (readonly unknown[])[];
  };
  return data.map((row) => row.map(Number));
});
print(JSON.stringify(answers));
