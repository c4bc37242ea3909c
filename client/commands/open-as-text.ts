import * as vscode from "vscode";
import { isSame, reopen } from "../notebook/reopen.ts";
import { askForFile } from "./run-file.ts";

/** "Open as Text": back from the notebook. */
export function registerOpenAsText(): vscode.Disposable {
  return vscode.commands.registerCommand("funnel.openAsText", async (file: unknown) => {
    const active = vscode.window.activeNotebookEditor?.notebook;
    const uri = file instanceof vscode.Uri ? file : active?.uri;
    if (uri === undefined) return askForFile();
    const document = vscode.workspace.notebookDocuments.find((one) => isSame(one.uri, uri));
    await reopen(uri, "default", document);
  });
}
