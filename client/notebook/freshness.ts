import * as vscode from "vscode";
import type { Freshness, Results } from "./results.ts";

/** Below a cell: that what it shows is of an earlier run, or no longer what a run would give. A click runs it. */
export function createFreshnessItems(
  results: Results,
  onChange: vscode.Event<void>,
): vscode.NotebookCellStatusBarItemProvider {
  return {
    onDidChangeCellStatusBarItems: onChange,
    provideCellStatusBarItems(cell) {
      const words = wordsOf(results.freshness(cell), results.of(cell)[0]?.at);
      if (words === undefined || cell.outputs.length === 0) return undefined;
      const item = new vscode.NotebookCellStatusBarItem(
        words,
        vscode.NotebookCellStatusBarAlignment.Right,
      );
      item.tooltip = vscode.l10n.t("Run the cell again");
      item.command = {
        command: "notebook.cell.execute",
        title: item.tooltip,
        arguments: [
          { ranges: [{ start: cell.index, end: cell.index + 1 }], document: cell.notebook.uri },
        ],
      };
      return item;
    },
  };
}

function wordsOf(freshness: Freshness | undefined, at: number | undefined): string | undefined {
  switch (freshness) {
    case "text":
      return `$(warning) ${vscode.l10n.t("The text has changed since this run.")}`;
    case "data":
      return `$(warning) ${vscode.l10n.t("The data have changed since this run.")}`;
    case "earlier": {
      const format = new Intl.DateTimeFormat(vscode.env.language, {
        dateStyle: "medium",
        timeStyle: "short",
      });
      return `$(history) ${vscode.l10n.t("Result of {0}", format.format(at))}`;
    }
    case "fresh":
    case undefined:
      return undefined;
  }
}
