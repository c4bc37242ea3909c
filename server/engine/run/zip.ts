import { open } from "node:fs/promises";

/** The end record of an archive: 22 bytes, and a comment of at most 65,535. */
const END_BYTES = 22 + 65_535;
const END_MARK = 0x06054b50;
const ENTRY_MARK = 0x02014b50;
/** In the place of a size or an offset: it is larger, and stands elsewhere (ZIP64). */
const ELSEWHERE = 0xffffffff;

/**
 * What all files of an archive unpack to, in bytes, as its directory says (APPNOTE 4.3.12, 4.3.16);
 * Infinity from 4 GiB on, undefined where it has no directory. @throws the system's errors
 */
export async function unpackedSize(absolute: string): Promise<number | undefined> {
  const file = await open(absolute, "r");
  try {
    const { size } = await file.stat();
    const tail = Buffer.alloc(Math.min(size, END_BYTES));
    await file.read(tail, 0, tail.length, size - tail.length);
    const end = lastEnd(tail);
    if (end === undefined) return undefined;
    const bytes = tail.readUInt32LE(end + 12);
    const start = tail.readUInt32LE(end + 16);
    if (bytes === ELSEWHERE || start === ELSEWHERE) return Infinity;
    if (start + bytes > size) return undefined;
    const directory = Buffer.alloc(bytes);
    await file.read(directory, 0, bytes, start);
    return sumOf(directory);
  } finally {
    await file.close();
  }
}

function lastEnd(tail: Buffer): number | undefined {
  for (let at = tail.length - 22; at >= 0; at--) {
    if (tail.readUInt32LE(at) === END_MARK) return at;
  }
  return undefined;
}

function sumOf(directory: Buffer): number | undefined {
  let sum = 0;
  for (let at = 0; at < directory.length;) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== ENTRY_MARK) return undefined;
    const size = directory.readUInt32LE(at + 24);
    if (size === ELSEWHERE) return Infinity;
    sum += size;
    at +=
      46 +
      directory.readUInt16LE(at + 28) +
      directory.readUInt16LE(at + 30) +
      directory.readUInt16LE(at + 32);
  }
  return sum;
}
