import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { LanguageServer, Ran } from "../language-client.ts";
import { ago, flowText, tookText } from "../results/numbers.ts";
import { summariesOf } from "../results/summary.ts";
import { nameOf } from "../uri-name.ts";
import { type Entry, readEntries, withEntries } from "./entries.ts";

/** Known to the manifest. */
const viewId = "funnel.runs";
/** What the workspace's memory calls it. */
const key = "funnel.runs";
const mostRuns = 100;

/** The Runs view: what was run in this workspace, newest first. */
export interface History extends vscode.Disposable {
  clear(): Promise<void>;
}

export function createHistory(
  memory: vscode.Memento,
  server: Pick<LanguageServer, "onRan">,
): History {
  let entries = readEntries(memory.get(key));
  const change = new vscode.EventEmitter<undefined>();

  const keep = async (next: readonly Entry[]): Promise<void> => {
    entries = next;
    change.fire(undefined);
    await memory.update(key, entries);
  };
  const add = (ran: Ran): void => {
    const uri = fileOf(ran.uri).toString();
    const added = summariesOf(ran.result).map((summary): Entry => ({
      ...summary,
      id: randomUUID(),
      uri,
      at: ran.at,
    }));
    void keep(withEntries(entries, added, mostKept()));
  };

  const view = vscode.window.createTreeView<Entry>(viewId, {
    treeDataProvider: {
      onDidChangeTreeData: change.event,
      getChildren: (entry) => (entry === undefined ? [...entries] : []),
      getTreeItem: itemOf,
    },
  });
  // "2 min. ago" grows older while it is looked at.
  const timer = setInterval(() => view.visible && change.fire(undefined), 60_000);
  const subscriptions = [
    change,
    view,
    server.onRan(add),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration("funnel.runs.kept")) return;
      void keep(withEntries(entries, [], mostKept()));
    }),
  ];
  return {
    clear: () => keep([]),
    dispose: () => {
      clearInterval(timer);
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

function mostKept(): number {
  const kept = vscode.workspace.getConfiguration("funnel").get("runs.kept", mostRuns);
  return Number.isInteger(kept) && kept >= 0 ? kept : mostRuns;
}

/** Of a cell: its notebook. */
function fileOf(uri: vscode.Uri): vscode.Uri {
  const notebook = vscode.workspace.notebookDocuments.find((one) =>
    one.getCells().some(({ document }) => document.uri.toString() === uri.toString()),
  );
  return notebook?.uri ?? uri;
}

function itemOf(entry: Entry): vscode.TreeItem {
  const { id, funnel, uri, at, status, flow, sentence, unmet } = entry;
  const locale = vscode.env.language;
  const item = new vscode.TreeItem(funnel);
  item.id = id;
  item.iconPath = iconOf(status, unmet);
  const time = ago(at, Date.now(), locale) ?? vscode.l10n.t("just now");
  const said = flow === undefined ? sentence : `${flow.conversion} · ${flowText(flow, locale)}`;
  item.description = [
    status === "cancelled" ? vscode.l10n.t("cancelled") : said,
    time,
    nameOf(vscode.Uri.parse(uri)),
  ]
    .filter((part) => part !== "")
    .join(" · ");
  item.tooltip = tooltipOf(entry, locale);
  item.accessibilityInformation = { label: `${funnel}, ${item.description}` };
  item.command = {
    command: "funnel.showResult",
    title: vscode.l10n.t("Show the result"),
    arguments: [uri, funnel],
  };
  return item;
}

function iconOf(status: Entry["status"], unmet: number): vscode.ThemeIcon {
  const icon = (name: string, colour?: string): vscode.ThemeIcon =>
    new vscode.ThemeIcon(name, colour === undefined ? undefined : new vscode.ThemeColor(colour));
  if (status === "failed") return icon("error", "list.errorForeground");
  if (status === "cancelled") return icon("circle-slash");
  return unmet > 0 ? icon("warning", "list.warningForeground") : icon("pass");
}

/** Plain text: names of funnels come from files. */
function tooltipOf(entry: Entry, locale: string): string {
  const { funnel, uri, at, flow, sentence, milliseconds, fromCache, unmet } = entry;
  const time = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium" });
  const took =
    fromCache === true
      ? vscode.l10n.t("from the cache")
      : milliseconds === undefined
        ? ""
        : vscode.l10n.t("took {0}", tookText(milliseconds, locale));
  return [
    `${funnel} (${vscode.workspace.asRelativePath(vscode.Uri.parse(uri))})`,
    flow === undefined ? sentence : `${flow.goal}: ${flow.conversion}, ${flowText(flow, locale)}`,
    unmet > 0 ? vscode.l10n.t("Expectations that fail: {0}", unmet) : "",
    [time.format(at), took].filter((part) => part !== "").join(", "),
  ]
    .filter((line) => line !== "")
    .join("\n");
}
