import { type Diagnostic, type Finding, describeFinding } from "../../../language/index.ts";
import type { ResultDiagnostic } from "../result.ts";

/** What a run found, as its result says it: in English, and without places until the text is at hand. */
export function writeDiagnostics(diagnostics: readonly Diagnostic[]): ResultDiagnostic[] {
  return diagnostics.map((finding) => ({
    code: finding.code,
    severity: finding.severity,
    args: plainArgs(finding),
    message: describeFinding(finding, "en"),
  }));
}

function plainArgs(finding: Finding): Record<string, string | number> {
  const args: Record<string, string | number> = {};
  for (const [key, value] of Object.entries(finding.args)) {
    if (typeof value === "string" || typeof value === "number") args[key] = value;
  }
  return args;
}
