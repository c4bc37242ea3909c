import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PassThrough } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import {
  type CancellationToken,
  type ClientCapabilities,
  type CodeAction,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type MessageConnection,
  type Position,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
  createConnection,
  createMessageConnection,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { startServer } from "../../server/lsp/server.ts";
import { inProject } from "./project.ts";

/** The sources in the place of the bundles. */
export const bundles = {
  worker: inProject("server/engine/run/worker.ts"),
  report: inProject("server/report/bundle.ts"),
  loadRussian: () => import("../../language/russian.ts"),
};

/** What VS Code can do, as far as the server asks. */
export const vsCode: ClientCapabilities = {
  textDocument: {
    diagnostic: {},
    completion: { completionItem: { snippetSupport: true } },
  },
  workspace: {
    diagnostics: { refreshSupport: true },
    configuration: true,
    workspaceFolders: true,
    codeLens: { refreshSupport: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
};

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  readonly locale?: string;
  readonly trusted?: boolean;
  readonly settings?: object;
  /** None: a window without a folder. */
  readonly folder?: string | undefined;
  /** Where the other bundles lie, if not where the server looks by itself. */
  readonly places?: object;
  /** The client answers which secrets are stored: these. */
  readonly secrets?: ReadonlySet<string>;
}

/** Ours have plain messages, which the protocol doesn't promise. */
export type PlainDiagnostic = Diagnostic & { readonly message: string };

export interface Client {
  readonly initialized: InitializeResult;
  readonly connection: MessageConnection;
  /** Sent by the server so far: methods with their parameters. */
  readonly heard: { readonly method: string; readonly params: unknown }[];
  request<Result>(method: string, params: unknown, token?: CancellationToken): Promise<Result>;
  notify(method: string, params: unknown): Promise<void>;
  open(uri: string, text: string): Promise<void>;
  /** Replaces the whole text. */
  change(uri: string, text: string): Promise<void>;
  text(uri: string): TextDocument;
  /** By pulling. */
  diagnostics(uri: string): Promise<readonly PlainDiagnostic[]>;
  /** Asks until the codes are these; fails with the last ones when that takes too long. */
  diagnosticCodes(uri: string, expected: readonly string[]): Promise<readonly PlainDiagnostic[]>;
  /** The quick fixes of a diagnostic. */
  fixes(uri: string, diagnostic: Diagnostic): Promise<readonly CodeAction[]>;
  /** Changes the text by the edits of an action. */
  apply(uri: string, action: CodeAction): Promise<void>;
  close(): Promise<void>;
}

/** A client and the server, each at its end of two streams in memory. */
export async function startClient(options: ClientOptions = {}): Promise<Client> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const server = createConnection(
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toClient),
  );
  startServer(server, bundles);
  const connection = createMessageConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );
  const client = await introduce(connection, options);
  return {
    ...client,
    async close() {
      await client.close();
      connection.dispose();
      server.dispose();
    },
  };
}

