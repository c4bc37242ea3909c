import { type Connection, NotebookDocuments, TextDocuments } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Locale } from "../../language/index.ts";
import { isWithin, toDiagnostic } from "./convert.ts";
import { type Documents, notebookUri } from "./documents.ts";

export interface SynchronizeContext {
  readonly documents: Documents;
  readonly locale: Locale;
  /** Whether the client asks for diagnostics by itself after edits. */
  readonly pullsDiagnostics: boolean;
  /** Diagnostics were sent. */
  readonly onShown: () => void;
  readonly onError: (error: unknown) => void;
}

/** Shorter than between two keystrokes of a person, longer than between those of one paste. */
const burstMilliseconds = 20;

/**
 * Follows the texts of files and of the cells of notebooks as they change in the editor. Gives what
 * shows the diagnostics of one whose text didn't change.
 */
export function synchronize(
  connection: Connection,
  { documents, locale, pullsDiagnostics, onShown, onError }: SynchronizeContext,
): (uri: string) => void {
  const publish = async (uri: string): Promise<void> => {
    for (const part of documents.parts(uri)) {
      const at = await documents.snapshot(part);
      if (at === undefined) continue;
      const diagnostics = at.analysis.diagnostics
        .filter((one) => isWithin(at, one.span))
        .map((one) => toDiagnostic(at, one, locale));
      const version = at.version === null ? {} : { version: at.version };
      await connection.sendDiagnostics({ uri: at.uri, ...version, diagnostics });
    }
    onShown();
  };
  const waiting = new Map<string, NodeJS.Timeout>();
  const show = (uri: string): void => {
    if (pullsDiagnostics) return;
    // What is typed in a row is looked at once: no keystroke waits for what is said of the one before.
    clearTimeout(waiting.get(uri));
    const say = (): void => {
      waiting.delete(uri);
      publish(uri).catch(onError);
    };
    waiting.set(uri, setTimeout(say, burstMilliseconds));
  };
  const hide = (uris: readonly string[]): void => {
    if (pullsDiagnostics) return;
    for (const uri of uris) clearTimeout(waiting.get(uri));
    for (const uri of uris) connection.sendDiagnostics({ uri, diagnostics: [] }).catch(onError);
  };

  const texts = new TextDocuments(TextDocument);
  texts.onDidChangeContent(({ document }) => {
    documents.changed(document);
    show(document.uri);
  });
  texts.onDidClose(({ document: { uri } }) => {
    documents.closed(uri);
    hide([uri]);
  });
  texts.listen(connection);

  const notebooks = new NotebookDocuments(TextDocument);
  const follow = (file: string): void => {
    const notebook = notebooks.getNotebookDocument(file);
    const uri = notebookUri(file);
    const before = documents.parts(uri);
    const cells = (notebook?.cells ?? []).flatMap((cell) => {
      const text = notebooks.getCellTextDocument(cell);
      return text === undefined ? [] : [text];
    });
    documents.cellsChanged(uri, cells);
    const now = new Set(documents.parts(uri));
    hide(before.filter((cell) => !now.has(cell)));
    show(uri);
  };
  notebooks.onDidOpen(({ uri }) => follow(uri));
  notebooks.onDidChange(({ notebookDocument: { uri } }) => follow(uri));
  notebooks.onDidClose((notebook) => {
    const uri = notebookUri(notebook.uri);
    const cells = documents.parts(uri);
    documents.closed(uri);
    hide(cells);
  });
  notebooks.listen(connection);

  return (uri) => {
    // The client asks by itself after edits.
    if (pullsDiagnostics) connection.languages.diagnostics.refresh().catch(onError);
    else show(uri);
  };
}
