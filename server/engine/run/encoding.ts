import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { isDamage, unpackedBytes } from "./compression.ts";
import { systemFailure, unreadable } from "./failure.ts";
import type { DataFile } from "./files.ts";

/** The names that `options { encoding "…" }` takes are those of the WHATWG standard. */
export function decoderFor(encoding: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(encoding.trim());
  } catch {
    throw unreadable("FNL5014", { encoding });
  }
}

/** UTF-8 is what the database reads by itself. */
export function needsTranscoding(encoding: string | undefined): boolean {
  return encoding !== undefined && decoderFor(encoding).encoding !== "utf-8";
}

/** Writes a file's text as UTF-8 to another place, without a byte order mark. */
export async function transcode(file: DataFile, encoding: string, target: string): Promise<void> {
  const decoder = decoderFor(encoding);
  const { absolute, compression } = file;
  async function* decoded(): AsyncGenerator<string> {
    for await (const chunk of unpackedBytes(absolute, compression)) {
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  }
  try {
    await pipeline(Readable.from(decoded()), createWriteStream(target, { mode: 0o600 }));
  } catch (error) {
    if (compression !== undefined && isDamage(error)) {
      throw unreadable("FNL5016", { path: file.path, kind: compression });
    }
    throw systemFailure(error, file.path);
  }
}

const CANDIDATES = ["windows-1251", "koi8-r", "ibm866"] as const;

/**
 * Which encoding a text that isn't UTF-8 is likely to have: the Cyrillic one in which most of its
 * letters are the frequent small ones, else the western one.
 */
export function guessEncoding(bytes: Buffer): string {
  const sample = bytes.subarray(0, 64 * 1024);
  let high = 0;
  for (const byte of sample) if (byte >= 128) high++;
  let best = "windows-1252";
  let most = high * 0.4;
  for (const candidate of CANDIDATES) {
    const text = new TextDecoder(candidate).decode(sample);
    const letters = text.match(/[оеаинтсрвлкмдпуя]/g)?.length ?? 0;
    if (letters > most) {
      most = letters;
      best = candidate;
    }
  }
  return best;
}
