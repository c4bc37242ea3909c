import { basename } from "node:path";
import * as vscode from "vscode";
import type { ExpectationOutcome } from "../../server/protocol/index.ts";
import type { LanguageServer, Ran } from "../language-client.ts";
import { mayRead } from "../notebook/basis.ts";
import { basesOfFile } from "./basis.ts";
import { type RunSummary, summariesOf } from "./summary.ts";

/** The last result of a funnel or study in this window. */
export interface LatestResult {
  readonly summary: RunSummary;
  readonly expectations: readonly ExpectationOutcome[];
  /** The lines that were run. */
  readonly lines: readonly string[];
  readonly at: number;
  readonly freshness: "fresh" | "text" | "data";
}

/** The last results by file or cell, and whether they are still what a run would give. */
export interface Latest extends vscode.Disposable {
  of(uri: vscode.Uri): readonly LatestResult[];
  /** Those of a file or cell are others now. */
  readonly onChange: vscode.Event<vscode.Uri>;
}

interface Kept extends Omit<LatestResult, "freshness"> {
  readonly basis: string | undefined;
  dataChanged: boolean;
  textChanged: boolean;
}

interface KeptFile {
  readonly uri: vscode.Uri;
  readonly results: Map<string, Kept>;
  /** The last text that was run, to find out which data it reads. */
  text: string;
  timer?: NodeJS.Timeout;
}

/** After the last keystroke; in milliseconds. */
const settle = 300;

export function createLatest(
  server: Pick<LanguageServer, "onRan">,
  dataChanged: vscode.Event<vscode.Uri>,
): Latest {
  const files = new Map<string, KeptFile>();
  const change = new vscode.EventEmitter<vscode.Uri>();

  const keep = ({ uri, funnel, text, result, at }: Ran): void => {
    const known = files.get(uri.toString());
    const file: KeptFile = known ?? { uri, results: new Map(), text };
    file.text = text;
    files.set(uri.toString(), file);
    const summaries = summariesOf(result).filter(({ status }) => status !== "cancelled");
    // What the file no longer declares has no result any more.
    if (funnel === undefined && summaries.length > 0) file.results.clear();
    const lines = text.split(/\r\n|\r|\n/);
    const basisOf = basesOfFile(text);
    for (const summary of summaries) {
      file.results.set(summary.funnel, {
        summary,
        expectations: result.expectations.filter((one) => one.funnel === summary.funnel),
        lines,
        at,
        basis: basisOf(summary.funnel),
        textChanged: false,
        dataChanged: false,
      });
    }
    change.fire(uri);
  };

  const compare = (file: KeptFile, text: string): void => {
    const basisOf = basesOfFile(text);
    for (const [funnel, kept] of file.results) kept.textChanged = basisOf(funnel) !== kept.basis;
    change.fire(file.uri);
  };

  const subscriptions = [
    change,
    server.onRan(keep),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const file = files.get(document.uri.toString());
      if (file === undefined || contentChanges.length === 0) return;
      clearTimeout(file.timer);
      file.timer = setTimeout(() => compare(file, document.getText()), settle);
    }),
    vscode.workspace.onDidDeleteFiles((event) => {
      for (const uri of event.files) if (files.delete(uri.toString())) change.fire(uri);
    }),
    dataChanged(({ path }) => {
      for (const { uri, text, results } of files.values()) {
        if (!mayRead(text, basename(path))) continue;
        for (const kept of results.values()) kept.dataChanged = true;
        change.fire(uri);
      }
    }),
  ];

  return {
    of: (uri) =>
      [...(files.get(uri.toString())?.results.values() ?? [])].map(
        ({ summary, expectations, lines, at, textChanged, dataChanged: isOther }) => ({
          summary,
          expectations,
          lines,
          at,
          freshness: textChanged ? "text" : isOther ? "data" : "fresh",
        }),
      ),
    onChange: change.event,
    dispose: () => {
      for (const { timer } of files.values()) clearTimeout(timer);
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}
