import type { CancellationToken, MessageConnection, ResponseError } from "vscode-jsonrpc/node";
import type {
  CodeAction,
  CodeActionParams,
  CodeLens,
  CodeLensParams,
  CompletionList,
  CompletionParams,
  ConfigurationParams,
  DefinitionParams,
  DidChangeConfigurationParams,
  DidChangeTextDocumentParams,
  DidChangeWatchedFilesParams,
  DidChangeWorkspaceFoldersParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  DocumentFormattingParams,
  DocumentHighlight,
  DocumentHighlightParams,
  DocumentSymbol,
  DocumentSymbolParams,
  FoldingRange,
  FoldingRangeParams,
  Hover,
  HoverParams,
  InitializeParams,
  InitializeResult,
  Location,
  LocationLink,
  LogMessageParams,
  PrepareRenameParams,
  PublishDiagnosticsParams,
  Range,
  ReferenceParams,
  RegistrationParams,
  RenameParams,
  SemanticTokens,
  SemanticTokensParams,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver-protocol";
import type {
  RunFunnelsParams,
  RunFunnelsResult,
  RunProgressParams,
  grantTrust,
  runFunnels,
  runProgress,
} from "../protocol/index.ts";

/**
 * The messages of the protocol that we use, by method, each with its parameters and, of a request, its
 * result. The protocol's own package would say the same in ten times the code of this server, so
 * only its types are used.
 */
interface Answered {
  initialize: [InitializeParams, InitializeResult];
  shutdown: [undefined, null];
  "textDocument/hover": [HoverParams, Hover | null];
  "textDocument/completion": [CompletionParams, CompletionList | null];
  "textDocument/definition": [DefinitionParams, LocationLink[] | null];
  "textDocument/references": [ReferenceParams, Location[] | null];
  "textDocument/documentHighlight": [DocumentHighlightParams, DocumentHighlight[] | null];
  "textDocument/documentSymbol": [DocumentSymbolParams, DocumentSymbol[] | null];
  "textDocument/foldingRange": [FoldingRangeParams, FoldingRange[] | null];
  "textDocument/codeLens": [CodeLensParams, CodeLens[] | null];
  "textDocument/codeAction": [CodeActionParams, CodeAction[] | null];
  "textDocument/formatting": [DocumentFormattingParams, TextEdit[] | null];
  "textDocument/prepareRename": [PrepareRenameParams, RenameOffer | null];
  "textDocument/rename": [RenameParams, WorkspaceEdit | null];
  "textDocument/semanticTokens/full": [SemanticTokensParams, SemanticTokens | null];
  "textDocument/diagnostic": [DocumentDiagnosticParams, DocumentDiagnosticReport];
  [runFunnels]: [RunFunnelsParams, RunFunnelsResult];
}

interface RenameOffer {
  readonly range: Range;
  readonly placeholder: string;
}

interface Heard {
  initialized: object;
  exit: undefined;
  "textDocument/didOpen": DidOpenTextDocumentParams;
  "textDocument/didChange": DidChangeTextDocumentParams;
  "textDocument/didClose": DidCloseTextDocumentParams;
  "workspace/didChangeConfiguration": DidChangeConfigurationParams;
  "workspace/didChangeWatchedFiles": DidChangeWatchedFilesParams;
  "workspace/didChangeWorkspaceFolders": DidChangeWorkspaceFoldersParams;
  [grantTrust]: undefined;
}

interface Asked {
  "workspace/configuration": [ConfigurationParams, unknown[]];
  "workspace/diagnostic/refresh": [undefined, unknown];
  "workspace/codeLens/refresh": [undefined, unknown];
  "client/registerCapability": [RegistrationParams, unknown];
}

interface Told {
  "window/logMessage": LogMessageParams;
  "textDocument/publishDiagnostics": PublishDiagnosticsParams;
  [runProgress]: RunProgressParams;
}

type Answer<Method extends keyof Answered> = (
  params: Answered[Method][0],
  token: CancellationToken,
) => Promise<Answered[Method][1] | ResponseError>;

/** A connection that takes only messages we know, with the parameters they have. */
export interface Connection {
  answer<Method extends keyof Answered>(method: Method, give: Answer<Method>): void;
  hear<Method extends keyof Heard>(method: Method, take: (params: Heard[Method]) => void): void;
  ask<Method extends keyof Asked>(
    method: Method,
    params: Asked[Method][0],
  ): Promise<Asked[Method][1]>;
  /** A client that is gone needs to hear nothing, so failures are nobody's concern. */
  tell<Method extends keyof Told>(method: Method, params: Told[Method]): void;
  /** For the log: a mistake of ours, whatever it is. */
  readonly logError: (error: unknown) => void;
}

export function typedConnection(connection: MessageConnection): Connection {
  const tell: Connection["tell"] = (method, params) => {
    connection.sendNotification(method, params).catch(() => undefined);
  };
  return {
    answer: <Method extends keyof Answered>(method: Method, give: Answer<Method>) => {
      const handle = (params: Answered[Method][0], token: CancellationToken): Promise<unknown> =>
        give(params, token);
      connection.onRequest(method, handle);
    },
    hear: (method, take) => void connection.onNotification(method, take),
    // Parameters that aren't there must not be sent either.
    ask: (method, params) =>
      params === undefined
        ? connection.sendRequest(method)
        : connection.sendRequest(method, params),
    tell,
    logError: (error) => {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      tell("window/logMessage", { type: messageTypes.error, message });
    },
  };
}

const messageTypes = { error: 1 } as const;
