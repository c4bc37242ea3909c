import type { PageMessage, PanelStrings } from "../panel/messages.ts";
import type { Desk } from "./desk.ts";
import type { Tooltip } from "./tooltip.ts";

/** What the parts of the page share. */
export interface PageContext {
  readonly locale: string;
  readonly strings: PanelStrings;
  readonly tooltip: Tooltip;
  readonly send: (message: PageMessage) => void;
  /** Compiles the chart of a further tab. @throws where nobody can */
  compile(vegaLite: object): Promise<object>;
  /** The tab that somebody chose for a funnel or study; remembered with the page. */
  tabFor(funnel: string): string | undefined;
  chooseTab(funnel: string, tab: string): void;
  /** Asks the extension. @throws where it can't be reached, or answers in an unknown form */
  readonly ask: Desk["ask"];
  /** Shows who is behind a bar; absent where nobody can be shown. */
  readonly showPeople?: (stage: string, who: "reached" | "dropped") => void;
  /** Whether something is said for the first time: true once for each text. */
  readonly isNew: (text: string) => boolean;
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
