import * as vscode from "vscode";
import { copySamples } from "../data/samples.ts";
import { type Log, showFailure } from "../log.ts";

/** "Open Sample Workspace": a copy of the samples, in a folder that the user picks (or names). */
export function registerOpenSamples(extension: vscode.Uri, log: Log): vscode.Disposable {
  return vscode.commands.registerCommand("funnel.openSamples", async (given: unknown) => {
    const into = given instanceof vscode.Uri ? given : await askForFolder();
    if (into === undefined) return;
    try {
      const folder = await copySamples(extension, into);
      await vscode.commands.executeCommand("vscode.openFolder", folder);
    } catch (error) {
      const sentence = vscode.l10n.t("The samples could not be copied; choose another folder.");
      await showFailure(log, sentence, error);
    }
  });
}

async function askForFolder(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: vscode.l10n.t("Where are the samples to be copied to?"),
    openLabel: vscode.l10n.t("Copy the samples here"),
    canSelectFiles: false,
    canSelectFolders: true,
  });
  return chosen?.[0];
}
