import type { DuckDBMaterializedResult } from "@duckdb/node-api";
import type { TaggedRows } from "../kernel/rows.ts";
import { cancelled } from "./failure.ts";
import { type Chunk, doubles, integers } from "./chunk.ts";
import { integerCodes, offsetCodes, textCodes } from "./codes.ts";
import type { ActorForm } from "../sql/rows.ts";

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
  const actors =
    form.kind === "integer" ? integerCodes() : form.kind === "text" ? textCodes() : offsetCodes();
  const splitCodes = Array.from({ length: splits }, textCodes);
  let columns = allocate(0, splits);
  let length = 0;

  const addChunk = (chunk: Chunk): void => {
    const count = chunk.rowCount;
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
      columns = grow(columns, length, length + result.rowCount);
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
        actors: actors.size(),
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

/** A value of a small result that must be text. */
export function textOf(value: unknown, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}
