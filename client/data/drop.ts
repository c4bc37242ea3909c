import * as vscode from "vscode";
import type { Services } from "../services.ts";
import { attach, mayHoldData } from "./attach.ts";

const uriList = "text/uri-list";
const kind = vscode.DocumentDropOrPasteEditKind.Empty.append("funnel", "attach");

/** A file of data that is dropped into a `.funnel` text is attached, not named. */
export function registerDrop(services: Services): vscode.Disposable {
  const selector = ["file", "untitled"].map((scheme) => ({ language: "funnel", scheme }));
  const provider: vscode.DocumentDropEditProvider = {
    provideDocumentDropEdits: async (document, _, transfer, token) => {
      const data = dataFileIn((await transfer.get(uriList)?.asString()) ?? "");
      if (data === undefined || token.isCancellationRequested) return undefined;
      // The drop itself writes nothing; what is to be written is asked after it.
      setTimeout(() => void attach(services, { file: data, into: document.uri }), 0);
      return new vscode.DocumentDropEdit("", vscode.l10n.t("Attach the data file"), kind);
    },
  };
  const metadata = { dropMimeTypes: [uriList], providedDropEditKinds: [kind] };
  return vscode.languages.registerDocumentDropEditProvider(selector, provider, metadata);
}

/** The only one, or the first, of a list as programs hand it over. */
function dataFileIn(list: string): vscode.Uri | undefined {
  for (const line of list.split(/\r?\n/)) {
    if (line === "" || line.startsWith("#")) continue;
    const uri = vscode.Uri.parse(line);
    if (uri.scheme === "file" && mayHoldData(uri)) return uri;
  }
  return undefined;
}
