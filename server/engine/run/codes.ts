/* oxlint-disable typescript/no-non-null-assertion -- typed arrays are read within their bounds only */
import { DataError, found } from "./failure.ts";
import { type Chunk, halves, integers, visitTexts } from "./chunk.ts";

/** Numbers for values: no two values share one, though some numbers may stand for none. */
export interface Codes {
  /** More than the largest. */
  size(): number;
  /** Writes the codes of a column; -1 where the value is missing. */
  encode(chunk: Chunk, column: number, count: number, into: Int32Array, at: number): void;
  /** What says for which value a code stands, of those that are known by now. */
  reader(): (code: number) => string;
}

/** Whole numbers from 0 on are their own codes. None may be missing. */
export function offsetCodes(): Codes {
  let size = 0;
  return {
    size: () => size,
    encode(chunk, column, count, into, at) {
      const values = integers(chunk, column, count);
      into.set(values, at);
      for (let i = 0; i < count; i++) if (values[i]! >= size) size = values[i]! + 1;
    },
    reader: () => String,
  };
}

/** Whole numbers of 64 bits, in an open hash table. None may be missing. */
export function integerCodes(): Codes {
  let size = 0;
  let capacity = 1024;
  /** Four numbers a slot, so that it lies in one line of the cache: the halves, the code + 1, nothing. */
  let slots = new Int32Array(4 * capacity);

  const enlarge = (): void => {
    const old = slots;
    capacity *= 4;
    slots = new Int32Array(4 * capacity);
    const mask = capacity - 1;
    for (let from = 0; from < old.length; from += 4) {
      if (old[from + 2] === 0) continue;
      let slot = hashHalves(old[from]!, old[from + 1]!) & mask;
      while (slots[4 * slot + 2] !== 0) slot = (slot + 1) & mask;
      slots.set(old.subarray(from, from + 4), 4 * slot);
    }
  };
  const codeOf = (low: number, high: number): number => {
    const mask = capacity - 1;
    let slot = hashHalves(low, high) & mask;
    for (;;) {
      const at = 4 * slot;
      const code = slots[at + 2]! - 1;
      if (code === -1) {
        slots[at] = low;
        slots[at + 1] = high;
        slots[at + 2] = ++size;
        if (2 * size > capacity) enlarge();
        return size - 1;
      }
      if (slots[at] === low && slots[at + 1] === high) return code;
      slot = (slot + 1) & mask;
    }
  };
  return {
    size: () => size,
    encode(chunk, column, count, into, at) {
      const values = halves(chunk, column, count);
      for (let i = 0; i < count; i++) into[at + i] = codeOf(values[2 * i]!, values[2 * i + 1]!);
    },
    reader() {
      const values = new BigInt64Array(size);
      const halvesOf = new Int32Array(values.buffer);
      for (let from = 0; from < slots.length; from += 4) {
        const code = slots[from + 2]! - 1;
        if (code >= 0) halvesOf.set(slots.subarray(from, from + 2), 2 * code);
      }
      return (code) => String(values[code]);
    },
  };
}

function hashHalves(low: number, high: number): number {
  return mixed(Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b));
}

function mixed(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
  return (once ^ (once >>> 13)) >>> 0;
}

export interface TextCodes extends Codes {
  /** By code. */
  texts(): string[];
}

/** Numbers of a slot: the hash, the code + 1, where the text begins, its length. */
const SLOT = 4;
/** What a text's beginning is kept in. */
const MOST_BYTES = 2 ** 32;

/**
 * Texts by their bytes, in an open hash table; the bytes of all lie one behind the other. A slot holds
 * whatever a comparison needs, since each look elsewhere costs more than the comparison.
 */
export function textCodes(): TextCodes {
  let size = 0;
  let capacity = 1024;
  let slots = new Int32Array(SLOT * capacity);
  let bytes = new DataView(new ArrayBuffer(1024));
  let end = 0;

  const enlarge = (): void => {
    const old = slots;
    capacity *= 4;
    slots = new Int32Array(SLOT * capacity);
    const mask = capacity - 1;
    for (let from = 0; from < old.length; from += SLOT) {
      if (old[from + 1] === 0) continue;
      let slot = old[from]! & mask;
      while (slots[SLOT * slot + 1] !== 0) slot = (slot + 1) & mask;
      slots.set(old.subarray(from, from + SLOT), SLOT * slot);
    }
  };
  const append = (from: DataView, start: number, length: number): number => {
    const own = end;
    end += length;
    if (end > MOST_BYTES) throw new DataError(found("FNL5028", { limit: "4GiB" }));
    if (end > bytes.byteLength) {
      const more = new Uint8Array(Math.max(end, 2 * bytes.byteLength));
      more.set(new Uint8Array(bytes.buffer, 0, own));
      bytes = new DataView(more.buffer);
    }
    for (let i = 0; i < length; i++) bytes.setUint8(own + i, from.getUint8(start + i));
    return own;
  };
  const isSame = (own: number, from: DataView, start: number, length: number): boolean => {
    let i = 0;
    for (; i + 4 <= length; i += 4) {
      if (bytes.getInt32(own + i, true) !== from.getInt32(start + i, true)) return false;
    }
    for (; i < length; i++) if (bytes.getUint8(own + i) !== from.getUint8(start + i)) return false;
    return true;
  };
  const codeOf = (hash: number, from: DataView, start: number, length: number): number => {
    const mask = capacity - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const at = SLOT * slot;
      const code = slots[at + 1]! - 1;
      if (code === -1) {
        slots[at] = hash;
        slots[at + 1] = ++size;
        slots[at + 2] = append(from, start, length);
        slots[at + 3] = length;
        if (2 * size > capacity) enlarge();
        return size - 1;
      }
      if (slots[at] !== hash || slots[at + 3] !== length) continue;
      if (isSame(slots[at + 2]! >>> 0, from, start, length)) return code;
    }
  };
  return {
    size: () => size,
    encode(chunk, column, count, into, at) {
      into.fill(-1, at, at + count);
      visitTexts(chunk, column, count, (row, from, start, length) => {
        into[at + row] = codeOf(hashBytes(from, start, length), from, start, length);
      });
    },
    reader() {
      const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
      const all = new Uint8Array(bytes.buffer);
      const places = new Int32Array(2 * size);
      for (let at = 0; at < slots.length; at += SLOT) {
        const code = slots[at + 1]! - 1;
        if (code >= 0) places.set(slots.subarray(at + 2, at + 4), 2 * code);
      }
      return (code) => {
        const start = places[2 * code]! >>> 0;
        return decoder.decode(all.subarray(start, start + places[2 * code + 1]!));
      };
    },
    texts() {
      const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
      const all = new Uint8Array(bytes.buffer);
      const texts = Array.from<string>({ length: size });
      for (let at = 0; at < slots.length; at += SLOT) {
        const start = slots[at + 2]! >>> 0;
        const code = slots[at + 1]! - 1;
        if (code >= 0) texts[code] = decoder.decode(all.subarray(start, start + slots[at + 3]!));
      }
      return texts;
    },
  };
}

/** Four bytes at a time. */
function hashBytes(bytes: DataView, start: number, length: number): number {
  let hash = length;
  let at = start;
  const end = start + length;
  for (; at + 4 <= end; at += 4) {
    hash = Math.imul(hash ^ bytes.getInt32(at, true), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  for (; at < end; at++) hash = Math.imul(hash ^ bytes.getUint8(at), 0x01000193);
  return mixed(hash) | 0;
}
