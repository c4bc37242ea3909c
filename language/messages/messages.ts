import type { DataDiagnosticParams } from "../diagnostics-data.ts";
import type { FileDiagnosticParams } from "../diagnostics-files.ts";
import type { DiagnosticParams, NoteParams } from "../diagnostics.ts";
import type { Expectation } from "../syntax/expectations.ts";

/** The wording of one language. */
export interface Messages {
  readonly findings: {
    readonly [Code in keyof DiagnosticParams]: (args: DiagnosticParams[Code]) => string;
  };
  readonly notes: { readonly [Key in keyof NoteParams]: (args: NoteParams[Key]) => string };
  /** Whole sentences: what is needed at that place. */
  readonly expected: Readonly<Record<Expectation, string>>;
}

/** The wording of the diagnostics of data, in files of their own. */
export type DataMessages = {
  readonly [Code in keyof DataDiagnosticParams]: (args: DataDiagnosticParams[Code]) => string;
};

/** The wording of the diagnostics of several files. */
export type FileMessages = {
  readonly [Code in keyof FileDiagnosticParams]: (args: FileDiagnosticParams[Code]) => string;
};
