import type { AnswerMessage, DeskMessage } from "./desk-messages.ts";
import type { ExportStrings } from "./export-strings.ts";
import type { PeopleStrings } from "./people-strings.ts";
import type { FunnelOutcome, Problem, RunProgressParams } from "../../server/protocol/index.ts";

/**
 * What the extension and the page of results say to each other. Either side checks what arrives
 * (`messages-guards.ts`): a page may be older than the extension that restored it.
 */

/** From the extension to the page. */
export type HostMessage =
  /** The answer to `ready`, and again when the language changes; a `state` follows. */
  | {
      readonly kind: "start";
      /**
       * The file's address. The page keeps it as `uri` in what it gives to `setState`: by it the
       * extension knows the file of a panel that VS Code restores.
       */
      readonly uri: string;
      /** The file's name, as people know it. */
      readonly file: string;
      /** A BCP 47 tag, for numbers and the page's `lang`. */
      readonly locale: string;
      readonly strings: PanelStrings;
    }
  | { readonly kind: "state"; readonly state: PanelState }
  /** The text was edited after the run that is shown (or is as it was then). */
  | { readonly kind: "stale"; readonly stale: boolean }
  /** The answer to `compile` of the same id; null where it can't be drawn. */
  | { readonly kind: "compiled"; readonly id: number; readonly vega: object | null }
  | AnswerMessage;

export type PanelState =
  /** Nothing was run yet: the page says what to do. A result that it kept stays. */
  | { readonly kind: "idle" }
  | {
      readonly kind: "running";
      /** Tells one run from the next: the page counts its seconds by it. */
      readonly runId: string;
      /** Absent: not known yet, or all funnels of the file. */
      readonly funnel?: string;
      readonly phase: RunProgressParams["phase"];
      /** 0 to 1, where it can be told. */
      readonly fraction?: number;
      /** Since the run began, so that a page shown later doesn't count from 0. */
      readonly elapsedMilliseconds: number;
    }
  | { readonly kind: "done"; readonly outcomes: readonly FunnelOutcome[] }
  /** No outcome at all: the file doesn't parse, the server is gone, the run was cancelled. */
  | {
      readonly kind: "failed";
      readonly failure: "data" | "cancelled" | "internal" | "file";
      readonly problems: readonly Problem[];
    };

/** From the page to the extension. */
export type PageMessage =
  /** The page listens: send `start` and the present `state`. */
  | { readonly kind: "ready" }
  /** Absent: every funnel of the file. */
  | { readonly kind: "run"; readonly funnel?: string }
  | { readonly kind: "cancel" }
  /** Show this place in the text editor, beside the page. */
  | { readonly kind: "reveal"; readonly place: PagePlace }
  /** A tab was opened whose chart isn't compiled yet. */
  | { readonly kind: "compile"; readonly id: number; readonly vegaLite: object }
  /** Show the query of a funnel or study in an editor, read-only. */
  | { readonly kind: "openSql"; readonly funnel: string; readonly sql: string }
  | DeskMessage;

export type PagePlace =
  /** Both zero-based. */
  | { readonly kind: "line"; readonly line: number; readonly character: number }
  /** In UTF-16 units of the text that was run. */
  | { readonly kind: "offset"; readonly offset: number };

/** The page's own words, localised by the extension. `{0}` is filled in by the page. */
export interface PanelStrings {
  /** Of the people behind a result. */
  readonly people: PeopleStrings;
  /** Of what is copied and saved of a result. */
  readonly exports: ExportStrings;
  /** "No result yet" */
  readonly emptyTitle: string;
  /** "Run a funnel to see here how many of its actors get from stage to stage." */
  readonly emptyHint: string;
  /** "Run all funnels" */
  readonly runAll: string;
  /** "Run again" */
  readonly runAgain: string;
  /** "Cancel" */
  readonly cancel: string;
  /** "Cancelling…", after the click */
  readonly cancelling: string;
  /** "Running {0}": a funnel's name */
  readonly running: string;
  /** "Running", while no name is known */
  readonly runningAny: string;
  /** "starting the engine" */
  readonly phaseStarting: string;
  /** "reading rows" */
  readonly phaseReading: string;
  /** "computing" */
  readonly phaseComputing: string;
  /** "drawing" */
  readonly phaseDrawing: string;
  /** "The text has changed since this run." */
  readonly stale: string;
  /** "This funnel could not be run" */
  readonly failedTitle: string;
  /** "The run was cancelled" */
  readonly cancelledTitle: string;
  /** "Line {0}": the link to a place */
  readonly line: string;
  /** "Show in the text": tooltip of a title and of a bar */
  readonly showInText: string;
  /** "Views of {0}": the name of the tabs of a result, for screen readers */
  readonly view: string;
  /** "Steps" */
  readonly tabSteps: string;
  /** "Trend" */
  readonly tabTrend: string;
  /** "Time to convert" */
  readonly tabTime: string;
  /** "Flow": where the lost went */
  readonly tabFlow: string;
  /** "Pipeline": where those stand who are still open */
  readonly tabPipeline: string;
  /** "Chart": the only one of a study */
  readonly tabChart: string;
  /** "Table" */
  readonly tabTable: string;
  /** "SQL" */
  readonly tabSql: string;
  /** "These statements read the rows; the figures are worked out from what they give." */
  readonly sqlNote: string;
  /** "Open in an editor" */
  readonly openSql: string;
  /** What a click or Enter on a mark leads to: "Click or Enter: who reached it" */
  readonly hintReached: string;
  /** "Click or Enter: who was lost here" */
  readonly hintDropped: string;
  /** "Click or Enter: how long it took" */
  readonly hintTime: string;
  /** "Click or Enter: its place in the text" */
  readonly hintText: string;
  /** "Funnel chart: {0}": for screen readers */
  readonly chartLabel: string;
  /** "Stages of {0}": caption of the table, for screen readers */
  readonly tableLabel: string;
  /** "The chart could not be drawn; the table has the same figures." */
  readonly chartFailed: string;
  /** "Expectations" */
  readonly expectations: string;
  /** "Notices" */
  readonly notices: string;
  /** "95 % interval": before "6.6–7.5 %" */
  readonly interval: string;
  /** "took {0}": a duration such as "41 ms" */
  readonly took: string;
  /** Said instead of that where nothing was computed. */
  readonly fromCache: string;
  /** "Finished: {0}", read aloud: "5 stages, 12.3 %" */
  readonly finished: string;
}
