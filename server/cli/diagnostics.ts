import { describeFinding, indexLines } from "../../language/index.ts";
import type { Diagnostic, Finding, Locale, Severity, Span } from "../../language/index.ts";
import { exitCode } from "./exit.ts";
import type { ExitCode } from "./exit.ts";

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** `file:line:column: severity CODE message`, which editors and terminals turn into a link. */
export function findingLine(
  file: string,
  { line, column }: Position,
  severity: Severity,
  finding: Finding,
  locale: Locale,
): string {
  const message = describeFinding(finding, locale);
  return `${file}:${line}:${column}: ${severity} ${finding.code} ${message}`;
}

/** The same of what has no code. */
export function sentenceLine(
  file: string,
  position: Position | undefined,
  severity: Severity,
  sentence: string,
): string {
  const where = position === undefined ? file : `${file}:${position.line}:${position.column}`;
  return `${where}: ${severity}: ${sentence}`;
}

/** One-based, as editors show it. */
export function placeOf(text: string, span: Span): Position {
  const { line, character } = indexLines(text).positionAt(span.start);
  return { line: line + 1, column: character + 1 };
}

export function describeDiagnostics(
  file: string,
  text: string,
  diagnostics: readonly Diagnostic[],
  locale: Locale,
): string[] {
  return diagnostics.map((found) =>
    findingLine(file, placeOf(text, found.span), found.severity, found, locale),
  );
}

/** What the errors among diagnostics end the process with. Only errors count. */
export function codeOf(diagnostics: readonly Diagnostic[]): ExitCode {
  const errors = diagnostics.filter((found) => found.severity === "error");
  if (errors.length === 0) return exitCode.ok;
  return errors.some((found) => isAboutReading(found)) ? exitCode.badData : exitCode.badFile;
}

/** FNL5xxx are about the data themselves; a wrong column or event is a mistake of the file. */
function isAboutReading(finding: Finding): boolean {
  // What is wrong with an imported file is said of its use.
  const { code } = finding.code === "FNL2074" ? finding.args.problem : finding;
  return code.startsWith("FNL5");
}
