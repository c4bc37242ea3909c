import * as vscode from "vscode";
import { type ListExpectationsResult, listExpectations } from "../../server/protocol/index.ts";
import { refuse } from "../commands/run-file.ts";
import type { LanguageServer } from "../language-client.ts";
import { type Log, detailsOf } from "../log.ts";
import { oneAfterAnother } from "./one-after-another.ts";
import { runTests } from "./run.ts";
import { type Tree, createTree } from "./tree.ts";

/** After the last keystroke; in milliseconds. */
const settle = 500;

/**
 * The Test Explorer: each `expect` is a test. Those of open texts are known at once, those of all other
 * files of the workspace when somebody looks at the list.
 */
export function createTests(
  server: Pick<LanguageServer, "ask" | "run">,
  dataChanged: vscode.Event<vscode.Uri>,
  log: Log,
): vscode.Disposable {
  const controller = vscode.tests.createTestController("funnel", "Funnel");
  const tree = createTree(controller);

  const find = async (uri?: vscode.Uri): Promise<void> => {
    try {
      const asked = uri === undefined ? {} : { uri: uri.toString() };
      const { files } = await server.ask<ListExpectationsResult>(listExpectations, asked);
      tree.update(files, uri);
    } catch (error) {
      log.warn(detailsOf(error));
    }
  };
  controller.resolveHandler = (item) => (item === undefined ? find() : undefined);
  controller.refreshHandler = () => find();

  const timers = new Map<string, NodeJS.Timeout>();
  const findSoon = (uri: vscode.Uri): void => {
    if (uri.scheme !== "file") return;
    const key = uri.toString();
    clearTimeout(timers.get(key));
    timers.set(
      key,
      setTimeout(() => {
        timers.delete(key);
        void find(uri);
      }, settle),
    );
  };
  const findDocument = ({ languageId, uri }: vscode.TextDocument): void => {
    if (languageId === "funnel") findSoon(uri);
  };
  for (const document of vscode.workspace.textDocuments) findDocument(document);
  const watcher = vscode.workspace.createFileSystemWatcher("**/*.funnel");

  const start = async (
    request: vscode.TestRunRequest,
    items: readonly vscode.TestItem[],
  ): Promise<void> => {
    const [first] = items;
    if (first === undefined || (first.uri !== undefined && (await refuse(first.uri)))) return;
    await runTests(controller.createTestRun(request), items, tree, server, log);
  };

  controller.createRunProfile(
    vscode.l10n.t("Run"),
    vscode.TestRunProfileKind.Run,
    async (request, token) => {
      if (request.continuous === true) {
        const again = runAgain(request, tree, (items) => start(request, items), dataChanged, log);
        token.onCancellationRequested(() => void again.dispose());
      } else await start(request, asked(request, tree));
    },
    true,
    undefined,
    true,
  );

  return vscode.Disposable.from(
    controller,
    watcher,
    watcher.onDidCreate(findSoon),
    watcher.onDidChange(findSoon),
    watcher.onDidDelete((uri) => controller.items.delete(uri.toString())),
    vscode.workspace.onDidOpenTextDocument(findDocument),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      // A save, too, is such an event, without a change.
      if (contentChanges.length > 0) findDocument(document);
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => find()),
    {
      dispose: () => {
        for (const timer of timers.values()) clearTimeout(timer);
      },
    },
  );
}

/** What a request names: whole files and funnels by their expectations. */
function asked({ include, exclude }: vscode.TestRunRequest, tree: Tree): vscode.TestItem[] {
  const left = new Set((exclude ?? []).flatMap((item) => tree.leaves(item)));
  const named =
    include === undefined ? tree.leaves() : include.flatMap((item) => tree.leaves(item));
  return [...new Set(named)].filter((item) => !left.has(item));
}

/** Runs what was asked for whenever its text is saved or data change, one run after the other, until it is disposed. */
function runAgain(
  request: vscode.TestRunRequest,
  tree: Tree,
  start: (items: readonly vscode.TestItem[]) => Promise<void>,
  dataChanged: vscode.Event<vscode.Uri>,
  log: Log,
): vscode.Disposable {
  const line = oneAfterAnother();
  const startNext = (items: () => readonly vscode.TestItem[]): void =>
    void line.add(() => start(items())).catch((error: unknown) => log.warn(detailsOf(error)));
  const inFile = (uri: vscode.Uri): readonly vscode.TestItem[] =>
    asked(request, tree).filter((item) => item.uri?.toString() === uri.toString());
  let timer: NodeJS.Timeout | undefined;
  return vscode.Disposable.from(
    vscode.workspace.onDidSaveTextDocument(({ languageId, uri }) => {
      if (languageId === "funnel") startNext(() => inFile(uri));
    }),
    // An export writes many files at once. What doesn't read them comes from the cache.
    dataChanged(() => {
      clearTimeout(timer);
      timer = setTimeout(() => startNext(() => asked(request, tree)), settle);
    }),
    {
      dispose: () => {
        clearTimeout(timer);
        line.close();
      },
    },
  );
}
