import type { FunnelModel } from "./model-funnels.ts";
import type { ConnectionModel, ParamModel, SourceModel } from "./model-sources.ts";
import type { StudyModel } from "./model-studies.ts";

export type * from "./model-funnels.ts";
export type * from "./model-measures.ts";
export type * from "./model-rows.ts";
export type * from "./model-sources.ts";
export type * from "./model-studies.ts";

/**
 * The program after resolution: plain, serialisable data without holes. Whatever runs a file reads
 * this and never the tree. All durations are whole microseconds, all names are resolved.
 */
export interface Program {
  /** Those of imported files included. */
  readonly sources: readonly SourceModel[];
  readonly connections: readonly ConnectionModel[];
  readonly params: readonly ParamModel[];
  /** Of this file alone, as are the studies. */
  readonly funnels: readonly FunnelModel[];
  /**
   * Funnels of imported files that studies of this file are on, by the names that these have for them:
   * not run by themselves. Places and lines count from the beginning of their own `file`.
   */
  readonly imported: readonly FunnelModel[];
  readonly studies: readonly StudyModel[];
}
