import {
  type ClientCapabilities,
  CodeActionKind,
  type InitializeResult,
  PositionEncodingKind,
  TextDocumentSyncKind,
} from "vscode-languageserver/node";
import { notebook } from "../protocol/index.ts";
import { tokenModifiers, tokenTypes } from "./semantic-tokens.ts";

/** What the server says that it can do. */
export function describeServer(client: ClientFacts): InitializeResult {
  return {
    serverInfo: { name: "Funnel Workbench" },
    capabilities: {
      positionEncoding: PositionEncodingKind.UTF16,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      notebookDocumentSync: {
        notebookSelector: [{ notebook: notebook.type, cells: [{ language: "funnel" }] }],
      },
      hoverProvider: true,
      completionProvider: { triggerCharacters: [" ", ".", '"', "'", "`", "(", "/", "$"] },
      signatureHelpProvider: { triggerCharacters: ["(", ","] },
      inlayHintProvider: true,
      definitionProvider: true,
      referencesProvider: true,
      workspaceSymbolProvider: true,
      documentLinkProvider: {},
      selectionRangeProvider: true,
      documentHighlightProvider: true,
      documentSymbolProvider: true,
      foldingRangeProvider: true,
      codeLensProvider: {},
      codeActionProvider: {
        codeActionKinds: [
          CodeActionKind.QuickFix,
          CodeActionKind.RefactorExtract,
          CodeActionKind.RefactorRewrite,
          CodeActionKind.SourceFixAll,
          CodeActionKind.SourceOrganizeImports,
        ],
      },
      documentFormattingProvider: true,
      documentRangeFormattingProvider: true,
      documentOnTypeFormattingProvider: {
        firstTriggerCharacter: "}",
        moreTriggerCharacter: ["\n"],
      },
      renameProvider: { prepareProvider: true },
      semanticTokensProvider: {
        legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] },
        full: true,
      },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      ...(client.pullsDiagnostics
        ? { diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false } }
        : {}),
    },
  };
}

/** What the server has to know of an editor. */
export interface ClientFacts {
  readonly pullsDiagnostics: boolean;
  readonly snippets: boolean;
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly folders: boolean;
  readonly refreshesLenses: boolean;
  readonly refreshesHints: boolean;
}

export function clientFacts({ textDocument, workspace }: ClientCapabilities): ClientFacts {
  return {
    // Facts about data arrive later than the text, so pulling alone isn't enough.
    pullsDiagnostics:
      textDocument?.diagnostic !== undefined && workspace?.diagnostics?.refreshSupport === true,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    folders: workspace?.workspaceFolders === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    refreshesHints: workspace?.inlayHint?.refreshSupport === true,
  };
}
