import { isAbsolute, join, relative, sep } from "node:path";
import * as vscode from "vscode";

/** What a model can do about it stands in the message: it reads it. */
export class Refusal extends Error {}

/** Nothing is read before the user trusts the workspace. @throws {Refusal} */
export function assertTrusted(): void {
  if (vscode.workspace.isTrusted) return;
  throw new Refusal(
    "This workspace is not trusted, so its files must not be read. Ask the user to trust it first (command “Workspaces: Manage Workspace Trust”).",
  );
}

/** A `.funnel` file of the workspace, by its path in it. @throws {Refusal} where it names none. */
export function funnelFile(path: unknown): vscode.Uri {
  if (typeof path !== "string" || !path.endsWith(".funnel")) {
    throw new Refusal("Give the path of a .funnel file, relative to the workspace folder.");
  }
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(
    ({ uri }) => uri.scheme === "file",
  );
  for (const { uri } of folders) {
    const file = isAbsolute(path) ? path : join(uri.fsPath, path);
    const inside = relative(uri.fsPath, file);
    if (inside !== "" && inside !== ".." && !inside.startsWith(`..${sep}`) && !isAbsolute(inside)) {
      return vscode.Uri.file(file);
    }
  }
  throw new Refusal(`${path} is not in a folder of this workspace.`);
}
