import * as vscode from "vscode";
import { exists } from "./target.ts";

/** What goes along with the extension, and nothing that it is made with. */
const isSample = /\.funnel$|^README\.md$/;

/** Copies the samples below a folder, to one of its own; returns that. */
export async function copySamples(extension: vscode.Uri, into: vscode.Uri): Promise<vscode.Uri> {
  const { fs } = vscode.workspace;
  const from = vscode.Uri.joinPath(extension, "samples");
  const to = await freeFolder(into);
  await fs.createDirectory(to);
  for (const [name] of await fs.readDirectory(from)) {
    if (!isSample.test(name) && name !== "data") continue;
    await fs.copy(vscode.Uri.joinPath(from, name), vscode.Uri.joinPath(to, name));
  }
  return to;
}

async function freeFolder(into: vscode.Uri): Promise<vscode.Uri> {
  for (let n = 1; ; n++) {
    const name = n === 1 ? "funnel-samples" : `funnel-samples-${n}`;
    const folder = vscode.Uri.joinPath(into, name);
    if (!(await exists(folder))) return folder;
  }
}
