import {
  type DuckDBConnection,
  DuckDBInstance,
  type DuckDBMaterializedResult,
  StatementType,
} from "@duckdb/node-api";
import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { duckdb } from "../sql/duckdb.ts";
import { type Fragment, list, number, render, sql, text } from "../sql/fragment.ts";
import { DataError, cancelled, found } from "./failure.ts";
import { type DataFile, escapeGlob } from "./files.ts";
import type { DatabaseLimits } from "./limits.ts";
import { removeTemporaryFolder } from "./temporary.ts";

/** A database in memory that can read the given files and nothing else, and write nothing at all. */
export interface Database {
  /** Runs a statement of ours, which must be one SELECT. */
  query(statement: string): Promise<DuckDBMaterializedResult>;
  /** Names and values of every row, numbers as they come. For small results. */
  rows(statement: string): Promise<Record<string, unknown>[]>;
  interrupt(): void;
  /** 0 to 1 of the running statement; undefined where it can't be told. */
  progress(): number | undefined;
  close(): Promise<void>;
}

export async function openDatabase(
  files: readonly DataFile[],
  limits: DatabaseLimits,
  temporary: string,
): Promise<Database> {
  const spill = await mkdtemp(join(temporary, "spill-"));
  const instance = await DuckDBInstance.create(":memory:", {
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
  });
  try {
    const connection = await instance.connect();
    await lockDown(connection, files, limits, spill);
    return database(instance, connection, limits, spill);
  } catch (error) {
    instance.closeSync();
    await removeTemporaryFolder(spill);
    throw error;
  }
}

/** The order matters: the paths before access is taken away, the lock last. Limits only hold when set here. */
async function lockDown(
  connection: DuckDBConnection,
  files: readonly DataFile[],
  limits: DatabaseLimits,
  spill: string,
): Promise<void> {
  const paths = new Set(files.flatMap(({ absolute }) => [absolute, escapeGlob(absolute)]));
  const settings: readonly (readonly [string, Fragment])[] = [
    ["TimeZone", text("UTC")],
    ["threads", number(limits.threads)],
    ["memory_limit", text(limits.memory)],
    ["temp_directory", text(spill)],
    ["max_temp_directory_size", text(limits.temporary)],
    ["preserve_insertion_order", sql`true`],
    ["enable_progress_bar", sql`true`],
    ["enable_progress_bar_print", sql`false`],
    ["allowed_paths", sql`[${list([...paths].map(text))}]`],
    ["enable_external_access", sql`false`],
    ["lock_configuration", sql`true`],
  ];
  for (const [setting, to] of settings) {
    await connection.run(`SET ${setting} = ${render(to, duckdb)}`);
  }
  const reader = await connection.runAndReadAll(
    "select current_setting('enable_external_access') as access, current_setting('lock_configuration') as locked, current_setting('threads') as threads, current_setting('temp_directory') as folder",
  );
  const [row] = reader.getRowObjectsJson();
  if (
    row?.["access"] !== false ||
    row["locked"] !== true ||
    row["folder"] !== spill ||
    Number(row["threads"]) !== limits.threads
  ) {
    throw new Error("The database could not be locked down");
  }
}

function database(
  instance: DuckDBInstance,
  connection: DuckDBConnection,
  limits: DatabaseLimits,
  spill: string,
): Database {
  let interrupted = false;
  const query = async (statement: string): Promise<DuckDBMaterializedResult> => {
    if (interrupted) throw cancelled();
    try {
      const extracted = await connection.extractStatements(statement);
      if (extracted.count !== 1) throw new Error("Not one statement");
      const prepared = await extracted.prepare(0);
      try {
        // Pragmas that answer something pass for a SELECT.
        const isSelect =
          prepared.statementType === StatementType.SELECT && /^select\b/.test(statement);
        if (!isSelect) throw new Error("Not a SELECT");
        return await prepared.run();
      } finally {
        prepared.destroySync();
      }
    } catch (error) {
      throw interrupted ? cancelled() : explained(error, limits);
    }
  };
  return {
    query,
    async rows(statement) {
      const result = await query(statement);
      return result.getRowObjectsJS();
    },
    interrupt() {
      interrupted = true;
      connection.interrupt();
    },
    progress() {
      const { percentage } = connection.progress;
      return percentage >= 0 ? Math.min(1, percentage / 100) : undefined;
    },
    async close() {
      connection.closeSync();
      instance.closeSync();
      await removeTemporaryFolder(spill);
    },
  };
}

/** Errors that have a sentence of their own; the others are looked at where they happen. */
function explained(error: unknown, limits: DatabaseLimits): unknown {
  if (!(error instanceof Error) || error instanceof DataError) return error;
  if (/^Out of Memory Error|max_temp_directory_size|No space left/i.test(error.message)) {
    return new DataError(found("FNL5028", { limit: limits.memory }));
  }
  return error;
}
