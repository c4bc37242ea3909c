import { homedir } from "node:os";
import * as vscode from "vscode";
import { type SaveResult, closePeople, savePeople } from "../../server/protocol/index.ts";
import type { LanguageServer } from "../language-client.ts";
import { type Log, showFailure } from "../log.ts";
import type { AnswerMessage, DeskMessage } from "./desk-messages.ts";

type Save = Extract<DeskMessage, { kind: "save" }>;

/** Serves the pages of panels and notebooks: what they ask, copy and save. */
export interface Desk {
  /** `uri`: of the file, or of the cell that was run. */
  take(uri: string, message: DeskMessage, reply: (answer: AnswerMessage) => unknown): Promise<void>;
}

export function createDesk(server: LanguageServer, log: Log): Desk {
  const save = async (uri: string, { name, extensions, content }: Save): Promise<void> => {
    // A name may hold anything, and no path.
    const file = `${name.replaceAll(/[\\/:*?"<>|]/g, "-")}.${extensions[0]}`;
    const chosen = await vscode.window.showSaveDialog({
      defaultUri: vscode.Uri.joinPath(folderOf(vscode.Uri.parse(uri)), file),
      filters: Object.fromEntries(extensions.map((each) => [each.toUpperCase(), [each]])),
    });
    if (chosen === undefined) return;
    let saved: SaveResult = { kind: "saved" };
    switch (content.kind) {
      case "image":
        await vscode.workspace.fs.writeFile(chosen, Buffer.from(content.bytes, "base64"));
        break;
      case "people": {
        const params = { list: content.list, path: chosen.fsPath };
        saved = await server.ask<SaveResult>(savePeople, params);
        break;
      }
      case "result": {
        const { kind: _kind, ...result } = content;
        const params = { ...result, uri, path: chosen.fsPath };
        saved = await server.ask<SaveResult>("funnel/saveResult", params);
        break;
      }
    }
    if (saved.kind === "refused") {
      await vscode.window.showErrorMessage(saved.message);
      return;
    }
    const open = vscode.l10n.t("Open");
    const done = vscode.l10n.t("Saved {0}", vscode.workspace.asRelativePath(chosen));
    if ((await vscode.window.showInformationMessage(done, open)) === open) {
      await vscode.commands.executeCommand("vscode.open", chosen);
    }
  };

  return {
    async take(uri, message, reply) {
      switch (message.kind) {
        case "ask": {
          const { id, method, params } = message;
          let answer: object | null = null;
          try {
            answer = await server.ask<object>(method, { ...params, uri });
          } catch (error) {
            log.error(String(error));
          }
          await reply({ kind: "answer", id, answer });
          return;
        }
        case "closePeople":
          try {
            await server.ask(closePeople, { list: message.list });
          } catch (error) {
            log.warn(String(error)); // with the server its lists are gone, too
          }
          return;
        case "copy":
          await vscode.env.clipboard.writeText(message.text);
          vscode.window.setStatusBarMessage(vscode.l10n.t("Copied"), 3000);
          return;
        case "save":
          try {
            await save(uri, message);
          } catch (error) {
            await showFailure(log, vscode.l10n.t("It could not be saved; try again."), error);
          }
          return;
      }
    },
  };
}

/** Where what was made of a text belongs: beside it; of one that isn't saved, in the workspace folder. */
function folderOf(uri: vscode.Uri): vscode.Uri {
  if (uri.path.startsWith("/")) {
    return vscode.Uri.joinPath(uri.with({ scheme: "file", query: "", fragment: "" }), "..");
  }
  return vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
}
