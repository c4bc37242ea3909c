import * as vscode from "vscode";
import type { PanelState } from "./panel/messages.ts";
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
  let timer: NodeJS.Timeout | undefined;

  const show = (): void => {
    const running = runs.running();
    if (running.length === 0) {
      clearInterval(timer);
      timer = undefined;
      item.hide();
      return;
    }
    timer ??= setInterval(show, 1000);
    const since = Math.min(...running.map((run) => run.since));
    const seconds = Math.floor((Date.now() - since) / 1000);
    const states = running.map(({ uri }) => runs.state(uri));
    const parts = [vscode.l10n.t("Funnel: running {0} s", seconds), ...states.flatMap(shareOf)];
    item.text = `$(sync~spin) ${parts.join(" · ")}`;
    item.tooltip = [...states.flatMap(nameOf), vscode.l10n.t("Cancel the run")].join("\n");
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

/** "40 %": how far it is, where that can be told. */
function shareOf(state: PanelState): readonly string[] {
  if (state.kind !== "running" || state.fraction === undefined) return [];
  return [`${Math.round(state.fraction * 100)}\u00a0%`];
}

function nameOf(state: PanelState): readonly string[] {
  return state.kind === "running" && state.funnel !== undefined ? [state.funnel] : [];
}
