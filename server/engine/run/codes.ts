import type { DuckDBMaterializedResult } from "@duckdb/node-api";
import bindings from "@duckdb/node-bindings";

type Chunk = ReturnType<DuckDBMaterializedResult["getChunk"]>;

/** Dense numbers for values, in the order in which they come. Exact: no two values share one. */
export interface Codes {
  readonly size: number;
  /** Writes the codes of a column; -1 where the value is missing. */
  encode(chunk: Chunk, column: number, count: number, into: Int32Array, at: number): void;
}

/** Whole numbers of 64 bits, in an open hash table over their halves. */
export class IntegerCodes implements Codes {
  size = 0;
  private capacity = 1024;
  private slots = new Int32Array(1024).fill(-1);
  private keys = new Int32Array(1024);

  encode(chunk: Chunk, column: number, count: number, into: Int32Array, at: number): void {
    const vector = bindings.data_chunk_get_vector(chunk.chunk, column);
    const bytes = bindings.vector_get_data(vector, count * 8);
    const halves = new Int32Array(bytes.buffer, bytes.byteOffset, count * 2);
    for (let i = 0; i < count; i++) {
      into[at + i] = this.code(halves[2 * i] ?? 0, halves[2 * i + 1] ?? 0);
    }
  }

  private code(low: number, high: number): number {
    if (this.size * 2 >= this.capacity) this.enlarge();
    const { keys, slots } = this;
    const mask = this.capacity - 1;
    let slot = hash(low, high) & mask;
    for (;;) {
      const code = slots[slot] ?? -1;
      if (code === -1) {
        slots[slot] = this.size;
        if (2 * this.size + 2 > keys.length) return this.append(low, high);
        keys[2 * this.size] = low;
        keys[2 * this.size + 1] = high;
        return this.size++;
      }
      if (keys[2 * code] === low && keys[2 * code + 1] === high) return code;
      slot = (slot + 1) & mask;
    }
  }

  private append(low: number, high: number): number {
    const keys = new Int32Array(this.keys.length * 2);
    keys.set(this.keys);
    keys[2 * this.size] = low;
    keys[2 * this.size + 1] = high;
    this.keys = keys;
    return this.size++;
  }

  private enlarge(): void {
    this.capacity *= 4;
    const mask = this.capacity - 1;
    const slots = new Int32Array(this.capacity).fill(-1);
    for (let code = 0; code < this.size; code++) {
      let slot = hash(this.keys[2 * code] ?? 0, this.keys[2 * code + 1] ?? 0) & mask;
      while (slots[slot] !== -1) slot = (slot + 1) & mask;
      slots[slot] = code;
    }
    this.slots = slots;
  }
}

function hash(low: number, high: number): number {
  let h = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
  h ^= h >>> 15;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 13)) >>> 0;
}

/** Texts, in a dictionary. */
export class TextCodes implements Codes {
  private readonly codes = new Map<string, number>();

  get size(): number {
    return this.codes.size;
  }

  texts(): string[] {
    return [...this.codes.keys()];
  }

  encode(chunk: Chunk, column: number, count: number, into: Int32Array, at: number): void {
    const vector = chunk.getColumnVector(column);
    for (let i = 0; i < count; i++) {
      const text = vector.getItem(i);
      into[at + i] = typeof text === "string" ? this.code(text) : -1;
    }
  }

  private code(text: string): number {
    const known = this.codes.get(text);
    if (known !== undefined) return known;
    const code = this.codes.size;
    this.codes.set(text, code);
    return code;
  }
}
