import * as vscode from "vscode";
import type { Latest, LatestResult } from "./latest.ts";
import { movedLine } from "./moved.ts";

/** Expectations that aren't met, as problems at their lines; after an edit they say that they are of before. */
export function showUnmet(latest: Latest): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection("funnel-expectations");
  const show = (uri: vscode.Uri): void => {
    const document = vscode.workspace.textDocuments.find(
      (one) => one.uri.toString() === uri.toString(),
    );
    const lines = document?.getText().split(/\r\n|\r|\n/);
    collection.set(
      uri,
      latest.of(uri).flatMap((result) => diagnosticsOf(result, lines ?? result.lines)),
    );
  };
  return vscode.Disposable.from(collection, latest.onChange(show));
}

function diagnosticsOf(
  { expectations, lines: ran, freshness }: LatestResult,
  lines: readonly string[],
): readonly vscode.Diagnostic[] {
  return expectations.flatMap(({ range, problem }) => {
    if (problem === undefined) return [];
    const line = movedLine(lines, ran[range.start.line] ?? "", range.start.line);
    if (line === undefined) return [];
    const text = lines[line] ?? "";
    const start = text.length - text.trimStart().length;
    const found = new vscode.Diagnostic(
      new vscode.Range(line, start, line, Math.max(start, text.trimEnd().length)),
      [problem.message, ...sinceThen(freshness)].join(" · "),
      severityOf(problem.severity, freshness),
    );
    found.source = "funnel";
    found.code = problem.code;
    return [found];
  });
}

function sinceThen(freshness: LatestResult["freshness"]): readonly string[] {
  switch (freshness) {
    case "fresh":
      return [];
    case "text":
      return [vscode.l10n.t("The text has changed since this run.")];
    case "data":
      return [vscode.l10n.t("The data have changed since this run.")];
  }
}

/** What may not be so any more is no error. */
function severityOf(
  severity: "error" | "warning" | "info" | "hint",
  freshness: LatestResult["freshness"],
): vscode.DiagnosticSeverity {
  if (freshness !== "fresh") return vscode.DiagnosticSeverity.Information;
  switch (severity) {
    case "error":
      return vscode.DiagnosticSeverity.Error;
    case "warning":
      return vscode.DiagnosticSeverity.Warning;
    case "info":
      return vscode.DiagnosticSeverity.Information;
    case "hint":
      return vscode.DiagnosticSeverity.Hint;
  }
}
