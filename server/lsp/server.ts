import { fileURLToPath, pathToFileURL } from "node:url";
import {
  type CancellationToken,
  CodeLensRefreshRequest,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  ResponseError,
} from "vscode-languageserver/node";
import {
  type Locale,
  type Translation,
  addHabits,
  addTranslation,
  toLocale,
} from "../../language/index.ts";
import { createDataCatalog } from "../engine/run/catalog.ts";
import {
  type AskSecretParams,
  type AskSecretResult,
  type CompileChartParams,
  type CompileChartResult,
  type ListExpectationsParams,
  type ListExpectationsResult,
  type RunFunnelsParams,
  type RunFunnelsResult,
  askSecret,
  compileChart,
  grantTrust,
  listExpectations,
  runFunnels,
  secretsChanged,
} from "../protocol/index.ts";
import type * as Report from "../report/bundle.ts";
import { registerDataRequests } from "./data-requests.ts";
import { clientFacts, describeServer } from "./capabilities.ts";
import { type Documents, createDocuments } from "./documents.ts";
import { loadOnce } from "./load-once.ts";
import { registerRequests } from "./requests.ts";
import { registerResultRequests } from "./result-requests.ts";
import type { Runs } from "./run.ts";
import { createReplaceableRunner } from "./runner.ts";
import { type Settings, defaultSettings, readSettings, readStartOptions } from "./settings.ts";
import { synchronize } from "./synchronize.ts";
import { createWorkspaceFiles } from "./workspace-files.ts";

const textKinds = ["csv", "tsv", "json", "jsonl", "ndjson"];
/** Files that sources may read. */
const dataFiles = `**/*.{${[
  ...textKinds,
  "parquet",
  "xlsx",
  ...textKinds.flatMap((kind) => [`${kind}.gz`, `${kind}.zst`]),
].join(",")}}`;

const funnelFiles = "**/*.funnel";

/** The bundles beside the server's own, for clients that don't say where they lie. */
export interface Bundles {
  readonly worker: string;
  readonly report: string;
  /** What is said in Russian, for those who speak it. */
  readonly loadRussian: () => Promise<{ readonly russian: Translation }>;
}

/**
 * Answers an editor over a connection. What this takes is made when the editor introduces itself, and
 * ended when it says goodbye.
 */
export function startServer(connection: Connection, bundles: Bundles): void {
  let started = false;
  connection.onInitialize(async (params) => {
    if (started) return new ResponseError(ErrorCodes.InvalidRequest, "initialized already");
    started = true;
    const speaking = speak(connection, params, bundles.loadRussian);
    const result = initialize(connection, params, bundles);
    await speaking;
    return result;
  });
  // Whatever has no handler (yet).
  connection.onRequest((method) =>
    started
      ? new ResponseError(ErrorCodes.MethodNotFound, method)
      : new ResponseError(ErrorCodes.ServerNotInitialized, "not initialized"),
  );
  connection.listen();
}

