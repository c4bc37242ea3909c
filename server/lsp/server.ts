import { fileURLToPath, pathToFileURL } from "node:url";
import { type MessageConnection, ResponseError } from "vscode-jsonrpc/node";
import type {
  ClientCapabilities,
  InitializeParams,
  InitializeResult,
} from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";
import { toLocale } from "../../language/index.ts";
import { createDataCatalog } from "../engine/run/catalog.ts";
import { createRunner } from "../engine/run/host.ts";
import { grantTrust } from "../protocol/index.ts";
import type * as Report from "../report/bundle.ts";
import { type Connection, typedConnection } from "./connection.ts";
import { toDiagnostic } from "./convert.ts";
import { createDocuments } from "./documents.ts";
import { registerLanguage } from "./language.ts";
import { codeActionKinds, errorCodes, syncKinds } from "./numbers.ts";
import { registerRuns } from "./run.ts";
import { tokenModifiers, tokenTypes } from "./semantic-tokens.ts";
import { createReplaceableRunner } from "./runner.ts";
import { type Settings, defaultSettings, readSettings, readStartOptions } from "./settings.ts";

/** Files that sources may read. */
const dataFiles =
  "**/*.{csv,tsv,json,jsonl,ndjson,parquet,csv.gz,tsv.gz,json.gz,jsonl.gz,ndjson.gz}";

/** The bundles beside the server's own, for clients that don't say where they lie. */
export interface Bundles {
  readonly worker: string;
  readonly report: string;
}

/**
 * Answers an editor over a connection. What this takes is made when the editor introduces itself, and
 * ended when it says goodbye; `exit` then ends the process.
 */
export function startServer(
  messages: MessageConnection,
  bundles: Bundles,
  exit: (code: number) => void,
): void {
  const connection = typedConnection(messages);
  let phase: "new" | "running" | "over" = "new";
  let end = async (): Promise<void> => {};
  connection.answer("initialize", async (params) => {
    if (phase !== "new") return new ResponseError(errorCodes.InvalidRequest, "initialized already");
    phase = "running";
    const started = initialize(connection, params, bundles);
    end = started.end;
    return started.result;
  });
  connection.answer("shutdown", async () => {
    phase = "over";
    await end();
    return null;
  });
  const leave = (): void => exit(phase === "over" ? 0 : 1);
  connection.hear("exit", leave);
  messages.onClose(leave);
  // Whatever has no handler (yet).
  messages.onRequest((method) =>
    phase === "new"
      ? new ResponseError(errorCodes.ServerNotInitialized, "not initialized")
      : new ResponseError(errorCodes.MethodNotFound, method),
  );
  messages.listen();
}

interface Started {
  readonly result: InitializeResult;
  /** Ends all that runs, and the runner's process. */
  readonly end: () => Promise<void>;
}

