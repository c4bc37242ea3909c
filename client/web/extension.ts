import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { extendMarkdownIt } from "../markdown/fences.ts";

let client: LanguageClient | undefined;

/**
 * The extension where there is no machine of one's own, in a browser: what texts alone can answer. Data
 * are read, and funnels run, by a process that only the desktop and remote machines have.
 */
export async function activate({
  extensionUri,
}: vscode.ExtensionContext): Promise<{ readonly extendMarkdownIt: typeof extendMarkdownIt }> {
  const language = vscode.workspace.getConfiguration("funnel").get<string>("language");
  const locale = language === "en" || language === "ru" ? language : vscode.env.language;
  client = new LanguageClient("funnel", "Funnel", await loadServer(extensionUri), {
    documentSelector: [{ language: "funnel" }],
    initializationOptions: { locale, trusted: false },
    // There is nothing to run with.
    middleware: { provideCodeLenses: () => [] },
  });
  await client.start();
  return { extendMarkdownIt };
}

/** By its content: a worker can't be made from the address of an extension on another machine. */
async function loadServer(extension: vscode.Uri): Promise<Worker> {
  const file = vscode.Uri.joinPath(extension, "dist", "web", "server.js");
  const script = new Blob([new Uint8Array(await vscode.workspace.fs.readFile(file))], {
    type: "text/javascript",
  });
  return new Worker(URL.createObjectURL(script));
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
