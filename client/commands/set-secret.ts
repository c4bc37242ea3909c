import * as vscode from "vscode";
import { secretKey, secretNames } from "../secrets.ts";

/** "Set Secret…": a value for `env("…")` that is kept by the editor and never stands in a file. */
export function registerSetSecret(secrets: vscode.SecretStorage): vscode.Disposable {
  return vscode.commands.registerCommand("funnel.setSecret", async () => {
    const name = await askForName();
    if (name === undefined) return;
    const value = await vscode.window.showInputBox({
      title: vscode.l10n.t("The value of {0}", name),
      prompt: vscode.l10n.t(
        "It is kept in the editor's secret storage; leave it empty to remove it.",
      ),
      password: true,
      ignoreFocusOut: true,
    });
    if (value === undefined) return;
    if (value === "") await secrets.delete(secretKey(name));
    else await secrets.store(secretKey(name), value);
    const done =
      value === ""
        ? vscode.l10n.t("The secret {0} was removed.", name)
        : vscode.l10n.t("The secret {0} was stored.", name);
    void vscode.window.showInformationMessage(done);
  });
}

/** Those that the open texts name are offered first. */
async function askForName(): Promise<string | undefined> {
  const texts = vscode.workspace.textDocuments.filter(({ languageId }) => languageId === "funnel");
  const names = [...new Set(texts.flatMap((text) => secretNames(text.getText())))];
  const another = vscode.l10n.t("Another name…");
  const title = vscode.l10n.t("Which secret?");
  const chosen =
    names.length === 0
      ? another
      : await vscode.window.showQuickPick([...names, another], { title });
  if (chosen !== another) return chosen;
  const typed = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t("The name that stands in env(…)"),
    validateInput: (text) =>
      text.trim() === "" ? vscode.l10n.t("A secret needs a name.") : undefined,
  });
  return typed?.trim();
}
