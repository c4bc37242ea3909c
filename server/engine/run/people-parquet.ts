import {
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  DuckDBTimestampTZValue,
  type DuckDBType,
  DOUBLE,
  TIMESTAMPTZ,
  VARCHAR,
} from "@duckdb/node-api";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { peopleColumns } from "../people-columns.ts";
import type { ListColumn, PeopleForm, PeoplePage, Person } from "../result.ts";
import { duckdb } from "../sql/duckdb.ts";
import { list, name, render, sql, text } from "../sql/fragment.ts";
import { instantMicroseconds } from "./entry.ts";
import { runPeople } from "./run-people.ts";
import type { PeopleRequest } from "./runner.ts";
import type { Workspace } from "./workspace.ts";

/** What the rows take before they are spilled. */
const MEMORY = "256MiB";
/** Rows that the database takes at a time. */
const CHUNK = 2_048;
/** Bytes of the file that are read at a time. */
const PIECE = 1 << 20;

/** The people of a request as a file, whose pieces `deliver` gets. Returns the last page. @throws {DataError} */
export async function peopleAsParquet(
  request: PeopleRequest,
  form: PeopleForm,
  space: Workspace,
  deliver: (bytes: Uint8Array) => Promise<void>,
): Promise<PeoplePage> {
  let file: ParquetFile | undefined;
  try {
    // Opened when the first page is there: before, the rows of the data need all memory.
    const last = await runPeople(request, space, async (page) => {
      file ??= await openParquet(form, space);
      file.add(page);
    });
    await file?.finish(deliver);
    return last;
  } finally {
    file?.close();
  }
}

/** A Parquet file that is put together page by page, and then read piece by piece. */
interface ParquetFile {
  add(page: Pick<PeoplePage, "people">): void;
  /** Waits for `deliver` after each piece. */
  finish(deliver: (bytes: Uint8Array) => Promise<void>): Promise<void>;
  /** Whatever became of it. */
  close(): void;
}

/**
 * Opens a database of its own, which can write this one file in the workspace's private folder and touch
 * nothing else: the rows lie in it, spilled where they are many, until the file is written.
 */
async function openParquet(
  form: PeopleForm,
  { limits, temporary, checkStopped }: Workspace,
): Promise<ParquetFile> {
  const file = join(temporary, "people.parquet");
  const columns = peopleColumns(form);
  const names = distinctNames(columns.map((column) => column.name));
  const instance = await DuckDBInstance.create(":memory:", {
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    allow_community_extensions: "false",
  });
  let connection: DuckDBConnection;
  let appender: DuckDBAppender;
  try {
    connection = await instance.connect();
    const settings = [
      sql`set threads = 1`,
      sql`set memory_limit = ${text(MEMORY)}`,
      sql`set temp_directory = ${text(join(temporary, "people-spill"))}`,
      sql`set max_temp_directory_size = ${text(limits.temporary)}`,
      sql`set allowed_paths = [${text(file)}]`,
      sql`set enable_external_access = false`,
      sql`set lock_configuration = true`,
    ];
    for (const setting of settings) await connection.run(render(setting, duckdb));
    const defined = columns.map(({ type }, i) => sql`${name(`c${i}`)} ${sqlTypes[type]}`);
    await connection.run(render(sql`create table people (${list(defined)})`, duckdb));
    appender = await connection.createAppender("people");
  } catch (error) {
    instance.closeSync();
    throw error;
  }
  return {
    add({ people }) {
      for (let from = 0; from < people.length; from += CHUNK) {
        appender.appendDataChunk(chunkOf(people.slice(from, from + CHUNK), columns));
      }
      appender.flushSync();
    },
    async finish(deliver) {
      appender.closeSync();
      const selected = names.map((shown, i) => sql`${name(`c${i}`)} as ${name(shown)}`);
      const rows = sql`select ${list(selected)} from people`;
      const written = sql`copy (${rows}) to ${text(file)} (format parquet, use_tmp_file false)`;
      await connection.run(render(written, duckdb));
      checkStopped();
      const handle = await open(file, "r");
      try {
        for (;;) {
          const { bytesRead, buffer } = await handle.read(new Uint8Array(PIECE), 0, PIECE);
          if (bytesRead === 0) break;
          await deliver(buffer.subarray(0, bytesRead));
          checkStopped();
        }
      } finally {
        await handle.close();
      }
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

const sqlTypes = {
  text: sql`varchar`,
  number: sql`double`,
  time: sql`timestamp with time zone`,
} as const;

const types: Readonly<Record<ListColumn["type"], DuckDBType>> = {
  text: VARCHAR,
  number: DOUBLE,
  time: TIMESTAMPTZ,
};

function chunkOf(people: readonly Person[], columns: readonly ListColumn[]): DuckDBDataChunk {
  const chunk = DuckDBDataChunk.create(
    columns.map(({ type }) => types[type]),
    people.length,
  );
  columns.forEach((column, i) => {
    chunk.setColumnValues(
      i,
      people.map((person) => {
        const value = column.of(person);
        if (column.type !== "time" || value === null) return value;
        return new DuckDBTimestampTZValue(BigInt(instantMicroseconds(String(value))));
      }),
    );
  });
  return chunk;
}

/** A split may be called as another column is: then it gets a number. Names that differ in case alone are one. */
function distinctNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((wanted) => {
    let found = wanted;
    for (let n = 2; taken.has(found.toLowerCase()); n++) found = `${wanted}_${n}`;
    taken.add(found.toLowerCase());
    return found;
  });
}
