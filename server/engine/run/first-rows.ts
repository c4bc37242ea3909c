import type { TableLocation } from "../../../language/index.ts";
import { duckdb } from "../sql/duckdb.ts";
import { list, name, number, render, sql } from "../sql/fragment.ts";
import { bindColumns } from "./column-facts.ts";
import type { Place, TableRows } from "./runner.ts";
import { withTable } from "./with-table.ts";
import type { Workspace } from "./workspace.ts";

/** Who wants to see rows wants to see few, and not hundreds of columns. */
const MOST_ROWS = 100;
const MOST_COLUMNS = 60;
/** Of a text. In characters. */
const LONGEST = 200;

/**
 * The first rows of a table as texts: what people look at.
 * @throws {DataError} where it can't be read
 */
export async function firstRows(
  place: Place,
  location: TableLocation,
  count: number,
  space: Workspace,
): Promise<TableRows> {
  return withTable(place, location, space, async (table, database) => {
    const names = table.columns.slice(0, MOST_COLUMNS).map(({ name }) => name);
    const [first, ...rest] = names.map((name) => [name] as const);
    if (first === undefined) return { columns: [], rows: [] };
    const { from, columns } = await bindColumns(table, [first, ...rest], location.path);
    const texts = columns.map(
      (column, index) =>
        sql`left(${duckdb.readText(column)}, ${number(LONGEST)}) as ${name(`c${index}`)}`,
    );
    const limit = number(Math.min(count, MOST_ROWS));
    const rows = await database.rows(
      render(sql`select ${list(texts)} from ${from} limit ${limit}`, duckdb),
    );
    return {
      columns: names,
      rows: rows.map((row) =>
        names.map((_, index) => {
          const value = row[`c${index}`];
          return typeof value === "string" ? value : null;
        }),
      ),
    };
  });
}
