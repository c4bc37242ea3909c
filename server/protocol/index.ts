import type { ChartTab } from "../report/charts/tabs.ts";
import type { FunnelReport } from "../report/report.ts";
import type { StudyReport } from "../report/study-report.ts";
import type { RunResult } from "../engine/result.ts";
import type { Refused } from "./data.ts";
import type { PeopleOffer } from "./people.ts";

export * from "./data.ts";
export * from "./exports.ts";
export * from "./people.ts";

/**
 * The custom requests between client and server: names, parameters, results. Everything else goes
 * through the standard protocol. README.md lists them; a test ties the two together.
 */

/** Runs funnels and studies of a document. Cancelled like any request of the protocol. */
export const runFunnels = "funnel/run";

export interface RunFunnelsParams {
  readonly uri: string;
  /** The funnel or study of this name; absent: every one of the file. */
  readonly funnel?: string;
  /** Tells progress notifications of concurrent runs apart; chosen by the client. */
  readonly runId: string;
}

export interface RunFunnelsResult {
  readonly uri: string;
  /** The version of the text that was run. */
  readonly version: number;
  /** In the order of the file: what was run and what could not be. */
  readonly outcomes: readonly FunnelOutcome[];
  /** Of the funnels that ran, in the order of the text. */
  readonly expectations: readonly ExpectationOutcome[];
  /** The machine-readable result of those that ran: what `--format json` prints. */
  readonly result: RunResult;
}

/** How an `expect` came out. */
export interface ExpectationOutcome {
  readonly funnel: string;
  readonly status: "pass" | "fail" | "warn" | "unknown";
  /** "conversion(Visit -> Paid) >= 20%" */
  readonly expected: string;
  /** "12.3 %" */
  readonly actual: string;
  /** In the text that was run. */
  readonly range: TextRange;
  /** Of those that don't pass: what is said at their place. */
  readonly problem?: Problem;
}

/** Zero-based lines and UTF-16 units. */
export interface TextRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** `funnel` is the name: of a study, where it came of one. */
export type FunnelOutcome =
  | {
      readonly kind: "report";
      readonly funnel: string;
      /** Zero-based line of its name, to jump to. */
      readonly line: number;
      readonly report: FunnelReport;
      /** Of the first tab. */
      readonly chart: ChartPayload & { readonly tab: ChartTab };
      /** Of the further tabs, in their order: to be compiled when they are opened. */
      readonly others: readonly OtherChart[];
      /** The text asks for the table before any chart. */
      readonly tableFirst?: true;
      /** The statements that read the rows. */
      readonly sql: string;
      readonly milliseconds: number;
      /** Nothing had changed since it was computed before. */
      readonly fromCache?: true;
      /** Absent where nobody's people can be asked for. */
      readonly people?: PeopleOffer;
    }
  | {
      readonly kind: "study";
      readonly funnel: string;
      readonly line: number;
      readonly report: StudyReport;
      /** Absent where there is nothing to draw. */
      readonly chart?: ChartPayload;
      readonly sql: string;
      readonly milliseconds: number;
      /** Nothing had changed since it was computed before. */
      readonly fromCache?: true;
      /** Absent where nobody's people can be asked for. */
      readonly people?: PeopleOffer;
    }
  | {
      readonly kind: "failure";
      readonly funnel: string;
      readonly line: number;
      readonly failure: "data" | "cancelled" | "internal" | "file";
      /** Codes and localised sentences: what is wrong, where, what to do. */
      readonly problems: readonly Problem[];
    };

export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly severity: "error" | "warning" | "info" | "hint";
  /** Zero-based place in the file, where there is one. */
  readonly line?: number;
  readonly character?: number;
}

export interface ChartPayload {
  /** For export and for the curious. */
  readonly vegaLite: object;
  /** Compiled, for the view (`vega` with the expression interpreter). Colours and fonts are signals. */
  readonly vega: object;
}

export interface OtherChart {
  readonly tab: ChartTab;
  readonly vegaLite: object;
}

/** Compiles the chart of a further tab, which the result came with, client to server. */
export const compileChart = "funnel/compileChart";

export interface CompileChartParams {
  readonly vegaLite: object;
}

export interface CompileChartResult {
  readonly vega: object;
}

/** Progress of a run, server to client. */
export const runProgress = "funnel/runProgress";

export interface RunProgressParams {
  readonly runId: string;
  readonly funnel: string;
  readonly phase: "starting" | "reading" | "computing" | "drawing";
  /** 0 to 1, where it can be told. */
  readonly fraction?: number;
}

/** What is wrong with a text when all of its data are known. Cancelled like any request. */
export const checkText = "funnel/check";

export interface CheckParams {
  /** Of the file that it is in, or would be in. */
  readonly uri: string;
  /** Absent: the one that is open, or on the disk. */
  readonly text?: string;
}

export type CheckResult =
  | { readonly kind: "checked"; readonly problems: readonly Problem[] }
  /** There is no such file. */
  | { readonly kind: "missing" }
  | Refused;

/** What the funnels of the workspace's files expect: each `expect` is a test. */
export const listExpectations = "funnel/expectations";

export interface ListExpectationsParams {
  /** Of this file alone; absent: of all. */
  readonly uri?: string;
}

export interface ListExpectationsResult {
  /** Those with expectations. */
  readonly files: readonly ExpectingFile[];
}

export interface ExpectingFile {
  readonly uri: string;
  readonly funnels: readonly {
    readonly name: string;
    /** Its keyword and name. */
    readonly range: TextRange;
    readonly expectations: readonly { readonly text: string; readonly range: TextRange }[];
  }[];
}

/**
 * The workspace is trusted from now on, client to server, without parameters. For a server that was
 * started untrusted: before this it reads no data and runs nothing.
 */
export const grantTrust = "funnel/trust";

/**
 * Whether a secret of a name is stored on this machine, server to client, for clients that say
 * `secrets: true` in their `initializationOptions`. Its value never leaves the client's storage for this.
 */
export const askSecret = "funnel/secret";

export interface AskSecretParams {
  /** As written in `env("…")`. */
  readonly name: string;
}

export interface AskSecretResult {
  readonly exists: boolean;
}

/** Secrets were stored or removed, client to server, without parameters. */
export const secretsChanged = "funnel/secretsChanged";

/** Notebooks of this type: their cells are analysed as one file. */
export const notebook = { type: "funnel-notebook" } as const;
