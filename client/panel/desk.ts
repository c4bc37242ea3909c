import { homedir } from "node:os";
import * as vscode from "vscode";
import { type SaveResult, closePeople, savePeople } from "../../server/protocol/index.ts";
import type { LanguageServer } from "../language-client.ts";
import { type Log, showFailure } from "../log.ts";
import type { AnswerMessage, DeskMessage } from "./desk-messages.ts";
import { createPageAsks } from "./page-asks.ts";

type Save = Extract<DeskMessage, { kind: "save" }>;

/** Serves the pages of panels and notebooks: what they ask, copy and save. */
export interface Desk {
  take(
    from: Sender,
    message: DeskMessage,
    reply: (answer: AnswerMessage) => unknown,
  ): Promise<void>;
  /** A page is gone, and all that was held for it. */
  end(page: string): void;
}

export interface Sender {
  /** Of a panel or a notebook, whichever of its cells it is about. */
  readonly page: string;
  /** Of the file, or of the cell that was run. */
  readonly uri: string;
}

export function createDesk(server: LanguageServer, log: Log): Desk {
  const asks = createPageAsks({
    async ask(method, params, signal) {
      const source = new vscode.CancellationTokenSource();
      signal.addEventListener("abort", () => source.cancel());
      try {
        return await server.ask<object>(method, params, source.token);
      } finally {
        source.dispose();
      }
    },
    closeList(list) {
      // With the server its lists are gone, too.
      server.ask(closePeople, { list }).catch((error: unknown) => log.warn(String(error)));
    },
  });
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
    end: (page) => asks.end(page),
    async take({ page, uri }, message, reply) {
      switch (message.kind) {
        case "ask": {
          const { id, method, params } = message;
          let answer: object | null = null;
          try {
            answer = await asks.ask(page, method, { ...params, uri });
          } catch (error) {
            log.error(String(error));
          }
          await reply({ kind: "answer", id, answer });
          return;
        }
        case "closePeople":
          asks.close(page, message.list);
          return;
        case "leavePeople":
          asks.leave(page, uri, message.funnel);
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
