import * as vscode from "vscode";
import type { LanguageServer } from "../language-client.ts";
import type { Latest, LatestResult } from "./latest.ts";
import { ago, flowText } from "./numbers.ts";

/** So often the words "2 min ago" are looked at again. Milliseconds. */
const interval = 60_000;

/** The last result beside each "Run": "Paid 4.2 % · 1,204 → 51 · 2 min. ago". A click shows it. */
export function showResultLenses(
  server: Pick<LanguageServer, "addLenses" | "refreshLenses">,
  latest: Latest,
): vscode.Disposable {
  server.addLenses((document, lenses) => {
    if (!isWanted(document)) return [];
    const results = latest.of(document.uri);
    return lenses.flatMap(({ range, command }) => {
      const [, funnel] = (command?.arguments ?? []) as readonly unknown[];
      if (command?.command !== "funnel.run" || typeof funnel !== "string") return [];
      const result = results.find(({ summary }) => summary.funnel === funnel);
      if (result === undefined) return [];
      const shown: vscode.Command = {
        command: "funnel.showResult",
        title: titleOf(result),
        tooltip: vscode.l10n.t("Show the result"),
        arguments: [document.uri.toString(), funnel],
      };
      return [new vscode.CodeLens(range, shown)];
    });
  });
  const timer = setInterval(() => {
    const isShown = vscode.window.visibleTextEditors.some(
      ({ document }) => latest.of(document.uri).length > 0,
    );
    if (isShown) server.refreshLenses();
  }, interval);
  return vscode.Disposable.from(
    latest.onChange(() => server.refreshLenses()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("funnel.codeLens.result")) server.refreshLenses();
    }),
    { dispose: () => clearInterval(timer) },
  );
}

function isWanted({ uri }: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration("funnel", uri).get("codeLens.result", true);
}

function titleOf({ summary, at, freshness }: LatestResult): string {
  const { status, flow, sentence, unmet } = summary;
  const locale = vscode.env.language;
  const time = ago(at, Date.now(), locale) ?? vscode.l10n.t("just now");
  // A plain blank behind an icon isn't shown.
  const mark = status === "failed" ? "$(error)\u00A0" : unmet > 0 ? "$(warning)\u00A0" : "";
  const said =
    flow === undefined
      ? [shortened(sentence)]
      : [`${flow.goal} ${flow.conversion}`, flowText(flow, locale)];
  const parts = [
    ...said,
    unmet > 0 ? vscode.l10n.t("not met: {0}", unmet) : "",
    withFreshness(time, freshness),
  ];
  return mark + parts.filter((part) => part !== "").join(" · ");
}

function withFreshness(time: string, freshness: LatestResult["freshness"]): string {
  switch (freshness) {
    case "fresh":
      return time;
    case "text":
      return vscode.l10n.t("{0}, the text has changed since", time);
    case "data":
      return vscode.l10n.t("{0}, the data have changed since", time);
  }
}

const longest = 80;

function shortened(sentence: string): string {
  const letters = Array.from(sentence);
  return letters.length <= longest ? sentence : `${letters.slice(0, longest - 1).join("")}…`;
}
