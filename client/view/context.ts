import type { PageMessage, PanelStrings } from "../panel/messages.ts";
import type { Tooltip } from "./tooltip.ts";

/** What the parts of the page share. */
export interface PageContext {
  readonly locale: string;
  readonly strings: PanelStrings;
  readonly tooltip: Tooltip;
  readonly send: (message: PageMessage) => void;
  /** Whether a funnel is shown as a table; remembered with the page. */
  tableFor(funnel: string): boolean;
  chooseTable(funnel: string, table: boolean): void;
}

/** "41 ms", "1.3 s", in the user's language. */
export function duration(milliseconds: number, locale: string): string {
  const unit = milliseconds < 1000 ? "millisecond" : "second";
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit,
    maximumFractionDigits: unit === "second" ? 1 : 0,
  }).format(unit === "second" ? milliseconds / 1000 : milliseconds);
}
