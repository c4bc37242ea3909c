import { createHash } from "node:crypto";
import * as vscode from "vscode";
import type { FunnelOutcome } from "../../server/protocol/index.ts";
import { type Guard, isCount, isString, listOf, shape } from "../panel/guards.ts";
import { isOutcome } from "../panel/messages-guards.ts";
import { basisOf, mayRead } from "./basis.ts";
import { runnableNames } from "./cells.ts";

/** The last result of a funnel or study in a notebook. */
export interface KeptResult {
  readonly outcome: FunnelOutcome;
  /** Of the text that it depends on, as `fingerprint` gives it. */
  readonly basis: string;
  /** When it was computed, in milliseconds of the epoch. */
  readonly at: number;
}

export type Freshness = "fresh" | "earlier" | "text" | "data";

/**
 * The results of notebooks, since none are in their files: as long as the editor runs, and for the next
 * time in the extension's storage of the workspace.
 */
export interface Results {
  /** Of one cell, in the order of its declarations. */
  of(cell: vscode.NotebookCell): readonly KeptResult[];
  keep(cell: vscode.NotebookCell, basis: string, outcomes: readonly FunnelOutcome[]): void;
  /** Reads what was kept of a notebook before. */
  load(notebook: vscode.NotebookDocument): Promise<void>;
  /** Whether what a cell shows is what a run would give now, as far as can be told without one. */
  freshness(cell: vscode.NotebookCell): Freshness | undefined;
  dataChanged(file: string): void;
}

interface Stored {
  readonly version: number;
  readonly results: readonly KeptResult[];
}

const version = 1;
/** More isn't written down. */
const mostCharacters = 8_000_000;

const isStored: Guard<Stored> = shape<Stored>({
  version: isCount,
  results: listOf(shape<KeptResult>({ outcome: isOutcome, basis: isString, at: isCount })),
});

export function createResults(storage: vscode.Uri | undefined): Results {
  interface Kept extends KeptResult {
    readonly isEarlier: boolean;
    dataChanged: boolean;
  }
  const notebooks = new Map<string, Map<string, Kept>>();

  const fileOf = (notebook: vscode.NotebookDocument): vscode.Uri | undefined =>
    storage &&
    vscode.Uri.joinPath(storage, "notebooks", `${fingerprint(notebook.uri.toString())}.json`);
  const resultsOf = ({ uri }: vscode.NotebookDocument): Map<string, Kept> => {
    const known = notebooks.get(uri.toString()) ?? new Map<string, Kept>();
    notebooks.set(uri.toString(), known);
    return known;
  };
  const ofCell = (cell: vscode.NotebookCell): readonly Kept[] => {
    const kept = resultsOf(cell.notebook);
    return runnableNames(cell.document.getText()).flatMap((name) => kept.get(name) ?? []);
  };

  const store = async (notebook: vscode.NotebookDocument): Promise<void> => {
    const file = fileOf(notebook);
    if (file === undefined) return;
    const results = [...resultsOf(notebook).values()].map(({ outcome, basis, at }) => ({
      outcome,
      basis,
      at,
    }));
    const stored: Stored = { version, results };
    const text = JSON.stringify(stored);
    if (text.length > mostCharacters) return;
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  };

  return {
    of: ofCell,
    keep(cell, basis, outcomes) {
      const kept = resultsOf(cell.notebook);
      const at = Date.now();
      for (const outcome of outcomes) {
        // Tried again, it may well succeed: nothing to come back to.
        if (outcome.kind === "failure") kept.delete(outcome.funnel);
        else kept.set(outcome.funnel, { outcome, basis, at, isEarlier: false, dataChanged: false });
      }
      // Without it, the results don't come back: no reason to bother anyone.
      store(cell.notebook).catch(() => undefined);
    },
    async load(notebook) {
      const kept = resultsOf(notebook);
      for (const [name, one] of kept) kept.set(name, { ...one, isEarlier: true });
      const file = fileOf(notebook);
      if (kept.size > 0 || file === undefined) return;
      try {
        const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
        const stored: unknown = JSON.parse(text);
        if (!isStored(stored) || stored.version !== version) return;
        for (const one of stored.results) {
          if (kept.has(one.outcome.funnel)) continue; // run meanwhile
          kept.set(one.outcome.funnel, { ...one, isEarlier: true, dataChanged: false });
        }
      } catch {
        // Nothing was kept, or nothing that can be read.
      }
    },
    freshness(cell) {
      const kept = ofCell(cell);
      if (kept.length === 0) return undefined;
      const basis = basisOfCell(cell);
      if (kept.some((one) => one.basis !== basis)) return "text";
      if (kept.some(({ dataChanged }) => dataChanged)) return "data";
      return kept.some(({ isEarlier }) => isEarlier) ? "earlier" : "fresh";
    },
    dataChanged(file) {
      for (const notebook of vscode.workspace.notebookDocuments) {
        const texts = codeOf(notebook).map((cell) => cell.document.getText());
        if (!texts.some((text) => mayRead(text, file))) continue;
        for (const one of resultsOf(notebook).values()) one.dataChanged = true;
      }
    },
  };
}

/** The fingerprint of what the result of a cell depends on, in the text as it is now. */
export function basisOfCell(cell: vscode.NotebookCell): string {
  const cells = codeOf(cell.notebook);
  const texts = cells.map(({ document }) => document.getText().replaceAll("\r\n", "\n"));
  return fingerprint(basisOf(texts, cells.indexOf(cell)));
}

/** The cells that are analysed and run as one text. */
export function codeOf(notebook: vscode.NotebookDocument): readonly vscode.NotebookCell[] {
  return notebook
    .getCells()
    .filter(
      ({ kind, document }) =>
        kind === vscode.NotebookCellKind.Code && document.languageId === "funnel",
    );
}

function fingerprint(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
