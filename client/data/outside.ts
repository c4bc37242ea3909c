import * as vscode from "vscode";
import { exists, nameOf } from "./target.ts";

/** Not one letter, which is a drive; as paths have it before their colon. */
const folderName = /^[\p{L}_][\p{L}\p{N}_-]+$/u;

/**
 * For a file outside of the workspace: copies it into `data/`, or names its folder on this machine, as the
 * user chooses. The file to read from now on; undefined: neither.
 */
export async function bringInside(
  data: vscode.Uri,
  text: vscode.Uri,
): Promise<vscode.Uri | undefined> {
  const copyIt = {
    label: `$(copy) ${vscode.l10n.t("Copy it into data/")}`,
    detail: vscode.l10n.t("The file goes with the workspace; later changes of the original don't."),
    run: () => copyInto(data, text),
  };
  const nameIt = {
    label: `$(folder) ${vscode.l10n.t("Name its folder on this machine…")}`,
    detail: vscode.l10n.t(
      "The text says exports:{0}; where that is, each machine says in its settings.",
      nameOf(data),
    ),
    run: () => nameFolder(data),
  };
  const picked = await vscode.window.showQuickPick([copyIt, nameIt], {
    title: vscode.l10n.t("Attach {0}", nameOf(data)),
    placeHolder: vscode.l10n.t(
      "The file lies outside of the workspace, which funnels never leave.",
    ),
    ignoreFocusOut: true,
  });
  return picked?.run();
}

async function copyInto(data: vscode.Uri, text: vscode.Uri): Promise<vscode.Uri> {
  const home = homeOf(text);
  const [, plain = "", ending = ""] = /^(.[^.]*)(.*)$/.exec(nameOf(data)) ?? [];
  for (let n = 1; ; n++) {
    const name = n === 1 ? nameOf(data) : `${plain}-${n}${ending}`;
    const copy = vscode.Uri.joinPath(home, "data", name);
    if (await exists(copy)) continue;
    await vscode.workspace.fs.copy(data, copy, { overwrite: false });
    return copy;
  }
}

/** The workspace folder of a text; of a text outside of all, its own folder. */
function homeOf(text: vscode.Uri): vscode.Uri {
  const folder =
    vscode.workspace.getWorkspaceFolder(text) ?? vscode.workspace.workspaceFolders?.[0];
  return folder?.uri ?? vscode.Uri.joinPath(text, "..");
}

async function nameFolder(data: vscode.Uri): Promise<vscode.Uri | undefined> {
  const settings = vscode.workspace.getConfiguration("funnel");
  const known = settings.get<Readonly<Record<string, string>>>("folders", {});
  const folder = vscode.Uri.joinPath(data, "..");
  const value = nameOf(folder).replace(/[^\p{L}\p{N}_-]+/gu, "-");
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t("What is this folder to be called?"),
    prompt: folder.fsPath,
    value: folderName.test(value) && !(value in known) ? value : "exports",
    ignoreFocusOut: true,
    validateInput: (typed) => {
      if (!folderName.test(typed)) {
        return vscode.l10n.t("A name begins with a letter and has at least two characters.");
      }
      return typed in known
        ? vscode.l10n.t("Another folder is called so: {0}", known[typed] ?? "")
        : undefined;
    },
  });
  if (name === undefined) return undefined;
  const folders = { ...known, [name]: folder.fsPath };
  await settings.update("folders", folders, vscode.ConfigurationTarget.Global);
  return data;
}
