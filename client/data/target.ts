import * as vscode from "vscode";
import { nameOf } from "../uri-name.ts";
import { numbered, writeNewFile } from "./new-file.ts";

/** Where a draft is to be written. */
export type Target =
  | { readonly kind: "document"; readonly uri: vscode.Uri }
  /** A file that doesn't exist yet. */
  | { readonly kind: "file"; readonly uri: vscode.Uri }
  | { readonly kind: "untitled" };

/** Texts of notebooks' cells have another. */
const schemes = ["file", "untitled"];

function isFunnelText({ languageId, uri }: vscode.TextDocument): boolean {
  return languageId === "funnel" && schemes.includes(uri.scheme);
}

/** The `.funnel` file that one works in; else the one that the user chooses. Undefined: none. */
export async function findTarget(data: vscode.Uri): Promise<Target | undefined> {
  const active = vscode.window.activeTextEditor?.document;
  if (active !== undefined && isFunnelText(active)) return { kind: "document", uri: active.uri };
  const visible = vscode.window.visibleTextEditors.map(({ document }) => document);
  const [only, ...others] = visible.filter(isFunnelText);
  if (only !== undefined && others.length === 0) return { kind: "document", uri: only.uri };
  return askForTarget(data);
}

async function askForTarget(data: vscode.Uri): Promise<Target | undefined> {
  const beside = await newFileBeside(data);
  const open = vscode.workspace.textDocuments.filter(isFunnelText);
  // An unsaved text lies where it would be saved, in the workspace's folder.
  const hasFolder = (vscode.workspace.workspaceFolders ?? []).length > 0;
  const items: (vscode.QuickPickItem & { readonly target: Target })[] = [
    {
      label: `$(new-file) ${vscode.l10n.t("A new file beside the data")}`,
      description: vscode.workspace.asRelativePath(beside),
      target: { kind: "file", uri: beside },
    },
    ...(hasFolder
      ? [
          {
            label: `$(edit) ${vscode.l10n.t("A new text, to be saved later")}`,
            target: { kind: "untitled" } as const,
          },
        ]
      : []),
    ...open.map(({ uri }) => ({
      label: `$(file) ${nameOf(uri)}`,
      description: vscode.workspace.asRelativePath(uri),
      target: { kind: "document", uri } as const,
    })),
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t("Attach {0}", nameOf(data)),
    placeHolder: vscode.l10n.t("Where are the source and the funnel to be written?"),
    ignoreFocusOut: true,
  });
  return picked?.target;
}

/** `deals.funnel` beside `deals.csv.gz`; numbered where there is one. */
async function newFileBeside(data: vscode.Uri): Promise<vscode.Uri> {
  const plain = nameOf(data).replace(/(?<=.)\..*$/, "");
  return freeIn(vscode.Uri.joinPath(data, ".."), `${plain}.funnel`);
}

/** The first name that nothing in a folder has. */
export async function freeIn(folder: vscode.Uri, name: string): Promise<vscode.Uri> {
  for (const each of numbered(name)) {
    const uri = vscode.Uri.joinPath(folder, each);
    if (!(await exists(uri))) return uri;
  }
  throw new Error(`no name is free for ${name}`);
}

export async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

/** The address by which the server knows it; a text that isn't made yet is one of the workspace. */
export function addressOf(target: Target): vscode.Uri {
  switch (target.kind) {
    case "document":
    case "file":
      return target.uri;
    case "untitled":
      return vscode.Uri.from({ scheme: "untitled", path: "new.funnel" });
  }
}

/** Where a draft was written. */
export interface Written {
  readonly uri: vscode.Uri;
  /** The offset at which it begins. */
  readonly at: number;
}

/**
 * Writes at the end of a text. A new file is written to the disk, which is what the user chose, whole and
 * never over another.
 */
export async function writeInto(
  target: Target,
  textAfter: (before: string) => string,
): Promise<Written> {
  switch (target.kind) {
    case "document":
      return append(await vscode.workspace.openTextDocument(target.uri), textAfter);
    case "file":
      return { uri: vscode.Uri.file(await writeNewFile(target.uri.fsPath, textAfter(""))), at: 0 };
    case "untitled":
      return append(await vscode.workspace.openTextDocument({ language: "funnel" }), textAfter);
  }
}

async function append(
  document: vscode.TextDocument,
  textAfter: (before: string) => string,
): Promise<Written> {
  const { uri } = document;
  const before = document.getText();
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, document.lineAt(document.lineCount - 1).range.end, textAfter(before));
  if (!(await vscode.workspace.applyEdit(edit))) {
    throw new Error(`the edit of ${uri.toString()} was refused`);
  }
  return { uri, at: before.length };
}
