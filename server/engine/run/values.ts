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

/** Which columns there are behind actor, time and stages, in this order. */
export interface CollectedColumns {
  readonly isMarked: boolean;
  readonly same: number;
  readonly splits: number;
}

interface Columns {
  actor: Int32Array;
  time: Float64Array;
  stages: Int32Array;
  /** Empty where there are none. */
  marks: Int32Array;
  /** First those of what rows share, then the splits'. */
  texts: Int32Array[];
}

export function collectRows(form: ActorForm, collected: CollectedColumns): RowCollector {
  const { isMarked, same, splits } = collected;
  const actors =
    form.kind === "integer" ? integerCodes() : form.kind === "text" ? textCodes() : offsetCodes();
  const codes = Array.from({ length: same + splits }, textCodes);
  const firstText = isMarked ? 4 : 3;
  let columns = allocate(0, isMarked, codes.length);
  let length = 0;

  const addChunk = (chunk: Chunk): void => {
    const count = chunk.rowCount;
    actors.encode(chunk, 0, count, columns.actor, length);
    columns.time.set(doubles(chunk, 1, count), length);
    columns.stages.set(integers(chunk, 2, count), length);
    if (isMarked) columns.marks.set(integers(chunk, 3, count), length);
    codes.forEach((each, index) => {
      const target = columns.texts[index];
      if (target !== undefined) each.encode(chunk, firstText + index, count, target, length);
    });
    length += count;
  };

  return {
    async add(result, stopped) {
      columns = grow(columns, length, length + result.rowCount, isMarked);
      let since = performance.now();
      for (let index = 0; index < result.chunkCount; index++) {
        addChunk(result.getChunk(index));
        if (performance.now() - since < BREATH) continue;
        await new Promise((resolve) => void setImmediate(resolve));
        if (stopped()) throw cancelled();
        since = performance.now();
      }
    },
    finish() {
      const texts = columns.texts.map((column) => column.subarray(0, length));
      return {
        rows: {
          length,
          actor: columns.actor.subarray(0, length),
          actors: actors.size(),
          time: columns.time.subarray(0, length),
          stages: columns.stages.subarray(0, length),
          ...(isMarked ? { marks: columns.marks.subarray(0, length) } : {}),
          same: texts.slice(0, same),
          splits: texts.slice(same),
        },
        splitValues: codes.slice(same).map((each) => each.texts()),
      };
    },
  };
}

function allocate(capacity: number, isMarked: boolean, texts: number): Columns {
  return {
    actor: new Int32Array(capacity),
    time: new Float64Array(capacity),
    stages: new Int32Array(capacity),
    marks: new Int32Array(isMarked ? capacity : 0),
    texts: Array.from({ length: texts }, () => new Int32Array(capacity)),
  };
}

function grow(from: Columns, length: number, capacity: number, isMarked: boolean): Columns {
  const to = allocate(capacity, isMarked, from.texts.length);
  to.actor.set(from.actor.subarray(0, length));
  to.time.set(from.time.subarray(0, length));
  to.stages.set(from.stages.subarray(0, length));
  if (isMarked) to.marks.set(from.marks.subarray(0, length));
  from.texts.forEach((column, index) => to.texts[index]?.set(column.subarray(0, length)));
  return to;
}

/** A value of a small result that must be text. */
export function textOf(value: unknown, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}
