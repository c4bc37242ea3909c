import * as vscode from "vscode";
import {
  type CloseHandlerResult,
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
} from "vscode-languageclient/node";
import {
  type AskSecretParams,
  type AskSecretResult,
  type CompileChartParams,
  type CompileChartResult,
  type RunFunnelsParams,
  type RunFunnelsResult,
  type RunProgressParams,
  askSecret,
  compileChart,
  grantTrust,
  notebook,
  runFunnels,
  runProgress,
  secretsChanged,
} from "../server/protocol/index.ts";
import { type Log, showFailure } from "./log.ts";
import { secretKey } from "./secrets.ts";

/** The language server: a process of its own, which survives what happens to it. */
export interface LanguageServer extends vscode.Disposable {
  run(params: RunFunnelsParams, token: vscode.CancellationToken): Promise<RunFunnelsResult>;
  compile(params: CompileChartParams): Promise<CompileChartResult>;
  /** Any other of the custom requests. */
  ask<Result>(request: string, params: object, token?: vscode.CancellationToken): Promise<Result>;
  readonly onProgress: vscode.Event<RunProgressParams>;
  /** After each run that was answered, whoever asked for it. */
  readonly onRan: vscode.Event<Ran>;
  /** What stands beside each "Run" from now on; `refreshLenses` has it asked for again. */
  addLenses(add: AddLenses): void;
  refreshLenses(): void;
  restart(): Promise<void>;
}

/** A run and what it was of. */
export interface Ran {
  /** As it was asked for: a file, or a cell of a notebook. */
  readonly uri: vscode.Uri;
  /** Undefined: every funnel and study of the file. */
  readonly funnel: string | undefined;
  /** The text that was run. */
  readonly text: string;
  readonly result: RunFunnelsResult;
  /** When it ended, in milliseconds of the epoch. */
  readonly at: number;
}

/** More lenses for a document, whose own are given. */
export type AddLenses = (
  document: vscode.TextDocument,
  lenses: readonly vscode.CodeLens[],
) => readonly vscode.CodeLens[];

/** Kinds of places whose files get the language; diffs and other views of a file don't. */
const schemes = ["file", "untitled", "vscode-vfs"];

/** After so many crashes within so many milliseconds it isn't started again by itself. */
const mostCrashes = 4;
const crashWindow = 3 * 60_000;

