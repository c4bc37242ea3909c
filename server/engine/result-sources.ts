export interface SourceLedger {
  readonly name: string;
  readonly files: number;
  /** Of the content of all files, see `run/fingerprint.ts`. */
  readonly fingerprint: string;
  readonly rows: {
    readonly read: number;
    /** Could not be parsed. */
    readonly rejected: number;
    readonly without_actor: number;
    /** Of records: dates that can't be read, and conditions that hold at an unreadable time. */
    readonly unreadable_time: number;
    /** Left out by `dedupe`; absent where there are none. */
    readonly repeated?: number;
    /** Records that did none of their stages; absent where there are none. */
    readonly without_stage?: number;
    readonly unmatched: Readonly<Record<string, number>>;
  };
  /** The first few rejected rows, for the user to look at. */
  readonly rejects?: readonly RejectedRow[];
}

export interface RejectedRow {
  /** Relative to the workspace folder. */
  readonly file: string;
  readonly line: number;
  readonly column: string | null;
  readonly reason: string;
}

export interface LimitNotice {
  readonly kind: string;
  readonly limit: number;
}

/** Found while running: the code's English wording with its place in the file. */
export interface ResultDiagnostic {
  readonly code: string;
  readonly severity: "error" | "warning" | "info" | "hint";
  /** One-based; absent where the file has no place for it. */
  readonly line?: number;
  readonly args: Readonly<Record<string, string | number>>;
  readonly message: string;
}
