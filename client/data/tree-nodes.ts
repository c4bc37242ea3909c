import * as vscode from "vscode";
import type {
  DescribeColumnResult,
  DescribeSourceResult,
  ListSourcesResult,
  SampleRows,
  SourceColumn,
  SourceItem,
} from "../../server/protocol/index.ts";

/** What the Data view shows, a line each. */
export type Node =
  | { readonly kind: "source"; readonly source: SourceItem }
  | { readonly kind: "file"; readonly uri: string; readonly path: string; readonly size: string }
  | {
      readonly kind: "column";
      readonly source: SourceItem;
      readonly column: SourceColumn;
    }
  | { readonly kind: "rows"; readonly rows: SampleRows }
  | { readonly kind: "row"; readonly columns: readonly string[]; readonly row: Row }
  | { readonly kind: "unused"; readonly files: ListSourcesResult["unused"] }
  | { readonly kind: "unused-file"; readonly uri: string; readonly path: string }
  /** Why a source can't be read. */
  | { readonly kind: "refusal"; readonly reason: string };

type Row = SampleRows["rows"][number];

/** The lines below that of a source. */
export function behindSource(source: SourceItem, found: DescribeSourceResult): readonly Node[] {
  if (found.kind === "refused") return [{ kind: "refusal", reason: found.reason }];
  const { files, columns, rowsOfFile } = found;
  return [
    ...files.map((file): Node => ({ kind: "file", ...file })),
    ...columns.map((column): Node => ({ kind: "column", source, column })),
    ...(rowsOfFile.rows.length === 0 ? [] : [{ kind: "rows", rows: rowsOfFile } as const]),
  ];
}

export function rowNodes({ columns, rows }: SampleRows): readonly Node[] {
  return rows.map((row) => ({ kind: "row", columns, row }));
}

/** `known`: what is in the column, once that was asked. */
export function itemOf(node: Node, known?: DescribeColumnResult): vscode.TreeItem {
  switch (node.kind) {
    case "source":
      return sourceItem(node.source);
    case "file": {
      const item = new vscode.TreeItem(node.path);
      item.description = node.size;
      item.iconPath = new vscode.ThemeIcon("file");
      item.contextValue = "funnel.file";
      item.resourceUri = vscode.Uri.parse(node.uri);
      return item;
    }
    case "column":
      return columnItem(node.column, known);
    case "rows": {
      const item = new vscode.TreeItem(vscode.l10n.t("First rows"), collapsed);
      item.iconPath = new vscode.ThemeIcon("table");
      return item;
    }
    case "row":
      return rowItem(node.columns, node.row);
    case "unused": {
      const item = new vscode.TreeItem(vscode.l10n.t("Files without a source"), expanded);
      item.iconPath = new vscode.ThemeIcon("folder");
      return item;
    }
    case "unused-file": {
      const item = new vscode.TreeItem(node.path);
      item.iconPath = new vscode.ThemeIcon("file");
      item.contextValue = "funnel.unusedFile";
      item.tooltip = vscode.l10n.t("No source reads it.");
      return item;
    }
    case "refusal": {
      const item = new vscode.TreeItem(node.reason);
      item.iconPath = new vscode.ThemeIcon("warning");
      item.tooltip = node.reason;
      return item;
    }
  }
}

const { Collapsed: collapsed, Expanded: expanded, None: flat } = vscode.TreeItemCollapsibleState;

function sourceItem({
  name,
  path,
  shape,
  uri,
  file,
  line,
  character,
}: SourceItem): vscode.TreeItem {
  const item = new vscode.TreeItem(name, collapsed);
  item.id = JSON.stringify([uri, name]);
  item.description = path;
  item.iconPath = new vscode.ThemeIcon("database");
  item.contextValue = "funnel.source";
  item.tooltip = [file, `source ${name} from "${path}"`, shape].join("\n");
  const place = new vscode.Position(line, character);
  item.command = {
    command: "vscode.open",
    title: vscode.l10n.t("Go to its definition"),
    arguments: [
      vscode.Uri.parse(uri),
      { selection: new vscode.Range(place, place), preserveFocus: true },
    ],
  };
  return item;
}

function columnItem(
  { path, type, part, columns }: SourceColumn,
  known: DescribeColumnResult | undefined,
): vscode.TreeItem {
  const item = new vscode.TreeItem(path.at(-1) ?? "", columns.length > 0 ? collapsed : flat);
  const said = [type, ...(part === undefined ? [] : [partText(part)]), known?.summary ?? ""];
  item.description = said.filter((text) => text !== "").join(" · ");
  item.iconPath = new vscode.ThemeIcon(part === undefined ? "symbol-field" : icons[part]);
  item.contextValue = "funnel.column";
  if (known !== undefined) item.tooltip = new vscode.MarkdownString(known.doc);
  return item;
}

const icons = { actor: "account", time: "clock", event: "symbol-event" } as const;

function partText(part: keyof typeof icons): string {
  switch (part) {
    case "actor":
      return vscode.l10n.t("who");
    case "time":
      return vscode.l10n.t("when");
    case "event":
      return vscode.l10n.t("what");
  }
}

function rowItem(columns: readonly string[], row: Row): vscode.TreeItem {
  const item = new vscode.TreeItem(row.map((value) => value ?? "–").join(" · "));
  item.tooltip = columns.map((column, index) => `${column}: ${row[index] ?? "–"}`).join("\n");
  return item;
}
