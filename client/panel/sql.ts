import * as vscode from "vscode";

const scheme = "funnel-sql";

/** The queries of results as documents to be read: the address itself holds the text, so it never ages. */
export function registerSqlDocuments(): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: ({ query }) => query,
  });
}

export async function showSql(funnel: string, sql: string): Promise<void> {
  // A name may hold anything; in an address a slash would begin another one.
  const path = `/${funnel.replaceAll("/", "∕")}.sql`;
  const uri = vscode.Uri.from({ scheme, path, query: `${sql}\n` });
  await vscode.window.showTextDocument(uri, { preview: true });
}
