import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { LanguageServer } from "../language-client.ts";
import { type Log, showFailure } from "../log.ts";
import type { Runs } from "../runs.ts";
import { nameOf } from "../uri-name.ts";
import { compileFor } from "./compile.ts";
import { createDesk } from "./desk.ts";
import { panelHtml } from "./html.ts";
import { readPageMessage } from "./messages-guards.ts";
import type { HostMessage, PageMessage, PagePlace } from "./messages.ts";
import { showSql } from "./sql.ts";
import { panelStrings } from "./strings.ts";

/** Known to VS Code, which restores panels by it, and to the manifest. */
export const panelType = "funnel.result";

/** Result panels: one for each file, beside its text, brought up to date in place. */
export interface Panels extends vscode.Disposable {
  show(uri: vscode.Uri): void;
}

export function createPanels(
  context: vscode.ExtensionContext,
  server: LanguageServer,
  runs: Runs,
  log: Log,
): Panels {
  const panels = new Map<string, vscode.WebviewPanel>();
  const desk = createDesk(server, log);
  const pageFolder = vscode.Uri.joinPath(context.extensionUri, "dist", "view");
  const pageOptions: vscode.WebviewOptions = {
    enableScripts: true,
    localResourceRoots: [pageFolder],
  };

  const send = (uri: vscode.Uri, message: HostMessage): void => {
    // A panel that is hidden has no page; it asks for everything when it has one again.
    void panels.get(uri.toString())?.webview.postMessage(message);
  };

  const sendState = (uri: vscode.Uri): void => {
    send(uri, { kind: "state", state: runs.state(uri) });
    send(uri, { kind: "stale", stale: runs.isStale(uri) });
  };

  const receive = async (uri: vscode.Uri, message: PageMessage): Promise<void> => {
    switch (message.kind) {
      case "ready":
        // One that was hidden is gone, and this is another in its place.
        desk.end(uri.toString());
        send(uri, {
          kind: "start",
          uri: uri.toString(),
          file: nameOf(uri),
          locale: vscode.env.language,
          strings: panelStrings(),
        });
        sendState(uri);
        return;
      case "run":
        await (message.funnel === undefined
          ? vscode.commands.executeCommand("funnel.runAll", uri)
          : vscode.commands.executeCommand("funnel.run", uri, message.funnel));
        return;
      case "cancel":
        runs.cancel(uri);
        return;
      case "reveal":
        await reveal(uri, message.place);
        return;
      case "compile":
        send(uri, await compileFor(server, message));
        return;
      case "openSql":
        await showSql(message.funnel, message.sql);
        return;
      case "ask":
      case "closePeople":
      case "leavePeople":
      case "copy":
      case "save": {
        const file = uri.toString();
        await desk.take({ page: file, uri: file }, message, (answer) => send(uri, answer));
        return;
      }
    }
  };
  const failed = (error: unknown): void => {
    void showFailure(log, vscode.l10n.t("That did not work; try it again."), error);
  };

  const adopt = (uri: vscode.Uri, panel: vscode.WebviewPanel): void => {
    panels.set(uri.toString(), panel);
    panel.iconPath = {
      light: vscode.Uri.joinPath(context.extensionUri, "client", "icons", "file-light.svg"),
      dark: vscode.Uri.joinPath(context.extensionUri, "client", "icons", "file-dark.svg"),
    };
    panel.webview.options = pageOptions;
    panel.webview.onDidReceiveMessage((given: unknown) => {
      const message = readPageMessage(given);
      if (message === undefined) log.warn("The page of results sent something unknown.");
      else receive(uri, message).catch(failed);
    });
    panel.onDidDispose(() => {
      panels.delete(uri.toString());
      desk.end(uri.toString());
    });
    const inPage = (name: string): string =>
      panel.webview.asWebviewUri(vscode.Uri.joinPath(pageFolder, name)).toString();
    panel.webview.html = panelHtml({
      cspSource: panel.webview.cspSource,
      nonce: randomBytes(16).toString("hex"),
      script: inPage("panel.js"),
      style: inPage("panel.css"),
      language: vscode.env.language,
      title: panel.title,
    });
  };

  const show = (uri: vscode.Uri): void => {
    const panel = panels.get(uri.toString());
    if (panel !== undefined) {
      if (!panel.visible) panel.reveal(undefined, true);
      return;
    }
    const title = vscode.l10n.t("Funnel: {0}", nameOf(uri));
    // Beside the text, and where other results are already.
    const others = [...panels.values()].find(({ visible }) => visible)?.viewColumn;
    const where = { viewColumn: others ?? chosenColumn(), preserveFocus: true };
    adopt(uri, vscode.window.createWebviewPanel(panelType, title, where, pageOptions));
  };

  const restored = vscode.window.registerWebviewPanelSerializer(panelType, {
    deserializeWebviewPanel: async (panel, kept: unknown) => {
      const uri = fileOfKept(kept);
      // Nothing tells whose result it showed: better gone than dead.
      if (uri === undefined || panels.has(uri.toString())) panel.dispose();
      else adopt(uri, panel);
    },
  });

  const changed = runs.onChange(sendState);
  return {
    show,
    dispose: () => {
      restored.dispose();
      changed.dispose();
      for (const panel of panels.values()) panel.dispose();
    },
  };
}

function chosenColumn(): vscode.ViewColumn {
  const chosen: unknown = vscode.workspace.getConfiguration("funnel").get("resultColumn");
  return chosen === "active" ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
}

/** The address that the page keeps with its state. */
function fileOfKept(kept: unknown): vscode.Uri | undefined {
  if (typeof kept !== "object" || kept === null || !("uri" in kept)) return undefined;
  return typeof kept.uri === "string" ? vscode.Uri.parse(kept.uri) : undefined;
}

/** Shows a place in the text: in the editor that has it, else in the first column. */
async function reveal(uri: vscode.Uri, place: PagePlace): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const position =
    place.kind === "offset"
      ? document.positionAt(place.offset)
      : document.validatePosition(new vscode.Position(place.line, place.character));
  const editor = vscode.window.visibleTextEditors.find(
    (visible) => visible.document.uri.toString() === uri.toString(),
  );
  await vscode.window.showTextDocument(document, {
    viewColumn: editor?.viewColumn ?? vscode.ViewColumn.One,
    selection: new vscode.Range(position, position),
  });
}
