import * as vscode from "vscode";
import type { Runs } from "../runs.ts";

/** Runs the funnels of a file whenever it is saved, where the user wants that. */
export function runOnSave(runs: Pick<Runs, "start">): vscode.Disposable {
  return vscode.workspace.onDidSaveTextDocument(({ languageId, uri }) => {
    if (languageId !== "funnel" || uri.scheme !== "file" || !vscode.workspace.isTrusted) return;
    const isWanted = vscode.workspace.getConfiguration("funnel", uri).get("runOnSave", false);
    // Nothing is opened by itself: a result that is shown is brought up to date, as are lenses and problems.
    if (isWanted) void runs.start(uri);
  });
}
