import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import { findFiles } from "../files.ts";
import type { RunRequest, StudyRequest } from "../runner.ts";
import { type Definition, definitionOf } from "./definition.ts";
import { engineVersion } from "./engine-version.ts";
import { type AnyRun, keep, type KeptRun, restore } from "./kept.ts";
import { readKept, writeKept } from "./store.ts";

/** Goes up when what is kept is written in another way. */
const FORM = 1;
/**
 * A file that was changed so shortly before may be changed again without its time telling, since some
 * systems count in steps of two seconds. Milliseconds.
 */
const TOO_FRESH = 2000;

/** Where results are kept, and what they may take up there: in bytes, absent: as the store has it. */
export interface Kept {
  readonly folder: string;
  readonly bytes: number | undefined;
}

/**
 * The run that is kept of an equal request over unchanged files, or else a new one, which is kept. A run
 * out of the cache says so; its result has the same bytes as the new one would have. Without a folder
 * nothing is kept.
 * @throws {DataError} as `run`
 */
export async function cached<Run extends AnyRun>(
  kept: Kept | undefined,
  request: RunRequest | StudyRequest,
  run: () => Promise<Run>,
): Promise<Run> {
  const started = performance.now();
  const known = kept === undefined ? undefined : definitionOf(request);
  if (kept === undefined || known === undefined) return run();
  const { folder, bytes } = kept;
  const asked = Date.now();
  const before = await stateOf(request, known);
  if (before === undefined) return run();
  const key = await keyOf(known, before);
  const found = await readKept(folder, key);
  const restored = found === undefined ? undefined : parse(found, known, request);
  if (restored !== undefined) {
    return { ...restored, milliseconds: performance.now() - started } as Run;
  }
  const done = await run();
  const worth = keep(done, known);
  if (worth !== undefined && before.changed < asked - TOO_FRESH) {
    const after = await stateOf(request, known);
    if (after?.text === before.text) await writeKept(folder, key, JSON.stringify(worth), bytes);
  }
  return done;
}

function parse(text: string, known: Definition, request: RunRequest): ReturnType<typeof restore> {
  try {
    // Its digest was right, so it is as we wrote it.
    return restore(JSON.parse(text) as KeptRun, known, request);
  } catch {
    return undefined;
  }
}

async function keyOf(known: Definition, files: FilesState): Promise<string> {
  const parts = [FORM, await engineVersion(), known.text, files.text];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

interface FilesState {
  readonly text: string;
  /** When the last of them was changed; milliseconds of the epoch. */
  readonly changed: number;
}

/**
 * The files of all sources: names, sizes, identities, and the times at which content and anything else
 * about them changed (the second one can't be set back). Undefined where they can't be read: the run
 * says why.
 */
async function stateOf(request: RunRequest, known: Definition): Promise<FilesState | undefined> {
  try {
    const lines: string[] = [];
    let changed = 0;
    for (const location of known.locations) {
      lines.push(JSON.stringify(location));
      for (const { absolute, path } of await findFiles(request.place, location)) {
        const { size, mtimeNs, mtimeMs, ctimeNs, ino } = await stat(absolute, { bigint: true });
        lines.push(JSON.stringify([path, absolute]), `${size}:${mtimeNs}:${ctimeNs}:${ino}`);
        changed = Math.max(changed, Number(mtimeMs));
      }
    }
    return { text: lines.join("\n"), changed };
  } catch {
    return undefined;
  }
}
