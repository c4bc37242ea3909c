import * as vscode from "vscode";
import type { History } from "../history/history.ts";

/** "Clear Runs": of the list of runs; results and files stay. */
export function registerClearRuns(history: Pick<History, "clear">): vscode.Disposable {
  return vscode.commands.registerCommand("funnel.clearRuns", () => history.clear());
}
