import { randomUUID } from "node:crypto";
import { realpath, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/**
 * Writes a file that is there as a whole or, where `write` fails, as it was before. `write` is given
 * a path beside it, and returns what `path` is to be left alone for, if anything.
 */
export async function writeWhole<Failure>(
  path: string,
  write: (unfinished: string) => Promise<Failure | undefined>,
): Promise<Failure | undefined> {
  // A link stays one, to a file that is another now.
  const target = await realpath(path).catch(() => path);
  const unfinished = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
  try {
    const failure = await write(unfinished);
    if (failure === undefined) await rename(unfinished, target);
    return failure;
  } finally {
    await rm(unfinished, { force: true });
  }
}
