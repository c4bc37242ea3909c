import type { DuckDBMaterializedResult } from "@duckdb/node-api";
import type { TaggedRows } from "../kernel/rows.ts";
import { cancelled, unreadable } from "./failure.ts";
import { bytesOf } from "./limits.ts";
import { type Chunk, doubles, integers } from "./chunk.ts";
import type { ValuePlan } from "../plan/plan.ts";
import { createValueColumns } from "./value-columns.ts";
import { type Codes, integerCodes, offsetCodes, textCodes } from "./codes.ts";
import type { ActorForm } from "../sql/rows.ts";

/** Rows of all sources, as they arrive. Codes of actors and of split values go on from source to source. */
export interface RowCollector {
  add(result: DuckDBMaterializedResult, stopped: () => boolean): Promise<void>;
  /** The rows, and the texts that the codes of the splits and of the values stand for. */
  finish(): {
    readonly rows: TaggedRows;
    readonly splitValues: readonly (readonly string[])[];
    readonly valueTexts: readonly (readonly string[])[];
    readonly actors: ActorCodes;
  };
}

/** By which numbers actors go; rows that are read with the same ones can be told to be of one actor. */
export interface ActorCodes {
  readonly form: ActorForm;
  readonly codes: Codes;
}

/** How long the process may read before it looks for messages. Milliseconds. */
const BREATH = 40;

/** Which columns there are behind actor, time and stages, in this order. */
export interface CollectedColumns {
  readonly isMarked: boolean;
  readonly same: number;
  readonly splits: number;
  /** The visit of a row and whether it may still go on are the last two. */
  readonly hasSessions: boolean;
  /** Behind all others: what each value is read as. */
  readonly values: readonly ValuePlan["as"][];
}

interface Columns {
  actor: Int32Array;
  time: Float64Array;
  stages: Int32Array;
  /** Empty where there are none. */
  marks: Int32Array;
  /** First those of what rows share, then the splits', then the visits. */
  texts: Int32Array[];
  /** Empty where there are no visits. */
  open: Int32Array;
}

/** What the kernel copies of the rows at a time: so many bytes a row, of at most so many rows. */
const COPY = { bytes: 20, rows: 2 ** 23 };

/**
 * `memory`: what the rows may take, beside the database, whose own limit doesn't count them; as
 * `DatabaseLimits` say it. `known`: of rows that were read before.
 */
export function collectRows(
  form: ActorForm,
  collected: CollectedColumns,
  memory: string,
  known?: ActorCodes,
): RowCollector {
  const { isMarked, same, splits, hasSessions } = collected;
  const actors = known?.codes ?? codesOf(form);
  const codes = Array.from({ length: same + splits + (hasSessions ? 1 : 0) }, textCodes);
  const firstText = isMarked ? 4 : 3;
  const firstValue = firstText + codes.length + (hasSessions ? 1 : 0);
  const values = createValueColumns(collected.values);
  const most = bytesOf(memory);
  const bytesOfRow =
    16 +
    4 * (codes.length + (isMarked ? 1 : 0) + (hasSessions ? 1 : 0)) +
    8 * collected.values.length;
  const requireRoom = (rows: number): void => {
    if (rows * bytesOfRow + Math.min(rows, COPY.rows) * COPY.bytes <= most) return;
    throw unreadable("FNL5028", { limit: memory });
  };
  const allocate = (capacity: number): Columns =>
    allocateColumns(capacity, collected, codes.length);
  let columns = allocate(0);
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
    if (hasSessions) columns.open.set(integers(chunk, firstText + codes.length, count), length);
    values.encode(chunk, firstValue, count, length);
    length += count;
  };

  return {
    async add(result, stopped) {
      requireRoom(length + result.rowCount);
      columns = grow(columns, length, allocate(length + result.rowCount));
      values.reserve(length + result.rowCount);
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
      const found = values.finish(length);
      return {
        rows: {
          length,
          actor: columns.actor.subarray(0, length),
          actors: actors.size(),
          time: columns.time.subarray(0, length),
          stages: columns.stages.subarray(0, length),
          ...(isMarked ? { marks: columns.marks.subarray(0, length) } : {}),
          same: texts.slice(0, same),
          ...(collected.values.length === 0 ? {} : { values: found.values }),
          splits: texts.slice(same, same + splits),
          ...(hasSessions
            ? {
                session: texts.at(-1) ?? new Int32Array(0),
                sessionIsOpen: columns.open.subarray(0, length),
              }
            : {}),
        },
        splitValues: codes.slice(same, same + splits).map((each) => each.texts()),
        valueTexts: found.texts,
        actors: { form, codes: actors },
      };
    },
  };
}

function allocateColumns(
  capacity: number,
  { isMarked, hasSessions }: CollectedColumns,
  texts: number,
): Columns {
  return {
    actor: new Int32Array(capacity),
    time: new Float64Array(capacity),
    stages: new Int32Array(capacity),
    marks: new Int32Array(isMarked ? capacity : 0),
    texts: Array.from({ length: texts }, () => new Int32Array(capacity)),
    open: new Int32Array(hasSessions ? capacity : 0),
  };
}

function grow(from: Columns, length: number, to: Columns): Columns {
  to.actor.set(from.actor.subarray(0, length));
  to.time.set(from.time.subarray(0, length));
  to.stages.set(from.stages.subarray(0, length));
  to.marks.set(from.marks.subarray(0, length));
  to.open.set(from.open.subarray(0, length));
  from.texts.forEach((column, index) => to.texts[index]?.set(column.subarray(0, length)));
  return to;
}

function codesOf(form: ActorForm): Codes {
  switch (form.kind) {
    case "integer":
      return integerCodes();
    case "text":
      return textCodes();
    case "offset":
      return offsetCodes();
  }
}

/** A value of a small result that must be text. */
export function textOf(value: unknown, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}
