import { type Guard, isBoolean, isObject, isString, listOf, shape } from "../panel/guards.ts";
import { isOutcome, isStrings } from "../panel/messages-guards.ts";
import type { PanelStrings } from "../panel/messages.ts";
import { withoutExport } from "../panel/without-export.ts";
import type { Outcome } from "./outcome.ts";

/**
 * What the page leaves with the editor, so that it comes back as it was after being hidden or after
 * a restart. The extension reads `uri` from it.
 */
export interface Kept {
  readonly version: string;
  readonly uri: string;
  readonly file: string;
  readonly locale: string;
  readonly strings: PanelStrings;
  readonly outcomes: readonly Outcome[];
  readonly stale: boolean;
  /** The tabs that somebody chose, by the name of the funnel or study. */
  readonly tabs: Readonly<Record<string, string>>;
}

/** Changed when the form changes: an older page's state is then left alone. */
export const keptVersion = "2";

const isKept: Guard<Kept> = shape<Kept>({
  version: isString,
  uri: isString,
  file: isString,
  locale: isString,
  strings: isStrings,
  outcomes: listOf(isOutcome),
  stale: isBoolean,
  tabs: (value): value is Readonly<Record<string, string>> =>
    isObject(value) && Object.values(value).every(isString),
});

export function readKept(state: unknown): Kept | undefined {
  return isKept(state) && state.version === keptVersion ? state : undefined;
}

export function lighter(outcomes: readonly Outcome[]): Outcome[] {
  return outcomes.map(withoutExport);
}
