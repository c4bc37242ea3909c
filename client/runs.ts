import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { LanguageServer } from "./language-client.ts";
import type { RunFunnelsResult, RunProgressParams } from "../server/protocol/index.ts";
import { type Log, showFailure } from "./log.ts";
import type { PanelState } from "./panel/messages.ts";

/** What is running and what came of it, for each file. */
export interface Runs extends vscode.Disposable {
  /** Runs one funnel of a file, or all. An earlier run of the file, if it still goes on, is cancelled. */
  start(uri: vscode.Uri, funnel?: string): Promise<void>;
  /** Of one file, or of all. */
  cancel(uri?: vscode.Uri): void;
  state(uri: vscode.Uri): PanelState;
  /** Whether the text isn't the one that was run. */
  isStale(uri: vscode.Uri): boolean;
  /** Files that are running, and since when (milliseconds of the epoch). */
  running(): readonly { readonly uri: vscode.Uri; readonly since: number }[];
  /** `state` or `isStale` of a file may answer otherwise now. */
  readonly onChange: vscode.Event<vscode.Uri>;
}

interface Running {
  readonly id: string;
  readonly since: number;
  readonly cancellation: vscode.CancellationTokenSource;
  readonly funnel: string | undefined;
  progress: Omit<RunProgressParams, "runId"> | undefined;
}

interface FileState {
  readonly uri: vscode.Uri;
  running?: Running | undefined;
  /** Of the last run that ended. */
  ended?: PanelState;
  /** The text that was run. */
  text?: string;
}

export function createRuns(server: LanguageServer, log: Log): Runs {
  const files = new Map<string, FileState>();
  const change = new vscode.EventEmitter<vscode.Uri>();

  const fileOf = (uri: vscode.Uri): FileState => {
    const known = files.get(uri.toString());
    if (known !== undefined) return known;
    const file: FileState = { uri };
    files.set(uri.toString(), file);
    return file;
  };

  const start = async (uri: vscode.Uri, funnel?: string): Promise<void> => {
    const file = fileOf(uri);
    file.running?.cancellation.cancel();
    const running: Running = {
      id: randomUUID(),
      since: Date.now(),
      cancellation: new vscode.CancellationTokenSource(),
      funnel,
      progress: undefined,
    };
    file.running = running;
    change.fire(uri);
    let ended: PanelState;
    try {
      const document = await vscode.workspace.openTextDocument(uri);
      const text = document.getText();
      if (file.running === running) file.text = text;
      const result = await server.run(
        { uri: uri.toString(), runId: running.id, ...(funnel !== undefined && { funnel }) },
        running.cancellation.token,
      );
      ended = stateOfResult(result);
    } catch (error) {
      ended = stateOfError(error, running.cancellation.token.isCancellationRequested);
      if (ended.kind === "failed" && ended.failure !== "cancelled") log.error(String(error));
    } finally {
      running.cancellation.dispose();
    }
    if (file.running !== running) return; // a later run of the file has taken over
    file.running = undefined;
    file.ended = ended;
    change.fire(uri);
  };

  const takeProgress = ({ runId, ...progress }: RunProgressParams): void => {
    for (const file of files.values()) {
      if (file.running?.id !== runId) continue;
      file.running.progress = progress;
      change.fire(file.uri);
    }
  };

  const isStale = (uri: vscode.Uri): boolean => {
    const text = files.get(uri.toString())?.text;
    const document = openDocument(uri);
    return text !== undefined && document !== undefined && document.getText() !== text;
  };

  const subscriptions = [
    change,
    server.onProgress(takeProgress),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (files.has(document.uri.toString())) change.fire(document.uri);
    }),
  ];

  return {
    start: (uri, funnel) =>
      start(uri, funnel).catch((error: unknown) =>
        showFailure(log, vscode.l10n.t("The run failed unexpectedly; try it again."), error),
      ),
    cancel: (uri) => {
      const chosen = uri === undefined ? [...files.values()] : [fileOf(uri)];
      for (const file of chosen) file.running?.cancellation.cancel();
    },
    state: (uri) => stateOf(files.get(uri.toString())),
    isStale,
    running: () =>
      [...files.values()].flatMap(({ uri, running }) =>
        running === undefined ? [] : [{ uri, since: running.since }],
      ),
    onChange: change.event,
    dispose: () => {
      for (const file of files.values()) file.running?.cancellation.cancel();
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const wanted = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === wanted);
}

function stateOf(file: FileState | undefined): PanelState {
  if (file?.running === undefined) return file?.ended ?? { kind: "idle" };
  const { id, since, funnel, progress } = file.running;
  const name = progress?.funnel ?? funnel;
  return {
    kind: "running",
    runId: id,
    phase: progress?.phase ?? "starting",
    elapsedMilliseconds: Math.max(0, Date.now() - since),
    ...(name !== undefined && { funnel: name }),
    ...(progress?.fraction !== undefined && { fraction: progress.fraction }),
  };
}

function stateOfResult({ outcomes }: RunFunnelsResult): PanelState {
  if (outcomes.length > 0) return { kind: "done", outcomes };
  const message = vscode.l10n.t(
    "There is no funnel in this file to run; write one, or run another file.",
  );
  return failed("file", message, "info");
}

function stateOfError(error: unknown, wasCancelled: boolean): PanelState {
  if (wasCancelled) return { kind: "failed", failure: "cancelled", problems: [] };
  const reason = error instanceof Error ? error.message : String(error);
  return failed(
    "internal",
    vscode.l10n.t("The run ended before its result ({0}); run it again.", reason),
    "error",
  );
}

function failed(
  failure: "file" | "internal",
  message: string,
  severity: "error" | "info",
): PanelState {
  return { kind: "failed", failure, problems: [{ code: "", message, severity }] };
}
