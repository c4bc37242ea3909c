import type { TableLocation } from "../../../language/index.ts";
import { type Database, openDatabase } from "./duckdb.ts";
import { type DataFile, findFiles } from "./files.ts";
import type { Place } from "./runner.ts";
import type { OpenTable } from "./table.ts";
import { openTable, prepareFiles } from "./tables.ts";
import { explainText } from "./text-errors.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Opens a table in a database of its own for as long as `use` takes.
 * @throws {DataError} where it can't be read
 */
export async function withTable<T>(
  place: Place,
  location: TableLocation,
  space: Workspace,
  use: (table: OpenTable, database: Database, files: readonly DataFile[]) => Promise<T>,
): Promise<T> {
  const files = await findFiles(place, location.path);
  const prepared = await prepareFiles(files, location, space.temporary);
  space.checkStopped();
  const database = await openDatabase(
    prepared.readable.map(({ file }) => file),
    space.limits,
    space.temporary,
  );
  space.using(database);
  try {
    return await use(await openTable(prepared, database, "0"), database, files);
  } catch (error) {
    throw await explainText(error, [prepared]);
  } finally {
    space.using(undefined);
    await database.close();
  }
}
