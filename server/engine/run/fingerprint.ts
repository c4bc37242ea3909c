import { createHash, type Hash } from "node:crypto";
import { type FileHandle, open, stat } from "node:fs/promises";
import { systemFailure } from "./failure.ts";
import type { DataFile } from "./files.ts";

/** What tells whether a file changed while it was read: size, time of change to the nanosecond, inode. */
export async function fileState(files: readonly DataFile[]): Promise<string> {
  const states = await Promise.all(
    files.map(async ({ absolute, path }) => {
      try {
        const { size, mtimeNs, ino } = await stat(absolute, { bigint: true });
        return `${size}:${mtimeNs}:${ino}`;
      } catch (error) {
        throw systemFailure(error, path);
      }
    }),
  );
  return states.join("\n");
}

const MIB = 1024 * 1024;
const WHOLE_UP_TO = 64 * MIB;
const PIECES = 64;

/**
 * The content of a source's files as 64 hexadecimal digits, the same on every machine: SHA-256 over,
 * for each file in order, its size as decimal digits and a line break, then its bytes. Of a file
 * over 64 MiB 64 pieces of one MiB are taken instead of all bytes: the first, the last and 62
 * between them at even distances. Names and times play no part.
 */
export async function contentFingerprint(files: readonly DataFile[]): Promise<string> {
  const hash = createHash("sha256");
  for (const { absolute, path } of files) {
    let file: FileHandle | undefined;
    try {
      file = await open(absolute, "r");
      const { size } = await file.stat();
      hash.update(`${size}\n`);
      if (size <= WHOLE_UP_TO) await addRange(hash, file, 0, size);
      else for (const start of pieceStarts(size)) await addRange(hash, file, start, MIB);
    } catch (error) {
      throw systemFailure(error, path);
    } finally {
      await file?.close();
    }
  }
  return hash.digest("hex");
}

export function pieceStarts(size: number): number[] {
  return Array.from({ length: PIECES }, (_, index) =>
    Math.floor(((size - MIB) / (PIECES - 1)) * index),
  );
}

async function addRange(
  hash: Hash,
  file: FileHandle,
  start: number,
  length: number,
): Promise<void> {
  const buffer = Buffer.allocUnsafe(Math.min(length, MIB));
  let done = 0;
  while (done < length) {
    const { bytesRead } = await file.read(
      buffer,
      0,
      Math.min(buffer.length, length - done),
      start + done,
    );
    if (bytesRead === 0) return;
    hash.update(buffer.subarray(0, bytesRead));
    done += bytesRead;
  }
}
