import * as vscode from "vscode";
import { notebook } from "../../server/protocol/index.ts";
import { isSame, reopen } from "../notebook/reopen.ts";
import { askForFile, fileOf } from "./run-file.ts";

/** "Open as Notebook": the same file as cells. */
export function registerOpenAsNotebook(): vscode.Disposable {
  return vscode.commands.registerCommand("funnel.openAsNotebook", async (file: unknown) => {
    const uri = fileOf(file);
    if (uri === undefined) return askForFile();
    const document = vscode.workspace.textDocuments.find((one) => isSame(one.uri, uri));
    await reopen(uri, notebook.type, document);
  });
}
