import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { type FunnelOutcome, notebook as notebookKind } from "../../server/protocol/index.ts";
import { refuse } from "../commands/run-file.ts";
import type { LanguageServer } from "../language-client.ts";
import type { Log } from "../log.ts";
import { type NotebookOutput, outputType, outputVersion } from "../panel/notebook-messages.ts";
import { panelStrings } from "../panel/strings.ts";
import { withoutExport } from "../panel/without-export.ts";
import { runnableNames } from "./cells.ts";
import { plainResult } from "./plain.ts";
import { type Results, basisOfCell } from "./results.ts";

export const controllerId = "funnel-notebook";

export interface ControllerParts {
  readonly server: LanguageServer;
  readonly log: Log;
  readonly results: Results;
  /** What is shown of cells is another now. */
  readonly onShown: () => void;
}

/** Runs cells, one after the other, and shows again what was run before. */
export function createController({
  server,
  log,
  results,
  onShown,
}: ControllerParts): vscode.NotebookController {
  const controller = vscode.notebooks.createNotebookController(
    controllerId,
    notebookKind.type,
    "Funnel",
  );
  controller.supportedLanguages = ["funnel"];
  controller.supportsExecutionOrder = true;
  controller.detail = vscode.l10n.t("Reads the data where they lie");
  let order = 0;
  /** The end of what was asked for before, for each notebook. */
  const queues = new Map<string, Promise<void>>();

  const runOne = async (
    cell: vscode.NotebookCell,
    funnel: string,
    token: vscode.CancellationToken,
  ): Promise<readonly FunnelOutcome[]> => {
    try {
      const uri = cell.document.uri.toString();
      return (await server.run({ uri, funnel, runId: randomUUID() }, token)).outcomes;
    } catch (error) {
      if (!token.isCancellationRequested) log.error(String(error));
      return [failureOf(funnel, error, token.isCancellationRequested)];
    }
  };

  const run = async (execution: vscode.NotebookCellExecution): Promise<void> => {
    const { cell, token } = execution;
    const isGone = cell.index < 0;
    if (token.isCancellationRequested || isGone) {
      execution.end(undefined);
      return;
    }
    execution.executionOrder = ++order;
    execution.start(Date.now());
    let succeeded = false;
    try {
      await execution.clearOutput();
      const basis = basisOfCell(cell);
      const names = runnableNames(cell.document.getText());
      const outcomes: FunnelOutcome[] = [];
      for (const name of names) {
        if (token.isCancellationRequested) break;
        const found = await runOne(cell, name, token);
        outcomes.push(...found);
        await execution.appendOutput(found.map((outcome) => outputOf(cell, outcome)));
      }
      results.keep(cell, basis, outcomes);
      succeeded =
        names.length === 0
          ? !hasErrors(cell)
          : outcomes.length > 0 && outcomes.every(({ kind }) => kind !== "failure");
    } catch (error) {
      log.error(String(error));
    } finally {
      execution.end(succeeded, Date.now());
      onShown();
    }
  };

  controller.executeHandler = async (cells, { uri }) => {
    if (await refuse(uri)) return;
    const executions = cells.map((cell) => controller.createNotebookCellExecution(cell));
    const before = queues.get(uri.toString()) ?? Promise.resolve();
    const runAll = async (): Promise<void> => {
      await before;
      for (const execution of executions) await run(execution);
    };
    const all = runAll();
    queues.set(uri.toString(), all);
    await all;
  };

  const restore = async (notebook: vscode.NotebookDocument): Promise<void> => {
    await results.load(notebook);
    for (const cell of notebook.getCells()) {
      const kept = results.of(cell);
      if (kept.length === 0 || cell.outputs.length > 0) continue;
      const execution = controller.createNotebookCellExecution(cell);
      execution.start();
      await execution.replaceOutput(kept.map(({ outcome }) => outputOf(cell, outcome)));
      execution.end(undefined);
    }
    onShown();
  };
  controller.onDidChangeSelectedNotebooks(({ notebook, selected }) => {
    if (selected) restore(notebook).catch((error: unknown) => log.warn(String(error)));
  });
  return controller;
}

/** Only what is drawn by ourselves, and plain text: never HTML. */
function outputOf(cell: vscode.NotebookCell, outcome: FunnelOutcome): vscode.NotebookCellOutput {
  const output: NotebookOutput = {
    version: outputVersion,
    cell: cell.document.uri.toString(),
    locale: vscode.env.language,
    strings: panelStrings(),
    outcome: withoutExport(outcome),
  };
  return new vscode.NotebookCellOutput([
    vscode.NotebookCellOutputItem.json(output, outputType),
    vscode.NotebookCellOutputItem.text(plainResult(outcome), "text/plain"),
  ]);
}

function hasErrors({ document }: vscode.NotebookCell): boolean {
  return vscode.languages
    .getDiagnostics(document.uri)
    .some(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
}

function failureOf(funnel: string, error: unknown, wasCancelled: boolean): FunnelOutcome {
  const reason = error instanceof Error ? error.message : String(error);
  const message = vscode.l10n.t("The run ended before its result ({0}); run it again.", reason);
  return wasCancelled
    ? { kind: "failure", funnel, line: 0, failure: "cancelled", problems: [] }
    : {
        kind: "failure",
        funnel,
        line: 0,
        failure: "internal",
        problems: [{ code: "", message, severity: "error" }],
      };
}
