import { inSource, unreadable } from "./failure.ts";
import type { DataFile } from "./files.ts";
import { contentFingerprint } from "./fingerprint.ts";
import type { DataPlace } from "./reading.ts";
import type { KnownData } from "./runner.ts";

/** Refuses to tell of other people than those of a result. @throws {DataError} FNL5251 */
export async function checkKnown(
  known: KnownData | undefined,
  places: readonly DataPlace[],
  files: readonly (readonly DataFile[])[],
): Promise<void> {
  if (known === undefined) return;
  for (const [index, { source }] of places.entries()) {
    const before = known[source];
    if (before === undefined) continue;
    const now = await inSource(source, contentFingerprint(files[index] ?? []));
    if (now !== before) throw unreadable("FNL5251", { source });
  }
}
