import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Duplex } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";

/** How the text of a file is packed: `.gz` and `.zst`. */
export type Compression = "gzip" | "zstd";

const BLOCK = 1024 * 1024;

/** A file's bytes, unpacked. @throws the error of the system, or of unpacking ({@link isDamage}). */
export async function* unpackedBytes(
  absolute: string,
  compression: Compression | undefined,
): AsyncGenerator<Buffer> {
  switch (compression) {
    case undefined:
      yield* through(absolute, 0);
      return;
    case "gzip":
      yield* through(absolute, 0, createGunzip({ chunkSize: BLOCK }));
      return;
    case "zstd": {
      // Several frames may follow each other, but Node's stream ends with the first.
      const { size } = await stat(absolute);
      for (let start = 0; start < size;) {
        const frame = createZstdDecompress({ chunkSize: BLOCK });
        yield* through(absolute, start, frame);
        if (frame.bytesWritten === 0) return;
        start += frame.bytesWritten;
      }
    }
  }
}

async function* through(
  absolute: string,
  start: number,
  unpacker?: Duplex,
): AsyncGenerator<Buffer> {
  const input = createReadStream(absolute, { highWaterMark: BLOCK, start });
  const stream = unpacker === undefined ? input : input.pipe(unpacker);
  input.on("error", (error) => stream.destroy(error));
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } finally {
    input.destroy();
    stream.destroy();
  }
}

/** Whether an error says that what is packed is cut off or spoilt. */
export function isDamage(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^(?:Z|ZSTD)_/.test(String(error.code));
}
