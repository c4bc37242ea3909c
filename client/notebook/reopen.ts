import * as vscode from "vscode";

/** What isn't saved is in one of the two only: it is saved before, or nothing happens. */
export async function reopen(
  uri: vscode.Uri,
  editor: string,
  document: vscode.TextDocument | vscode.NotebookDocument | undefined,
): Promise<void> {
  if (document !== undefined && (document.isDirty || document.isUntitled)) {
    const save = vscode.l10n.t("Save and Open");
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t("The file has edits that aren't saved; save it to open it the other way."),
      { modal: true },
      save,
    );
    if (chosen !== save || !(await document.save()) || document.isUntitled) return;
  }
  const shown = vscode.window.tabGroups.activeTabGroup.activeTab;
  await vscode.commands.executeCommand("vscode.openWith", uri, editor);
  // In its place, not beside it: they are two views of one file, and each would miss the other's edits.
  if (shown !== undefined && isOf(shown, uri) && !shown.isDirty) {
    await vscode.window.tabGroups.close(shown, true);
  }
}

function isOf({ input }: vscode.Tab, uri: vscode.Uri): boolean {
  const isEditor = input instanceof vscode.TabInputText || input instanceof vscode.TabInputNotebook;
  return isEditor && isSame(input.uri, uri);
}

export function isSame(a: vscode.Uri, b: vscode.Uri): boolean {
  return a.toString() === b.toString();
}
