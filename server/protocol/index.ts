import type { FunnelReport } from "../report/report.ts";
import type { StudyReport } from "../report/study-report.ts";
import type { RunResult } from "../engine/result.ts";

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
  /** The machine-readable result of those that ran: what `--format json` prints. */
  readonly result: RunResult;
}

/** `funnel` is the name: of a study, where it came of one. */
export type FunnelOutcome =
  | {
      readonly kind: "report";
      readonly funnel: string;
      /** Zero-based line of its name, to jump to. */
      readonly line: number;
      readonly report: FunnelReport;
      readonly chart: ChartPayload;
      readonly milliseconds: number;
      /** Nothing had changed since it was computed before. */
      readonly fromCache?: true;
    }
  | {
      readonly kind: "study";
      readonly funnel: string;
      readonly line: number;
      readonly report: StudyReport;
      readonly milliseconds: number;
      /** Nothing had changed since it was computed before. */
      readonly fromCache?: true;
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

/** Progress of a run, server to client. */
export const runProgress = "funnel/runProgress";

export interface RunProgressParams {
  readonly runId: string;
  readonly funnel: string;
  readonly phase: "starting" | "reading" | "computing" | "drawing";
  /** 0 to 1, where it can be told. */
  readonly fraction?: number;
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
