import type { RowValues } from "../kernel/rows.ts";
import type { ValuePlan } from "../plan/plan.ts";
import { type Chunk, doubles, validity } from "./chunk.ts";
import { type TextCodes, textCodes } from "./codes.ts";

/** The values that are read beside rows, as they arrive. */
export interface ValueColumns {
  /** Makes room for that many rows. */
  reserve(capacity: number): void;
  /** Appends the values of a chunk; they stand in neighbouring columns from `first` on. */
  encode(chunk: Chunk, first: number, count: number, at: number): void;
  /** Of the first rows: the values, and the texts that codes stand for (none of numbers). */
  finish(length: number): {
    readonly values: readonly RowValues[];
    readonly texts: readonly (readonly string[])[];
  };
}

type Column =
  | { readonly kind: "numbers"; values: Float64Array }
  | { readonly kind: "texts"; values: Int32Array; readonly codes: TextCodes };

export function createValueColumns(kinds: readonly ValuePlan["as"][]): ValueColumns {
  const columns = kinds.map((as): Column =>
    as === "text"
      ? { kind: "texts", values: new Int32Array(0), codes: textCodes() }
      : { kind: "numbers", values: new Float64Array(0) },
  );
  return {
    reserve(capacity) {
      for (const column of columns) {
        if (column.kind === "numbers") {
          const wider = new Float64Array(capacity);
          wider.set(column.values.subarray(0, capacity));
          column.values = wider;
        } else {
          const wider = new Int32Array(capacity);
          wider.set(column.values.subarray(0, capacity));
          column.values = wider;
        }
      }
    },
    encode(chunk, first, count, at) {
      columns.forEach((column, index) => {
        if (column.kind === "texts") {
          column.codes.encode(chunk, first + index, count, column.values, at);
        } else encodeNumbers(chunk, first + index, count, column.values, at);
      });
    },
    finish: (length) => ({
      values: columns.map(({ values }) => values.subarray(0, length)),
      texts: columns.map((column) => (column.kind === "texts" ? column.codes.texts() : [])),
    }),
  };
}

/** What is missing is NaN, and so is what no sum can be of: an overflow. */
function encodeNumbers(
  chunk: Chunk,
  column: number,
  count: number,
  into: Float64Array,
  at: number,
): void {
  const valid = validity(chunk, column, count);
  doubles(chunk, column, count).forEach((value, row) => {
    const isThere = valid === undefined || ((valid[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
    into[at + row] = isThere && Number.isFinite(value) ? value : Number.NaN;
  });
}