export function startLanguageServer(context: vscode.ExtensionContext, log: Log): LanguageServer {
  const inBundle = (name: string): string =>
    vscode.Uri.joinPath(context.extensionUri, "dist", name).fsPath;
  const inStorage = (name: string): string =>
    vscode.Uri.joinPath(context.globalStorageUri, name).fsPath;
  const progress = new vscode.EventEmitter<RunProgressParams>();
  const ran = new vscode.EventEmitter<Ran>();
  let moreLenses: AddLenses = () => [];
  const module = {
    module: inBundle("server.mjs"),
    transport: TransportKind.ipc,
    // Node keeps there what it compiled, in a folder of each version, and starts faster the next time.
    options: { env: { NODE_COMPILE_CACHE: inStorage("compiled") } },
  };
  const client = new LanguageClient(
    "funnel",
    "Funnel",
    { run: module, debug: module },
    {
      documentSelector: [
        ...schemes.map((scheme) => ({ scheme, language: "funnel" })),
        { notebook: notebook.type, language: "funnel" },
      ],
      middleware: {
        // A cell has its own button to run it.
        provideCodeLenses: async (document, token, next) => {
          if (document.uri.scheme === "vscode-notebook-cell") return [];
          const own = (await next(document, token)) ?? [];
          return [...own, ...moreLenses(document, own)];
        },
      },
      outputChannel: log,
      // What goes wrong is told below, once and in words for users.
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationFailedHandler: () => false,
      initializationOptions: () => ({
        locale: chosenLanguage() ?? vscode.env.language,
        worker: inBundle("runner.cjs"),
        report: inBundle("report.mjs"),
        cache: inStorage("results"),
        trusted: vscode.workspace.isTrusted,
        secrets: true,
      }),
      errorHandler: handleErrors({ restart: () => void restart(), hasRun: () => hasRun, log }),
    },
  );
  client.onRequest(askSecret, async ({ name }: AskSecretParams): Promise<AskSecretResult> => {
    const value = await context.secrets.get(secretKey(name));
    return { exists: value !== undefined };
  });
  client.onNotification(runProgress, (params: RunProgressParams) => progress.fire(params));

  let hasRun = false;
  let started: Promise<void> | undefined;
  const start = async (): Promise<void> => {
    try {
      await client.start();
      hasRun = true;
    } catch (error) {
      const sentence = vscode.l10n.t(
        "Funnel's language server could not be started; reload the window to try again.",
      );
      await showFailure(log, sentence, error);
    }
  };
  const restart = async (): Promise<void> => {
    try {
      if (client.isRunning()) await client.stop();
    } catch (error) {
      log.warn(String(error)); // it is to be gone, however it goes
    }
    await (started = start());
  };
  const ready = async (): Promise<void> => {
    await (started ??= start());
    // Given up after many crashes; whoever asks for something asks for another try, too.
    if (client.state === State.Stopped) await restart();
  };
  // Its process is needed from the first text on; the extension may be awake for other reasons.
  const isOurs = ({ languageId }: vscode.TextDocument): boolean => languageId === "funnel";
  if (vscode.workspace.textDocuments.some(isOurs)) void ready();
  const opened = vscode.workspace.onDidOpenTextDocument((document) => {
    if (started === undefined && isOurs(document)) void ready();
  });
  const configured = vscode.workspace.onDidChangeConfiguration((event) => {
    // A language is spoken from the first word on.
    if (event.affectsConfiguration("funnel.language") && started !== undefined) void restart();
  });
  const trust = vscode.workspace.onDidGrantWorkspaceTrust(
    () => client.isRunning() && void client.sendNotification(grantTrust),
  );

  const secrets = context.secrets.onDidChange(() => {
    if (client.isRunning()) void client.sendNotification(secretsChanged);
  });

  return {
    run: async (params, token) => {
      await ready();
      const text = textOf(params.uri);
      const result = await client.sendRequest<RunFunnelsResult>(runFunnels, params, token);
      const { funnel } = params;
      ran.fire({ uri: vscode.Uri.parse(params.uri), funnel, text, result, at: Date.now() });
      return result;
    },
    ask: async (request, params, token) => {
      await ready();
      // Without one, its place would be sent as another parameter.
      return token === undefined
        ? client.sendRequest(request, params)
        : client.sendRequest(request, params, token);
    },
    compile: (params) => client.sendRequest<CompileChartResult>(compileChart, params),
    onProgress: progress.event,
    onRan: ran.event,
    addLenses: (add) => {
      moreLenses = add;
    },
    refreshLenses: () => {
      const feature = client.getFeature("textDocument/codeLens");
      for (const document of vscode.workspace.textDocuments) {
        feature.getProvider(document)?.onDidChangeCodeLensEmitter.fire();
      }
    },
    restart,
    dispose: () => {
      opened.dispose();
      configured.dispose();
      trust.dispose();
      secrets.dispose();
      progress.dispose();
      ran.dispose();
      void client.dispose();
    },
  };
}

/** Undefined: that of the editor. */
function chosenLanguage(): string | undefined {
  const chosen: unknown = vscode.workspace.getConfiguration("funnel").get("language");
  return chosen === "en" || chosen === "ru" ? chosen : undefined;
}

function textOf(uri: string): string {
  const { textDocuments } = vscode.workspace;
  return textDocuments.find((document) => document.uri.toString() === uri)?.getText() ?? "";
}

interface Recovery {
  readonly restart: () => void;
  /** False until the server has been up once; before, its failure to start is told by who starts it. */
  readonly hasRun: () => boolean;
  readonly log: Log;
}

/** A crashed server is started again at once, unless it crashes again and again. */
function handleErrors({ restart, hasRun, log }: Recovery): ErrorHandler {
  let crashes: number[] = [];
  const offerRestart = async (): Promise<void> => {
    const restartNow = vscode.l10n.t("Restart");
    const showLog = vscode.l10n.t("Show Log");
    const chosen = await vscode.window.showErrorMessage(
      vscode.l10n.t(
        "Funnel's language server ended several times in a row; restart it, and if it ends again, look into the log.",
      ),
      restartNow,
      showLog,
    );
    if (chosen === showLog) log.show();
    if (chosen !== restartNow) return;
    crashes = [];
    restart();
  };
  return {
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed: (): CloseHandlerResult => {
      if (!hasRun()) return { action: CloseAction.DoNotRestart, handled: true };
      const now = Date.now();
      crashes = [...crashes.filter((moment) => now - moment < crashWindow), now];
      if (crashes.length <= mostCrashes) return { action: CloseAction.Restart, handled: true };
      void offerRestart();
      return { action: CloseAction.DoNotRestart, handled: true };
    },
  };
}
