import * as vscode from "vscode";
import { nameOf } from "../uri-name.ts";
import { folderNameProblem, suggestFolderName } from "./folder-name.ts";
import { exists, freeIn } from "./target.ts";

/** A file as funnels may read it. */
export interface Inside {
  readonly file: vscode.Uri;
  /** Takes back what was done for it, for no text reads it. */
  undo(): Promise<void>;
}

/**
 * For a file outside of the workspace: copies it into `data/`, or names its folder on this machine, as the
 * user chooses. Undefined: neither.
 */
export async function bringInside(data: vscode.Uri, text: vscode.Uri): Promise<Inside | undefined> {
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

async function copyInto(data: vscode.Uri, text: vscode.Uri): Promise<Inside> {
  const { fs } = vscode.workspace;
  const folder = vscode.Uri.joinPath(homeOf(text), "data");
  const isNew = !(await exists(folder));
  const copy = await freeIn(folder, nameOf(data));
  await fs.copy(data, copy, { overwrite: false });
  const undo = async (): Promise<void> => {
    await fs.delete(copy);
    if (isNew && (await fs.readDirectory(folder)).length === 0) await fs.delete(folder);
  };
  return { file: copy, undo };
}

/** The workspace folder of a text; of a text outside of all, its own folder. */
function homeOf(text: vscode.Uri): vscode.Uri {
  const folder =
    vscode.workspace.getWorkspaceFolder(text) ?? vscode.workspace.workspaceFolders?.[0];
  return folder?.uri ?? vscode.Uri.joinPath(text, "..");
}

async function nameFolder(data: vscode.Uri): Promise<Inside | undefined> {
  const known = namedFolders();
  const folder = vscode.Uri.joinPath(data, "..");
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t("What is this folder to be called?"),
    prompt: folder.fsPath,
    value: suggestFolderName(nameOf(folder), known),
    ignoreFocusOut: true,
    validateInput: (typed) => {
      switch (folderNameProblem(typed, known)) {
        case "form":
          return vscode.l10n.t(
            "At least two characters: a letter or _ first, then letters, digits, _ or -.",
          );
        case "taken":
          return vscode.l10n.t("Another folder is called so: {0}", known[typed] ?? "");
        case undefined:
          return undefined;
      }
    },
  });
  if (name === undefined) return undefined;
  await keepFolders({ ...known, [name]: folder.fsPath });
  const undo = (): Promise<void> => {
    const { [name]: _, ...others } = namedFolders();
    return keepFolders(others);
  };
  return { file: data, undo };
}

type Folders = Readonly<Record<string, string>>;

/** Folders that have a name on this machine. */
function namedFolders(): Folders {
  return { ...vscode.workspace.getConfiguration("funnel").get<Folders>("folders", {}) };
}

async function keepFolders(folders: Folders): Promise<void> {
  const settings = vscode.workspace.getConfiguration("funnel");
  const kept = Object.keys(folders).length === 0 ? undefined : folders;
  await settings.update("folders", kept, vscode.ConfigurationTarget.Global);
}
