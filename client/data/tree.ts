import * as vscode from "vscode";
import {
  type DescribeColumnResult,
  type DescribeSourceResult,
  type ListSourcesResult,
  describeColumn,
  describeSource,
  listSources,
} from "../../server/protocol/index.ts";
import { detailsOf } from "../log.ts";
import type { Services } from "../services.ts";
import { type Node, behindSource, itemOf, rowNodes } from "./tree-nodes.ts";

/** Known to the manifest. */
const viewId = "funnel.data";
/** After the last keystroke. */
const settleMilliseconds = 700;
/** Columns of a source that are looked into before anybody points at them. */
const mostForeseen = 20;

/** The Data view: sources, their files, columns and first rows. */
export interface DataTree extends vscode.Disposable {
  refresh(): void;
}

export function createDataTree(
  { server, log }: Pick<Services, "server" | "log">,
  dataChanged: vscode.Event<vscode.Uri>,
): DataTree {
  const change = new vscode.EventEmitter<Node | undefined>();
  let known = new Map<string, DescribeColumnResult>();
  let timer: NodeJS.Timeout | undefined;

  const list = (): Promise<ListSourcesResult> => server.ask(listSources, {});
  let listed = "";
  const roots = async (): Promise<readonly Node[]> => {
    const found = await list();
    listed = JSON.stringify(found);
    const { unused } = found;
    // Two of one name are a mistake, which the text tells; a tree must tell its lines apart.
    const sources = found.sources.filter(
      ({ uri, name }, index) =>
        found.sources.findIndex((one) => one.uri === uri && one.name === name) === index,
    );
    return [
      ...sources.map((source): Node => ({ kind: "source", source })),
      ...(unused.length === 0 ? [] : [{ kind: "unused", files: unused } as const]),
    ];
  };
  const childrenOf = async (node: Node): Promise<readonly Node[]> => {
    switch (node.kind) {
      case "source": {
        const { uri, name } = node.source;
        const found = await server.ask<DescribeSourceResult>(describeSource, { uri, name });
        const children = behindSource(node.source, found);
        void foresee(children);
        return children;
      }
      case "column": {
        const { source, column } = node;
        return column.columns.map((below) => ({ kind: "column", source, column: below }));
      }
      case "rows":
        return rowNodes(node.rows);
      case "unused":
        return node.files.map((file) => ({ kind: "unused-file", ...file }));
      default:
        return [];
    }
  };
  const learn = async (node: Node): Promise<DescribeColumnResult | undefined> => {
    if (node.kind !== "column") return undefined;
    const into = known;
    const key = keyOf(node);
    const found = into.get(key);
    if (found !== undefined) return found;
    const { uri, name } = node.source;
    const column = node.column.path;
    const params = { uri, name, column };
    const answer = await server.ask<DescribeColumnResult | null>(describeColumn, params);
    if (answer !== null) into.set(key, answer);
    return answer ?? undefined;
  };
  /** One after the other, so that whoever runs something needn't wait. */
  const foresee = async (nodes: readonly Node[]): Promise<void> => {
    const columns = nodes.filter(({ kind }) => kind === "column").slice(0, mostForeseen);
    for (const node of columns) {
      if (known.has(keyOf(node)) || !view.visible) continue;
      const found = await learn(node).catch(() => undefined);
      if (found !== undefined) change.fire(node);
    }
  };
  /** A question that fails leaves its lines out; the next look asks again. */
  const ask = async (question: Promise<readonly Node[]>): Promise<Node[]> => {
    try {
      return [...(await question)];
    } catch (error) {
      log.warn(detailsOf(error));
      return [];
    }
  };

  const view = vscode.window.createTreeView<Node>(viewId, {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: change.event,
      getChildren: (node) => ask(node === undefined ? roots() : childrenOf(node)),
      getTreeItem: (node) => itemOf(node, known.get(keyOf(node))),
      resolveTreeItem: async (item, node) => {
        const found = await learn(node).catch(() => undefined);
        if (found !== undefined) item.tooltip = new vscode.MarkdownString(found.doc);
        return item;
      },
    },
  });

  const refresh = (): void => {
    clearTimeout(timer);
    known = new Map();
    change.fire(undefined);
  };
  /** Most changes of a text leave its sources as they are; the data haven't changed. */
  const refreshChanged = async (): Promise<void> => {
    if (view.visible && JSON.stringify(await list()) !== listed) change.fire(undefined);
  };
  const refreshSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(
      () => void refreshChanged().catch((error: unknown) => log.warn(detailsOf(error))),
      settleMilliseconds,
    );
  };
  const isOurs = ({ languageId }: vscode.TextDocument): boolean => languageId === "funnel";
  const watcher = vscode.workspace.createFileSystemWatcher("**/*.funnel");
  const subscriptions = [
    change,
    view,
    // What changed while nobody looked.
    view.onDidChangeVisibility(refreshSoon),
    watcher,
    watcher.onDidCreate(refreshSoon),
    watcher.onDidDelete(refreshSoon),
    watcher.onDidChange(refreshSoon),
    dataChanged(refresh),
    vscode.workspace.onDidChangeTextDocument(
      ({ document, contentChanges }) =>
        isOurs(document) && contentChanges.length > 0 && refreshSoon(),
    ),
    vscode.workspace.onDidOpenTextDocument((document) => isOurs(document) && refreshSoon()),
    vscode.workspace.onDidCloseTextDocument((document) => isOurs(document) && refreshSoon()),
    vscode.workspace.onDidGrantWorkspaceTrust(refresh),
    vscode.workspace.onDidChangeWorkspaceFolders(refresh),
  ];
  return {
    refresh,
    dispose: () => {
      clearTimeout(timer);
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

function keyOf(node: Node): string {
  if (node.kind !== "column") return "";
  return JSON.stringify([node.source.uri, node.source.name, node.column.path]);
}
