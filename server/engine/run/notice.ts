import { type Diagnostic, type Finding, severityOf } from "../../../language/index.ts";

/** A finding of a run, with its place in the file. */
export function notice(finding: Finding, span: Diagnostic["span"]): Diagnostic {
  return { ...finding, severity: severityOf(finding.code), span };
}
