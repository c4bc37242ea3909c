import * as vscode from "vscode";
import type { Runs } from "./runs.ts";

/** "Funnel: running 12 s" in the status bar, while something runs; a click cancels it. */
export function showStatus(runs: Runs): vscode.Disposable {
  const item = vscode.window.createStatusBarItem(
    "funnel.run",
    vscode.StatusBarAlignment.Right,
    100,
  );
  item.name = vscode.l10n.t("Funnel: running");
  item.command = "funnel.cancelRun";
  item.tooltip = vscode.l10n.t("Cancel the run");
  let timer: NodeJS.Timeout | undefined;

  const show = (): void => {
    const since = runs.running().map((run) => run.since);
    if (since.length === 0) {
      clearInterval(timer);
      timer = undefined;
      item.hide();
      return;
    }
    timer ??= setInterval(show, 1000);
    const seconds = Math.floor((Date.now() - Math.min(...since)) / 1000);
    item.text = `$(sync~spin) ${vscode.l10n.t("Funnel: running {0} s", seconds)}`;
    item.show();
  };
  let wasRunning = false;
  const changed = runs.onChange(() => {
    const isRunning = runs.running().length > 0;
    if (isRunning !== wasRunning) {
      wasRunning = isRunning;
      // Enables "Cancel Run".
      void vscode.commands.executeCommand("setContext", "funnel.running", isRunning);
    }
    show();
  });
  return vscode.Disposable.from(item, changed, { dispose: () => clearInterval(timer) });
}
