import * as vscode from "vscode";
import type { Services } from "../services.ts";
import { askForFile, fileOf, runAndShow } from "./run-file.ts";

/**
 * "Run Funnel": of a lens, which names file and funnel; else the funnel that the cursor is in, the
 * only one of the file, or the one that the user picks.
 */
export function registerRunFunnel(services: Services): vscode.Disposable {
  return vscode.commands.registerCommand("funnel.run", async (file: unknown, name: unknown) => {
    const uri = fileOf(file);
    if (uri === undefined) return askForFile();
    if (typeof name === "string") return runAndShow(services, uri, name);
    const funnels = await funnelsIn(uri);
    const cursor = vscode.window.activeTextEditor?.selection.active;
    const atCursor = funnels.find(({ range }) => cursor !== undefined && range.contains(cursor));
    const chosen = atCursor ?? (funnels.length > 1 ? await pick(funnels) : funnels[0]);
    if (chosen === undefined && funnels.length > 1) return; // the list was closed
    return runAndShow(services, uri, chosen?.name);
  });
}

/** Funnels as the outline has them: there they are the classes. */
async function funnelsIn(uri: vscode.Uri): Promise<vscode.DocumentSymbol[]> {
  const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
    "vscode.executeDocumentSymbolProvider",
    uri,
  );
  return (symbols ?? []).filter(({ kind }) => kind === vscode.SymbolKind.Class);
}

async function pick(
  funnels: readonly vscode.DocumentSymbol[],
): Promise<vscode.DocumentSymbol | undefined> {
  const items = funnels.map((funnel) => ({
    label: funnel.name,
    description: funnel.detail,
    funnel,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t("Which funnel?"),
  });
  return chosen?.funnel;
}
