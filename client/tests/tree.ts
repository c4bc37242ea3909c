import * as vscode from "vscode";
import type { ExpectingFile, TextRange } from "../../server/protocol/index.ts";
import { nameOf } from "../uri-name.ts";

/** What a leaf of the tree tests. */
export interface Expectation {
  readonly uri: vscode.Uri;
  readonly funnel: string;
  /** As written. */
  readonly text: string;
  /** Which of those with the same words in the funnel. */
  readonly occurrence: number;
}

/** Files, their funnels, and what these expect. */
export interface Tree {
  /** Of one file, or of all: what isn't among them goes. */
  update(files: readonly ExpectingFile[], only?: vscode.Uri): void;
  /** The leaves below an item, or all. */
  leaves(item?: vscode.TestItem): readonly vscode.TestItem[];
  expectation(item: vscode.TestItem): Expectation | undefined;
}

export function createTree(controller: vscode.TestController): Tree {
  const expectations = new WeakMap<vscode.TestItem, Expectation>();

  const itemFor = (
    parent: vscode.TestItemCollection,
    id: string,
    label: string,
    uri: vscode.Uri,
  ): vscode.TestItem => {
    const item = parent.get(id) ?? controller.createTestItem(id, label, uri);
    if (parent.get(id) === undefined) parent.add(item);
    return item;
  };

  const updateFile = ({ uri: address, funnels }: ExpectingFile): void => {
    const uri = vscode.Uri.parse(address);
    const file = itemFor(controller.items, uri.toString(), nameOf(uri), uri);
    file.description = folderOf(uri);
    const kept = new Set<string>();
    for (const [at, { name, range, expectations: written }] of funnels.entries()) {
      const item = itemFor(file.children, `${file.id}#${name}`, name, uri);
      kept.add(item.id);
      item.range = rangeOf(range);
      item.sortText = sortText(at);
      const leaves = new Set<string>();
      for (const [index, one] of written.entries()) {
        const occurrence = written.slice(0, index).filter(({ text }) => text === one.text).length;
        const id = `${item.id}#${one.text}#${occurrence}`;
        const leaf = itemFor(item.children, id, one.text, uri);
        leaves.add(id);
        leaf.range = rangeOf(one.range);
        leaf.sortText = sortText(index);
        expectations.set(leaf, { uri, funnel: name, text: one.text, occurrence });
      }
      keepOnly(item.children, leaves);
    }
    keepOnly(file.children, kept);
  };

  const leaves = (item: vscode.TestItem): readonly vscode.TestItem[] =>
    expectations.has(item) ? [item] : [...item.children].flatMap(([, child]) => leaves(child));

  return {
    update(files, only) {
      for (const file of files) updateFile(file);
      const found = new Set(files.map(({ uri }) => vscode.Uri.parse(uri).toString()));
      if (only === undefined) keepOnly(controller.items, found);
      else if (!found.has(only.toString())) controller.items.delete(only.toString());
    },
    leaves: (item) =>
      item === undefined ? [...controller.items].flatMap(([, file]) => leaves(file)) : leaves(item),
    expectation: (item) => expectations.get(item),
  };
}

function keepOnly(items: vscode.TestItemCollection, ids: ReadonlySet<string>): void {
  const gone: string[] = [];
  items.forEach(({ id }) => {
    if (!ids.has(id)) gone.push(id);
  });
  for (const id of gone) items.delete(id);
}

/** "reports/weekly"; empty at the top of the workspace. */
function folderOf(uri: vscode.Uri): string {
  const path = vscode.workspace.asRelativePath(uri);
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

export function rangeOf({ start, end }: TextRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** In the order of the text, also beyond nine. */
function sortText(index: number): string {
  return String(index).padStart(6, "0");
}
