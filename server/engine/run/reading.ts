import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { LookupPlan } from "../plan/plan.ts";
import { checkCompressed } from "./content.ts";
import { type Database, openDatabase } from "./duckdb.ts";
import { cancelled, happenedTo, inSource, unreadable } from "./failure.ts";
import { type DataFile, findFiles } from "./files.ts";
import { fileState } from "./fingerprint.ts";
import type { Place } from "./runner.ts";
import type { OpenTable, PreparedFiles } from "./table.ts";
import { openTable, prepareFiles } from "./tables.ts";
import { explainText } from "./text-errors.ts";
import type { Workspace } from "./workspace.ts";

/** Where the rows of a source lie. */
export type DataPlace = Pick<LookupPlan, "source" | "location">;

/** The files of several sources, open in a database of their own. One list of files and one table a place. */
export interface OpenData {
  readonly files: readonly (readonly DataFile[])[];
  readonly tables: readonly OpenTable[];
  readonly database: Database;
}

/**
 * Opens data, reads it, and closes it again. Files that change while they are read are opened and read
 * once more, so what `read` returns is of files that stayed as they were.
 * @throws {DataError}
 */
export async function readData<T>(
  place: Place,
  places: readonly DataPlace[],
  space: Workspace,
  read: (data: OpenData) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    space.progress({ phase: "starting" });
    const files: (readonly DataFile[])[] = [];
    for (const { source, location } of places) {
      files.push(await inSource(source, findFiles(place, location.path)));
    }
    const all = files.flat();
    const before = await fileState(all);
    const found = await openAndRead(places, files, space, read).then(
      (value) => ({ value }),
      async (error: unknown) => {
        // What was read while it changed may fail in any way.
        if ((await stateOrGone(all)) === before) throw error;
        return undefined;
      },
    );
    if (found !== undefined && (await stateOrGone(all)) === before) return found.value;
    space.checkStopped();
    if (attempt === 2) {
      throw unreadable("FNL5023", { path: places.map(({ location }) => location.path).join(", ") });
    }
  }
}

async function stateOrGone(files: readonly DataFile[]): Promise<string> {
  return fileState(files).catch(() => "gone");
}

async function openAndRead<T>(
  places: readonly DataPlace[],
  files: readonly (readonly DataFile[])[],
  space: Workspace,
  read: (data: OpenData) => Promise<T>,
): Promise<T> {
  const prepared: PreparedFiles[] = [];
  for (const [index, { source, location }] of places.entries()) {
    const folder = join(space.temporary, String(index));
    await mkdir(folder, { recursive: true, mode: 0o700 });
    prepared.push(await inSource(source, prepareFiles(files[index] ?? [], location, folder)));
    space.checkStopped();
  }
  const readable = prepared.flatMap((each) => each.readable.map(({ file }) => file));
  const database = await openDatabase(readable, space.limits, space.temporary);
  space.using(database);
  try {
    const tables: OpenTable[] = [];
    for (const [index, each] of prepared.entries()) {
      tables.push(await openTable(each, database, String(index)));
    }
    return await besideChecks(
      read({ files, tables, database }),
      readable.filter(({ compression }) => compression !== undefined),
      database,
      space,
    );
  } catch (error) {
    const reason = await explainText(error, prepared);
    const [only, second] = places;
    throw only === undefined || second !== undefined ? reason : happenedTo(only.source, reason);
  } finally {
    space.using(undefined);
    await database.close();
  }
}

/** Reads compressed files to their ends meanwhile. Whatever fails first ends both, and both have ended after it. */
async function besideChecks<T>(
  reading: Promise<T>,
  compressed: readonly DataFile[],
  database: Database,
  space: Workspace,
): Promise<T> {
  let failed: { readonly error: unknown } | undefined;
  const checkStopped = (): void => {
    space.checkStopped();
    if (failed !== undefined) throw cancelled();
  };
  const checks = compressed.map((file) =>
    checkCompressed(file, checkStopped).catch((error: unknown) => {
      if (failed !== undefined) return;
      failed = { error };
      database.interrupt();
    }),
  );
  const done = reading.then(
    (value) => ({ value }),
    (error: unknown) => void (failed ??= { error }),
  );
  const [result] = await Promise.all([done, ...checks]);
  if (failed !== undefined) throw failed.error;
  if (result === undefined) throw cancelled();
  return result.value;
}
