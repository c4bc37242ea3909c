import type { FunnelModel } from "../../language/index.ts";
import type { FunnelResult } from "../engine/result.ts";

/** How the stages of a result are read. */
export type Reading = Pick<FunnelResult, "order" | "model">;

/** As written; of an inverted funnel from the last one, the action, back. */
export function inReadingOrder<T>(stages: readonly T[], { model }: Reading): readonly T[] {
  return model === "inverted" ? stages.toReversed() : stages;
}

/** The same of a funnel as it is written. */
export function readingOf({ order, model }: Pick<FunnelModel, "order" | "model">): Reading {
  return model === "inverted" ? { order, model } : { order };
}
