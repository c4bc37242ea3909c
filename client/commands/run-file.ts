import * as vscode from "vscode";
import type { Services } from "../services.ts";

/** Of the texts of cells: their results stand below them. */
const cellScheme = "vscode-notebook-cell";

/** A run as a user asks for it: refused with the reason, or shown beside the text from its start on. */
export async function runAndShow(
  { runs, panels }: Services,
  uri: vscode.Uri,
  funnel?: string,
): Promise<void> {
  if (uri.scheme === cellScheme) {
    const command = funnel === undefined ? "notebook.execute" : "notebook.cell.execute";
    await vscode.commands.executeCommand(command);
    return;
  }
  if (await refuse(uri)) return;
  panels.show(uri);
  await runs.start(uri, funnel);
}

/** Says why nothing is run here, and what to do; true where that is so. */
export async function refuse(uri: vscode.Uri): Promise<boolean> {
  if (!vscode.workspace.isTrusted) {
    const manage = vscode.l10n.t("Manage Workspace Trust");
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t(
        "A run reads data files, and this workspace is not trusted; trust it to run its funnels.",
      ),
      manage,
    );
    if (chosen === manage) await vscode.commands.executeCommand("workbench.trust.manage");
    return true;
  }
  if (uri.scheme !== "file" && uri.scheme !== "untitled") {
    await vscode.window.showWarningMessage(
      vscode.l10n.t(
        "Funnels run on files of a disk, and this one is elsewhere ({0}); save it to a folder on the disk to run it.",
        uri.scheme,
      ),
    );
    return true;
  }
  return false;
}

/** The file that a command is about: what it was given (a lens gives text), or the active editor's. */
export function fileOf(given: unknown): vscode.Uri | undefined {
  if (given instanceof vscode.Uri) return given;
  if (typeof given === "string" && given !== "") return vscode.Uri.parse(given, true);
  const document = vscode.window.activeTextEditor?.document;
  return document?.languageId === "funnel" ? document.uri : undefined;
}

/** For a command without a file to be about. */
export async function askForFile(): Promise<void> {
  await vscode.window.showInformationMessage(vscode.l10n.t("Open a .funnel file to run it."));
}
