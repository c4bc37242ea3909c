import * as vscode from "vscode";
import type { DataTree } from "../data/tree.ts";

/** "Refresh Data": asks the files again. */
export function registerRefreshData(tree: DataTree): vscode.Disposable {
  return vscode.commands.registerCommand("funnel.refreshData", () => tree.refresh());
}
