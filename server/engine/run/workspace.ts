import type { Database } from "./duckdb.ts";
import type { DatabaseLimits } from "./limits.ts";
import type { Progress } from "./runner.ts";

/** What a request may use, and how it is told to stop. */
export interface Workspace {
  readonly limits: DatabaseLimits;
  /** A private folder for this request. */
  readonly temporary: string;
  readonly progress: (progress: Progress) => void;
  /** Throws where the user has stopped the request. */
  readonly checkStopped: () => void;
  readonly stopped: () => boolean;
  /** The database to interrupt. */
  readonly using: (database: Database | undefined) => void;
}

/** The same for one of several readings, from 0 on: how far it is, is told as a part of all of them. */
export function partOf(space: Workspace, reading: number, readings: number): Workspace {
  return {
    ...space,
    progress: (progress) =>
      space.progress(
        progress.phase === "reading"
          ? { ...progress, fraction: (reading + (progress.fraction ?? 0)) / readings }
          : progress,
      ),
  };
}
