import type { DuckDBMaterializedResult } from "@duckdb/node-api";
import bindings from "@duckdb/node-bindings";

/** Up to 2,048 rows of a result. What is read of it is valid as long as it is. */
export type Chunk = ReturnType<DuckDBMaterializedResult["getChunk"]>;

/** The bytes of a column, without a copy. */
function columnBytes(chunk: Chunk, column: number, bytes: number): Uint8Array {
  return bindings.vector_get_data(bindings.data_chunk_get_vector(chunk.chunk, column), bytes);
}

export function doubles(chunk: Chunk, column: number, count: number): Float64Array {
  const bytes = columnBytes(chunk, column, count * 8);
  return new Float64Array(bytes.buffer, bytes.byteOffset, count);
}

export function integers(chunk: Chunk, column: number, count: number): Int32Array {
  const bytes = columnBytes(chunk, column, count * 4);
  return new Int32Array(bytes.buffer, bytes.byteOffset, count);
}

/** Whole numbers of 64 bits: two numbers a row, the low half first. */
export function halves(chunk: Chunk, column: number, count: number): Int32Array {
  const bytes = columnBytes(chunk, column, count * 8);
  return new Int32Array(bytes.buffer, bytes.byteOffset, count * 2);
}

/** Which rows have a value: a bit each, from the lowest on; undefined where all have. */
export function validity(chunk: Chunk, column: number, count: number): Uint8Array | undefined {
  const vector = bindings.data_chunk_get_vector(chunk.chunk, column);
  // One word of 64 bits for 64 rows.
  return bindings.vector_get_validity(vector, Math.ceil(count / 64) * 8) ?? undefined;
}

/** Texts up to this length lie in the column itself; of longer ones it holds the address. In bytes. */
const INLINE = 12;
/** Bytes of a row: the length, then the text, or its first four bytes and the address. */
const TEXT_BYTES = 16;

/** Is told where the bytes of a text lie: in `bytes` from `start`. Valid until it returns. */
export type VisitText = (row: number, bytes: DataView, start: number, length: number) => void;

/**
 * Visits the texts of a column, in order; rows without one are left out. Texts that lie behind each
 * other in memory, as those of a result do, are fetched together: every byte of such a run belongs to
 * one of them.
 */
export function visitTexts(chunk: Chunk, index: number, count: number, visit: VisitText): void {
  const bytes = columnBytes(chunk, index, count * TEXT_BYTES);
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, count * (TEXT_BYTES / 4));
  const valid = validity(chunk, index, count);
  const isText = (row: number): boolean =>
    valid === undefined || ((valid[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
  const lengthOf = (row: number): number => words[4 * row] ?? 0;
  // Addresses have 48 bits, so they are exact.
  const addressOf = (row: number): number =>
    (words[4 * row + 2] ?? 0) + (words[4 * row + 3] ?? 0) * 2 ** 32;

  const runFrom = (first: number): { bytes: DataView; address: number; end: number } => {
    const address = addressOf(first);
    let end = address + lengthOf(first);
    for (let row = first + 1; row < count; row++) {
      if (!isText(row) || lengthOf(row) <= INLINE) continue;
      if (addressOf(row) !== end) break;
      end += lengthOf(row);
    }
    const offset = bytes.byteOffset + first * TEXT_BYTES + 8;
    // The bindings name the type without saying that it may be shared; a column's never is.
    const buffer = bytes.buffer as ArrayBuffer;
    return {
      bytes: viewOf(bindings.get_data_from_pointer(buffer, offset, end - address)),
      address,
      end,
    };
  };

  const column = viewOf(bytes);
  let run = { bytes: column, address: -1, end: -1 };
  for (let row = 0; row < count; row++) {
    if (!isText(row)) continue;
    const length = lengthOf(row);
    if (length <= INLINE) {
      visit(row, column, row * TEXT_BYTES + 4, length);
      continue;
    }
    const address = addressOf(row);
    if (address < run.address || address + length > run.end) run = runFrom(row);
    visit(row, run.bytes, address - run.address, length);
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
