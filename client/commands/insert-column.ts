import * as vscode from "vscode";
import type { Node } from "../data/tree-nodes.ts";

/** "Insert Column Name": of a line of the Data view, where the cursor is. */
export function registerInsertColumn(): vscode.Disposable {
  return vscode.commands.registerCommand("funnel.insertColumn", async (node?: Node) => {
    if (node?.kind !== "column") return;
    const isFunnel = ({ document }: vscode.TextEditor): boolean => document.languageId === "funnel";
    const active = vscode.window.activeTextEditor;
    const editor =
      active !== undefined && isFunnel(active)
        ? active
        : vscode.window.visibleTextEditors.find(isFunnel);
    if (editor === undefined) {
      await vscode.window.showInformationMessage(
        vscode.l10n.t("Open a .funnel file and put the cursor where the column is to be named."),
      );
      return;
    }
    const { document, selections, viewColumn } = editor;
    await editor.edit((edit) => {
      for (const selection of selections) edit.replace(selection, node.column.written);
    });
    if (viewColumn !== undefined) await vscode.window.showTextDocument(document, { viewColumn });
  });
}