function initialize(connection: Connection, params: InitializeParams, bundles: Bundles): Started {
  const options = readStartOptions(params.initializationOptions);
  const locale = toLocale(options.locale ?? params.locale);
  const client = clientFacts(params.capabilities);
  let trusted = options.trusted;
  let settings = defaultSettings;
  let folders = foldersOf(params);

  const onError = connection.logError;
  const quietly = (work: Promise<unknown>): void => {
    work.catch(onError);
  };

  const worker = options.worker ?? bundles.worker;
  const runner = createReplaceableRunner(
    (limit) => createRunner({ worker, ...(limit === undefined ? {} : { memoryLimit: limit }) }),
    onError,
  );
  const catalog = createDataCatalog(runner);
  const documents = createDocuments({
    catalog,
    folders: () => folders,
    trusted: () => trusted,
    onFactsChanged: (uri) => showDiagnostics(uri, true),
    onError,
  });

  const showDiagnostics = (uri: string, factsOnly: boolean): void => {
    if (client.pullsDiagnostics) {
      // The client asks by itself after edits.
      if (factsOnly) quietly(connection.ask("workspace/diagnostic/refresh", undefined));
      return;
    }
    quietly(publish(uri));
  };
  const publish = async (uri: string): Promise<void> => {
    const at = await documents.snapshot(uri);
    if (at === undefined) return;
    const diagnostics = at.analysis.diagnostics.map((one) => toDiagnostic(at, one, locale));
    connection.tell("textDocument/publishDiagnostics", { uri, version: at.version, diagnostics });
  };

  const texts = new Map<string, TextDocument>();
  const changed = (document: TextDocument): void => {
    texts.set(document.uri, document);
    documents.changed(document);
    showDiagnostics(document.uri, false);
  };
  connection.hear("textDocument/didOpen", ({ textDocument: { uri, languageId, version, text } }) =>
    changed(TextDocument.create(uri, languageId, version, text)),
  );
  connection.hear(
    "textDocument/didChange",
    ({ textDocument: { uri, version }, contentChanges }) => {
      const document = texts.get(uri);
      if (document === undefined) return;
      changed(TextDocument.update(document, contentChanges, version));
    },
  );
  connection.hear("textDocument/didClose", ({ textDocument: { uri } }) => {
    texts.delete(uri);
    documents.closed(uri);
    if (client.pullsDiagnostics) return;
    connection.tell("textDocument/publishDiagnostics", { uri, diagnostics: [] });
  });

  registerLanguage(connection, {
    documents,
    locale,
    settings: () => settings,
    snippets: client.snippets,
    onError,
  });
  const cancelRuns = registerRuns(connection, {
    documents,
    catalog,
    runner,
    locale,
    trusted: () => trusted,
    loadReport: reportLoader(options.report ?? bundles.report),
    onError,
  });

  const useSettings = (now: Settings): void => {
    const before = settings;
    settings = now;
    runner.replace(now.memoryLimit);
    if (before.codeLens !== settings.codeLens && client.refreshesLenses) {
      quietly(connection.ask("workspace/codeLens/refresh", undefined));
    }
  };
  const loadSettings = async (): Promise<void> => {
    const items = [{ section: "funnel" }];
    const [section] = await connection.ask("workspace/configuration", { items });
    useSettings(readSettings(section));
  };
  const register = (method: string, registerOptions: object): void => {
    const registrations = [{ id: method, method, registerOptions }];
    quietly(connection.ask("client/registerCapability", { registrations }));
  };

  connection.hear("initialized", () => {
    if (client.configuration) quietly(loadSettings());
    if (client.registersConfiguration) {
      register("workspace/didChangeConfiguration", { section: "funnel" });
    }
    if (client.registersWatchers) {
      register("workspace/didChangeWatchedFiles", { watchers: [{ globPattern: dataFiles }] });
    }
  });
  connection.hear("workspace/didChangeConfiguration", ({ settings: sent }) => {
    if (client.configuration) quietly(loadSettings());
    else useSettings(readSettings((sent as { readonly funnel?: unknown } | null)?.funnel));
  });
  connection.hear("workspace/didChangeWorkspaceFolders", ({ event: { added, removed } }) => {
    const gone = new Set(removed.map(({ uri }) => pathOf(uri)));
    const kept = folders.filter((folder) => !gone.has(folder));
    folders = [...kept, ...added.flatMap(({ uri }) => pathOf(uri) ?? [])];
    documents.placesChanged();
  });
  connection.hear("workspace/didChangeWatchedFiles", () => documents.dataChanged());
  connection.hear(grantTrust, () => {
    trusted = true;
    documents.placesChanged();
  });

  const end = async (): Promise<void> => {
    cancelRuns();
    documents.close();
    await runner.close();
  };
  return { result: describeServer(client), end };
}

function describeServer(client: ClientFacts): InitializeResult {
  return {
    serverInfo: { name: "Funnel Workbench" },
    capabilities: {
      positionEncoding: "utf-16",
      textDocumentSync: { openClose: true, change: syncKinds.Incremental },
      hoverProvider: true,
      completionProvider: { triggerCharacters: [" ", ".", '"', "'", "`", "("] },
      definitionProvider: true,
      referencesProvider: true,
      documentHighlightProvider: true,
      documentSymbolProvider: true,
      foldingRangeProvider: true,
      codeLensProvider: {},
      codeActionProvider: {
        codeActionKinds: [codeActionKinds.QuickFix, codeActionKinds.SourceFixAll],
      },
      documentFormattingProvider: true,
      renameProvider: { prepareProvider: true },
      semanticTokensProvider: {
        legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] },
        full: true,
      },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      ...(client.pullsDiagnostics
        ? { diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false } }
        : {}),
    },
  };
}

interface ClientFacts {
  readonly pullsDiagnostics: boolean;
  readonly snippets: boolean;
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchers: boolean;
  readonly refreshesLenses: boolean;
}

function clientFacts({ textDocument, workspace }: ClientCapabilities): ClientFacts {
  return {
    // Facts about data arrive later than the text, so pulling alone isn't enough.
    pullsDiagnostics:
      textDocument?.diagnostic !== undefined && workspace?.diagnostics?.refreshSupport === true,
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
  };
}

function foldersOf(params: InitializeParams): readonly string[] {
  return (params.workspaceFolders ?? []).flatMap(({ uri }) => pathOf(uri) ?? []);
}

function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith("file:") ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}

/** Larger than this server by far, since it draws: loaded with the first result, by its place. */
function reportLoader(place: string): () => Promise<typeof Report> {
  let loading: Promise<typeof Report> | undefined;
  const load = async (): Promise<typeof Report> => {
    const url = place.startsWith("file:") ? place : pathToFileURL(place).href;
    try {
      return (await import(url)) as typeof Report;
    } catch (error) {
      loading = undefined;
      throw error;
    }
  };
  return () => (loading ??= load());
}
