import * as vscode from "vscode";
import type { Services } from "../services.ts";

/** "Restart Language Server". */
export function registerRestartServer({ server }: Services): vscode.Disposable {
  return vscode.commands.registerCommand("funnel.restartServer", () => server.restart());
}
