import * as vscode from "vscode";
import { type Guard, isBoolean, isCount, isString, literal, shape } from "../panel/guards.ts";
import { decodeFile, encodeFile } from "./bytes.ts";
import { type Cell, type CellKind, type Frame, type Origin, cutFile, writeFile } from "./cells.ts";

/** The same file as a notebook. What the file is made of goes along with the cells, as their metadata. */
export function createSerializer(): vscode.NotebookSerializer {
  return {
    deserializeNotebook(bytes) {
      const text = decodeFile(bytes);
      if (text === undefined) {
        const message = vscode.l10n.t(
          "This file is not encoded as UTF-8; open it as text, choose “Save with Encoding” and “UTF-8”, and open it as a notebook again.",
        );
        // What the editor itself shows of an error may not have its words.
        void vscode.window.showErrorMessage(message);
        throw new Error(message);
      }
      const { cells, frame } = cutFile(text);
      const data = new vscode.NotebookData(cells.map(toCellData));
      data.metadata = { funnel: frame };
      return data;
    },
    serializeNotebook({ cells, metadata }) {
      const frame: unknown = metadata?.["funnel"];
      return encodeFile(writeFile(cells.map(toCell), isFrame(frame) ? frame : newFrame));
    },
  };
}

const newFrame: Frame = { lead: "", lineBreak: "\n" };

const isFrame: Guard<Frame> = shape<Frame>({ lead: isString, lineBreak: isString });

const isOrigin: Guard<Origin> = shape<Origin>({
  index: isCount,
  isLast: isBoolean,
  kind: literal<CellKind>("code", "markdown"),
  body: isString,
  trail: isString,
});

function toCellData({ kind, text, origin }: Cell): vscode.NotebookCellData {
  const data =
    kind === "code"
      ? new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, "funnel")
      : new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, text, "markdown");
  data.metadata = { funnel: origin };
  return data;
}

function toCell({ kind, value, metadata }: vscode.NotebookCellData): Cell {
  const origin: unknown = metadata?.["funnel"];
  return {
    kind: kind === vscode.NotebookCellKind.Code ? "code" : "markdown",
    text: value,
    origin: isOrigin(origin) ? origin : undefined,
  };
}