/** Speaks the first words with a server over any connection. */
export async function introduce(
  connection: MessageConnection,
  options: ClientOptions,
): Promise<Client> {
  const heard: { method: string; params: unknown }[] = [];
  const texts = new Map<string, TextDocument>();
  connection.onNotification((method, params) => {
    heard.push({ method, params });
  });
  connection.onRequest((method, params) => {
    heard.push({ method, params });
    if (method === "funnel/secret") {
      const { name } = params as { readonly name: string };
      return { exists: options.secrets?.has(name) === true };
    }
    return method === "workspace/configuration" ? [options.settings ?? null] : null;
  });
  connection.listen();

  const folder = options.folder;
  const initialized = await connection.sendRequest<InitializeResult>("initialize", {
    processId: null,
    rootUri: null,
    capabilities: options.capabilities ?? vsCode,
    workspaceFolders:
      folder === undefined ? null : [{ uri: pathToFileURL(folder).href, name: "test" }],
    initializationOptions: {
      ...(options.places ?? bundles),
      locale: options.locale ?? "en",
      trusted: options.trusted ?? true,
      secrets: options.secrets !== undefined,
    },
  });
  await connection.sendNotification("initialized", {});

  // Parameters that aren't there must not be sent either: they would count.
  const request = <Result>(
    method: string,
    params: unknown,
    token?: CancellationToken,
  ): Promise<Result> =>
    token === undefined
      ? connection.sendRequest<Result>(method, ...sent(params))
      : connection.sendRequest<Result>(method, params, token);
  const notify = (method: string, params: unknown): Promise<void> =>
    connection.sendNotification(method, ...sent(params));
  const text = (uri: string): TextDocument => {
    const found = texts.get(uri);
    if (found === undefined) throw new Error(`${uri} is not open`);
    return found;
  };
  const change = async (uri: string, newText: string): Promise<void> => {
    const document = TextDocument.create(uri, "funnel", text(uri).version + 1, newText);
    texts.set(uri, document);
    await notify("textDocument/didChange", {
      textDocument: { uri, version: document.version },
      contentChanges: [{ text: newText }],
    });
  };
  const diagnostics = async (uri: string): Promise<readonly PlainDiagnostic[]> => {
    const report = await request<DocumentDiagnosticReport>("textDocument/diagnostic", {
      textDocument: { uri },
    });
    return report.kind === "full" ? (report.items as PlainDiagnostic[]) : [];
  };

  return {
    initialized,
    connection,
    heard,
    request,
    notify,
    text,
    change,
    diagnostics,
    async open(uri, content) {
      texts.set(uri, TextDocument.create(uri, "funnel", 1, content));
      await notify("textDocument/didOpen", {
        textDocument: { uri, languageId: "funnel", version: 1, text: content },
      });
    },
    async diagnosticCodes(uri, expected) {
      const wanted = expected.join(" ");
      const found = await until(
        () => diagnostics(uri),
        (items) => items.map(({ code }) => code).join(" ") === wanted,
      );
      const codes = found.map(({ code, message }) => `${code} ${message}`).join("; ");
      if (found.map(({ code }) => code).join(" ") !== wanted) {
        throw new Error(`expected ${wanted === "" ? "no diagnostics" : wanted}, got ${codes}`);
      }
      return found;
    },
    async fixes(uri, diagnostic) {
      const context = { diagnostics: [diagnostic], triggerKind: 1 };
      const params = { textDocument: { uri }, range: diagnostic.range, context };
      return (await request<CodeAction[] | null>("textDocument/codeAction", params)) ?? [];
    },
    async apply(uri, action) {
      const edits = (action.edit?.documentChanges ?? []).flatMap((one) =>
        "edits" in one ? one.edits : [],
      );
      await change(uri, TextDocument.applyEdits(text(uri), edits as TextEdit[]));
    },
    async close() {
      await request("shutdown", undefined);
    },
  };
}

function sent(params: unknown): [] | [unknown] {
  return params === undefined ? [] : [params];
}

/** Asks again and again until an answer is as it should be, for at most ten seconds. */
export async function until<Value>(
  ask: () => Value | Promise<Value>,
  good: (value: Value) => boolean,
  milliseconds = 10_000,
): Promise<Value> {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    const value = await ask();
    if (good(value) || Date.now() > deadline) return value;
    await wait(20);
  }
}

/** The text and position of a text with `<|>` where the cursor stands. */
export function cursorIn(source: string): { readonly text: string; readonly position: Position } {
  const offset = source.indexOf("<|>");
  const text = source.replace("<|>", "");
  return { text, position: TextDocument.create("", "", 0, text).positionAt(offset) };
}

export interface Workspace {
  readonly folder: string;
  uri(path: string): string;
  write(path: string, content: string): Promise<void>;
  remove(): Promise<void>;
}

/** A folder of its own with files, relative to it. */
export async function makeWorkspace(files: Readonly<Record<string, string>>): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), "funnel-lsp-"));
  const write = async (path: string, content: string): Promise<void> => {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  };
  for (const [path, content] of Object.entries(files)) await write(path, content);
  return {
    folder,
    write,
    uri: (path) => pathToFileURL(join(folder, path)).href,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