function initialize(
  connection: Connection,
  params: InitializeParams,
  bundles: Bundles,
): InitializeResult {
  const options = readStartOptions(params.initializationOptions);
  const locale = localeOf(params);
  const client = clientFacts(params.capabilities);
  let trusted = options.trusted;
  let settings = defaultSettings;
  let folders = foldersOf(params);

  const onError = (error: unknown): void => {
    connection.console.error(
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    );
  };
  const quietly = (work: Promise<unknown>): void => {
    work.catch(onError);
  };

  const worker = options.worker ?? bundles.worker;
  const runner = createReplaceableRunner(async ({ memory, threads, cache, cacheBytes }) => {
    const { createRunner } = await import("../engine/run/host.ts");
    return createRunner({
      worker,
      ...(memory === undefined ? {} : { memoryLimit: memory }),
      ...(threads === undefined ? {} : { threads }),
      ...(options.cache === undefined || !cache ? {} : { cacheFolder: options.cache }),
      ...(cacheBytes === undefined ? {} : { cacheBytes }),
    });
  }, onError);
  const catalog = createDataCatalog(runner, {
    openText: (file) => documents.openText(file),
    ...(options.secrets ? { hasSecret: (name) => hasSecret(connection, name) } : {}),
  });
  const documents: Documents = createDocuments({
    catalog,
    folders: () => folders,
    namedFolders: () => settings.namedFolders,
    trusted: () => trusted,
    loadHabits: async () => {
      try {
        addHabits((await import("../../language/habits.ts")).habits);
      } catch (error) {
        onError(error);
        addHabits({ habitOf: () => undefined, repairs: () => [] });
      }
    },
    onFactsChanged: (uri) => {
      showDiagnostics(uri);
      if (client.refreshesHints) quietly(connection.languages.inlayHint.refresh());
    },
    onError,
  });

  const answers = loadOnce(async () => {
    const [{ answerRequests }] = await Promise.all([import("./language.ts"), speakEditing(locale)]);
    return answerRequests({
      documents,
      files,
      catalog,
      locale,
      settings: () => settings,
      snippets: client.snippets,
      onError,
    });
  });
  /** Once the first diagnostics are out, so that nobody waits for the rest. */
  const prepare = (): void => void setTimeout(() => quietly(answers()), 0);
  const showDiagnostics = synchronize(connection, {
    documents,
    locale,
    pullsDiagnostics: client.pullsDiagnostics,
    onShown: prepare,
    onError,
  });
  const files = createWorkspaceFiles({
    folders: () => folders,
    trusted: () => trusted,
    watched: client.registersWatchers,
  });

  registerRequests(connection, { documents, locale, answers, onDiagnosed: prepare, onError });
  // Larger than this server by far, since it draws: loaded with the first result, by its place.
  const loadReport = loadOnce(
    async () => (await import(urlOf(options.report ?? bundles.report))) as typeof Report,
  );
  const asking = {
    documents,
    catalog,
    runner,
    locale,
    trusted: () => trusted,
    loadReport,
    onError,
  };
  registerDataRequests(connection, async () => {
    await answers();
    return { ...asking, files, folders: () => folders };
  });
  const ofResults = registerResultRequests(connection, asking);
  let cancelRuns = (): void => undefined;
  const runs = loadOnce(async (): Promise<Runs> => {
    const { createRuns } = await import("./run.ts");
    const created = createRuns(connection, asking);
    cancelRuns = () => created.cancel();
    return created;
  });
  connection.onRequest(
    runFunnels,
    async (params: RunFunnelsParams, token: CancellationToken): Promise<RunFunnelsResult> =>
      (await runs()).run(params, token),
  );
  connection.onRequest(
    compileChart,
    async (params: CompileChartParams): Promise<CompileChartResult> =>
      (await runs()).compile(params),
  );

  connection.onRequest(
    listExpectations,
    async (params: ListExpectationsParams): Promise<ListExpectationsResult> => {
      const expectations = await import("./expectations.ts");
      return expectations.listExpectations(params, documents, files);
    },
  );

  const useSettings = (now: Settings): void => {
    const before = settings;
    settings = now;
    runner.replace(now.limits);
    const lenses = (of: Settings): string => JSON.stringify([of.codeLens, of.referenceLens]);
    if (lenses(before) !== lenses(settings) && client.refreshesLenses) {
      quietly(connection.sendRequest(CodeLensRefreshRequest.type));
    }
    if (JSON.stringify(before.namedFolders) !== JSON.stringify(settings.namedFolders)) {
      catalog.invalidate();
      documents.placesChanged();
    }
    if (before.inlayHints !== settings.inlayHints && client.refreshesHints) {
      quietly(connection.languages.inlayHint.refresh());
    }
  };
  const loadSettings = async (): Promise<void> => {
    useSettings(readSettings(await connection.workspace.getConfiguration("funnel")));
  };

  connection.onInitialized(() => {
    if (client.configuration) quietly(loadSettings());
    if (client.registersConfiguration) {
      const section = { section: "funnel" };
      quietly(connection.client.register(DidChangeConfigurationNotification.type, section));
    }
    if (client.registersWatchers) {
      const watchers = {
        watchers: [dataFiles, funnelFiles].map((globPattern) => ({ globPattern })),
      };
      quietly(connection.client.register(DidChangeWatchedFilesNotification.type, watchers));
    }
    if (client.folders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => pathOf(uri)));
        const kept = folders.filter((folder) => !gone.has(folder));
        folders = [...kept, ...added.flatMap(({ uri }) => pathOf(uri) ?? [])];
        files.forget();
        documents.placesChanged();
      });
    }
  });
  connection.onDidChangeConfiguration(({ settings: sent }) => {
    if (client.configuration) quietly(loadSettings());
    else useSettings(readSettings((sent as { readonly funnel?: unknown } | null)?.funnel));
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    files.forget();
    if (changes.every(({ uri }) => uri.endsWith(".funnel"))) documents.filesChanged();
    else documents.dataChanged();
  });
  connection.onNotification(secretsChanged, () => documents.secretsChanged());
  connection.onNotification(grantTrust, () => {
    trusted = true;
    files.forget();
    documents.placesChanged();
  });

  connection.onShutdown(async () => {
    cancelRuns();
    documents.close();
    await ofResults.end();
    await runner.close();
  });
  return describeServer(client);
}

async function hasSecret(connection: Connection, name: string): Promise<boolean> {
  const params: AskSecretParams = { name };
  const answer = await connection.sendRequest<AskSecretResult | null>(askSecret, params);
  return answer?.exists === true;
}

function localeOf(params: InitializeParams): Locale {
  return toLocale(readStartOptions(params.initializationOptions).locale ?? params.locale);
}

/** Before anything is said. English is spoken where the other can't be loaded. */
async function speak(
  connection: Connection,
  params: InitializeParams,
  loadRussian: Bundles["loadRussian"],
): Promise<void> {
  const locale = localeOf(params);
  if (locale === "ru") {
    try {
      addTranslation(locale, (await loadRussian()).russian);
      return;
    } catch (error) {
      connection.console.error(String(error));
    }
  }
  const { english } = await import("../../language/english.ts");
  addTranslation("en", english);
}

/** The same for what is said beside diagnostics. */
async function speakEditing(locale: Locale): Promise<void> {
  if (locale === "en") return;
  const [{ addEditingTranslation }, { editingRussian }] = await Promise.all([
    import("../../language/editing.ts"),
    import("../../language/editing-russian.ts"),
  ]);
  addEditingTranslation(locale, editingRussian);
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

function urlOf(place: string): string {
  return place.startsWith("file:") ? place : pathToFileURL(place).href;
}
