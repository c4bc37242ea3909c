import * as vscode from "vscode";

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
      description: nameOf(beside),
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
  for (let n = 1; ; n++) {
    const name = n === 1 ? `${plain}.funnel` : `${plain}-${n}.funnel`;
    const uri = vscode.Uri.joinPath(data, "..", name);
    if (!(await exists(uri))) return uri;
  }
}

export async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

export function nameOf(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf("/") + 1);
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

/** Opens it with its text; a new file is written to the disk, which is what the user chose. */
export async function openTarget(target: Target): Promise<vscode.TextEditor> {
  switch (target.kind) {
    case "document":
      return vscode.window.showTextDocument(target.uri, { preview: false });
    case "file": {
      await vscode.workspace.fs.writeFile(target.uri, new Uint8Array());
      return vscode.window.showTextDocument(target.uri, { preview: false });
    }
    case "untitled": {
      const document = await vscode.workspace.openTextDocument({ language: "funnel" });
      return vscode.window.showTextDocument(document, { preview: false });
    }
  }
}
