import * as vscode from "vscode";
import type { Services } from "../services.ts";

/** "Cancel Run": of whatever runs; also a click on the status bar. */
export function registerCancelRun({ runs }: Services): vscode.Disposable {
  return vscode.commands.registerCommand("funnel.cancelRun", () => runs.cancel());
}
