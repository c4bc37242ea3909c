import * as vscode from "vscode";

/** The output channel "Funnel": where the details go that no user should have to read first. */
export type Log = vscode.LogOutputChannel;

export function createLog(): Log {
  return vscode.window.createOutputChannel("Funnel", { log: true });
}

/** The whole of an error, for the log. */
export function detailsOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/**
 * Something went wrong that nobody foresaw: one sentence for the user, saying what to do, and the
 * details in the log, a click away.
 */
export async function showFailure(log: Log, sentence: string, error: unknown): Promise<void> {
  log.error(sentence, detailsOf(error));
  const showLog = vscode.l10n.t("Show Log");
  const chosen = await vscode.window.showErrorMessage(sentence, showLog);
  if (chosen === showLog) log.show();
}
