import type { DuckDBMaterializedResult } from "@duckdb/node-api";
import bindings from "@duckdb/node-bindings";
import type { TaggedRows } from "../kernel/rows.ts";
import { cancelled } from "./failure.ts";
import { IntegerCodes, TextCodes } from "./codes.ts";
import type { ActorForm } from "../sql/rows.ts";

type Chunk = ReturnType<DuckDBMaterializedResult["getChunk"]>;

/** Rows of all sources, as they arrive. Codes of actors and of split values go on from source to source. */
export interface RowCollector {
  add(result: DuckDBMaterializedResult, stopped: () => boolean): Promise<void>;
  /** The rows, and the texts that the splits' codes stand for. */
  finish(): { readonly rows: TaggedRows; readonly splitValues: readonly (readonly string[])[] };
}

/** How long the process may read before it looks for messages. Milliseconds. */
const BREATH = 40;

interface Columns {
  actor: Int32Array;
  time: Float64Array;
  stages: Int32Array;
  splits: Int32Array[];
}

export function collectRows(form: ActorForm, splits: number): RowCollector {
  const actors = form === "integer" ? new IntegerCodes() : new TextCodes();
  const splitCodes = Array.from({ length: splits }, () => new TextCodes());
  let columns = allocate(1024, splits);
  let length = 0;

  const addChunk = (chunk: Chunk): void => {
    const count = chunk.rowCount;
    if (length + count > columns.actor.length) {
      columns = grow(columns, length, Math.max(length + count, columns.actor.length * 2));
    }
    actors.encode(chunk, 0, count, columns.actor, length);
    columns.time.set(doubles(chunk, 1, count), length);
    columns.stages.set(integers(chunk, 2, count), length);
    splitCodes.forEach((codes, index) => {
      const target = columns.splits[index];
      if (target !== undefined) codes.encode(chunk, 3 + index, count, target, length);
    });
    length += count;
  };

  return {
    async add(result, stopped) {
      let since = performance.now();
      for (let index = 0; index < result.chunkCount; index++) {
        addChunk(result.getChunk(index));
        if (performance.now() - since < BREATH) continue;
        await new Promise((resolve) => void setImmediate(resolve));
        if (stopped()) throw cancelled();
        since = performance.now();
      }
    },
    finish: () => ({
      rows: {
        length,
        actor: columns.actor.subarray(0, length),
        actors: actors.size,
        time: columns.time.subarray(0, length),
        stages: columns.stages.subarray(0, length),
        splits: columns.splits.map((split) => split.subarray(0, length)),
      },
      splitValues: splitCodes.map((codes) => codes.texts()),
    }),
  };
}

function allocate(capacity: number, splits: number): Columns {
  return {
    actor: new Int32Array(capacity),
    time: new Float64Array(capacity),
    stages: new Int32Array(capacity),
    splits: Array.from({ length: splits }, () => new Int32Array(capacity)),
  };
}

function grow(from: Columns, length: number, capacity: number): Columns {
  const to = allocate(capacity, from.splits.length);
  to.actor.set(from.actor.subarray(0, length));
  to.time.set(from.time.subarray(0, length));
  to.stages.set(from.stages.subarray(0, length));
  from.splits.forEach((split, index) => to.splits[index]?.set(split.subarray(0, length)));
  return to;
}

/** The bytes of a column, without a copy: valid as long as the chunk is. */
export function columnBytes(chunk: Chunk, column: number, bytes: number): Uint8Array {
  return bindings.vector_get_data(bindings.data_chunk_get_vector(chunk.chunk, column), bytes);
}

function doubles(chunk: Chunk, column: number, count: number): Float64Array {
  const bytes = columnBytes(chunk, column, count * 8);
  return new Float64Array(bytes.buffer, bytes.byteOffset, count);
}

function integers(chunk: Chunk, column: number, count: number): Int32Array {
  const bytes = columnBytes(chunk, column, count * 4);
  return new Int32Array(bytes.buffer, bytes.byteOffset, count);
}

/** A value of a small result that must be text. */
export function textOf(value: unknown, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}
