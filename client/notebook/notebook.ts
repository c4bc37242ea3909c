import { basename } from "node:path";
import * as vscode from "vscode";
import { notebook as notebookKind } from "../../server/protocol/index.ts";
import { dataFiles } from "../data-files.ts";
import type { LanguageServer } from "../language-client.ts";
import { type Log, showFailure } from "../log.ts";
import { compileFor } from "../panel/compile.ts";
import { createDesk } from "../panel/desk.ts";
import { type OutputMessage, readOutputMessage, rendererId } from "../panel/notebook-messages.ts";
import { showSql } from "../panel/sql.ts";
import { controllerId, createController } from "./controller.ts";
import { createFreshnessItems } from "./freshness.ts";
import { codeOf, createResults } from "./results.ts";
import { reveal } from "./reveal.ts";
import { createSerializer } from "./serializer.ts";

/** The notebook that is the file: cells, runs, outputs. */
export function registerNotebook(
  context: vscode.ExtensionContext,
  server: LanguageServer,
  log: Log,
): vscode.Disposable {
  const { type } = notebookKind;
  const results = createResults(context.storageUri);
  const shown = new vscode.EventEmitter<void>();
  const onShown = (): void => shown.fire();
  const controller = createController({ server, log, results, onShown });
  const desk = createDesk(server, log);
  const messages = vscode.notebooks.createRendererMessaging(rendererId);
  const answer = async (editor: vscode.NotebookEditor, message: OutputMessage): Promise<void> => {
    switch (message.kind) {
      case "reveal":
        reveal(editor, message);
        return;
      case "run":
        await runCell(editor.notebook, message.cell);
        return;
      case "compile":
        await messages.postMessage(await compileFor(server, message), editor);
        return;
      case "openSql":
        await showSql(message.funnel, message.sql);
        return;
      case "desk":
        await desk.take(
          { page: editor.notebook.uri.toString(), uri: message.cell },
          message.message,
          (told) => messages.postMessage(told, editor),
        );
        return;
    }
  };
  const failed = (error: unknown): void => {
    void showFailure(log, vscode.l10n.t("That did not work; try it again."), error);
  };
  const watcher = vscode.workspace.createFileSystemWatcher(dataFiles);
  const dataChanged = ({ path }: vscode.Uri): void => {
    results.dataChanged(basename(path));
    onShown();
  };
  /** There is one way to run them, so nobody is asked; what was run before can then be shown. */
  const choose = async (editor: vscode.NotebookEditor | undefined): Promise<void> => {
    if (editor?.notebook.notebookType !== type) return;
    const chosen = { notebookEditor: editor, id: controllerId, extension: context.extension.id };
    await vscode.commands.executeCommand("notebook.selectKernel", chosen);
  };
  const chooseSoon = (editor: vscode.NotebookEditor | undefined): void => {
    choose(editor).catch((error: unknown) => log.warn(String(error)));
  };
  chooseSoon(vscode.window.activeNotebookEditor);

  return vscode.Disposable.from(
    // Running a cell doesn't change the file.
    vscode.workspace.registerNotebookSerializer(type, createSerializer(), {
      transientOutputs: true,
    }),
    controller,
    messages.onDidReceiveMessage(({ editor, message: given }) => {
      const message = readOutputMessage(given);
      if (message === undefined) log.warn("An output of the notebook sent something unknown.");
      else answer(editor, message).catch(failed);
    }),
    vscode.notebooks.registerNotebookCellStatusBarItemProvider(
      type,
      createFreshnessItems(results, shown.event),
    ),
    vscode.workspace.onDidChangeNotebookDocument(({ notebook }) => {
      if (notebook.notebookType === type) onShown();
    }),
    vscode.workspace.onDidCloseNotebookDocument(({ uri, notebookType }) => {
      if (notebookType === type) desk.end(uri.toString());
    }),
    vscode.window.onDidChangeActiveNotebookEditor(chooseSoon),
    watcher,
    watcher.onDidChange(dataChanged),
    watcher.onDidCreate(dataChanged),
    watcher.onDidDelete(dataChanged),
    shown,
  );
}

async function runCell(notebook: vscode.NotebookDocument, address: string): Promise<void> {
  const cell = codeOf(notebook).find(({ document }) => document.uri.toString() === address);
  if (cell === undefined) return; // with it goes its output
  const ranges = [{ start: cell.index, end: cell.index + 1 }];
  const asked = { ranges, document: notebook.uri };
  await vscode.commands.executeCommand("notebook.cell.execute", asked);
}
