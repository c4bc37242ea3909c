import * as vscode from "vscode";
import type { RevealMessage } from "../panel/notebook-messages.ts";
import { codeOf } from "./results.ts";

/** Shows the place in a cell that an output was clicked for. */
export function reveal(editor: vscode.NotebookEditor, message: RevealMessage): void {
  const place = placeOf(editor.notebook, message);
  if (place === undefined) return;
  const { cell, position } = place;
  const range = new vscode.NotebookRange(cell.index, cell.index + 1);
  editor.selection = range;
  editor.revealRange(range, vscode.NotebookEditorRevealType.InCenterIfOutsideViewport);
  const text = vscode.window.visibleTextEditors.find(({ document }) => document === cell.document);
  if (text !== undefined) text.selection = new vscode.Selection(position, position);
}

function placeOf(
  notebook: vscode.NotebookDocument,
  { cell: address, place }: RevealMessage,
): { cell: vscode.NotebookCell; position: vscode.Position } | undefined {
  const cells = codeOf(notebook);
  if (place.kind === "line") {
    const cell = cells.find(({ document }) => document.uri.toString() === address);
    const position = new vscode.Position(place.line, place.character);
    return cell && { cell, position: cell.document.validatePosition(position) };
  }
  let rest = place.offset;
  for (const cell of cells) {
    const { length } = cell.document.getText();
    if (rest <= length) return { cell, position: cell.document.positionAt(rest) };
    rest -= length + 1;
  }
  return undefined;
}
