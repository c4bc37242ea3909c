import { type Guard, isBoolean, isObject, isString, listOf, shape } from "../panel/guards.ts";
import { isOutcome, isStrings } from "../panel/messages-guards.ts";
import type { PanelStrings } from "../panel/messages.ts";
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
  /** Funnels for which somebody chose the table (true) or the chart. */
  readonly tables: Readonly<Record<string, boolean>>;
}

/** Changed when the form changes: an older page's state is then left alone. */
export const keptVersion = "1";

const isKept: Guard<Kept> = shape<Kept>({
  version: isString,
  uri: isString,
  file: isString,
  locale: isString,
  strings: isStrings,
  outcomes: listOf(isOutcome),
  stale: isBoolean,
  tables: (value): value is Readonly<Record<string, boolean>> =>
    isObject(value) && Object.values(value).every(isBoolean),
});

export function readKept(state: unknown): Kept | undefined {
  return isKept(state) && state.version === keptVersion ? state : undefined;
}

/** Without what only an export needs: the kept state is copied at each change. */
export function lighter(outcomes: readonly Outcome[]): Outcome[] {
  return outcomes.map((outcome) =>
    outcome.kind === "report" ? { ...outcome, chart: { ...outcome.chart, vegaLite: {} } } : outcome,
  );
}
