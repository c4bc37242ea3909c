import * as vscode from "vscode";
import { registerClearRuns } from "./commands/clear-runs.ts";
import { registerData } from "./data/data.ts";
import { dataFiles } from "./data-files.ts";
import { createHistory } from "./history/history.ts";
import { createLatest } from "./results/latest.ts";
import { showResultLenses } from "./results/lenses.ts";
import { runOnSave } from "./results/on-save.ts";
import { showUnmet } from "./results/unmet.ts";
import type { Services } from "./services.ts";
import { registerTasks } from "./tasks/tasks.ts";
import { createTests } from "./tests/controller.ts";
import { registerTools } from "./tools/tools.ts";

export { extendMarkdownIt } from "./markdown/fences.ts";

/**
 * What stands beside the text and its results: tests, lenses, problems, the list of runs, tasks, tools of
 * language models. A bundle of its own, loaded when the language server is on its way.
 */
export function registerBeside(
  context: vscode.ExtensionContext,
  services: Services,
): vscode.Disposable {
  const { server, runs, log } = services;
  const watcher = vscode.workspace.createFileSystemWatcher(dataFiles);
  const dataChanged = new vscode.EventEmitter<vscode.Uri>();
  const tell = (uri: vscode.Uri): void => dataChanged.fire(uri);
  const latest = createLatest(server, dataChanged.event);
  const history = createHistory(context.workspaceState, server);
  return vscode.Disposable.from(
    watcher,
    dataChanged,
    watcher.onDidChange(tell),
    watcher.onDidCreate(tell),
    watcher.onDidDelete(tell),
    latest,
    showResultLenses(server, latest),
    showUnmet(latest),
    history,
    registerClearRuns(history),
    runOnSave(runs),
    registerData(context.extensionUri, services, dataChanged.event),
    createTests(server, dataChanged.event, log),
    registerTasks(context.extensionUri),
    registerTools(server),
  );
}
