import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import {
  type CompletionItem,
  type Diagnostic,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  createMessageConnection,
} from "vscode-languageserver/node";
import type { RunFunnelsResult } from "../../../server/protocol/index.ts";
import { readSources } from "../../support/imports.ts";
import { type Client, type Workspace, cursorIn, introduce, until } from "../../support/lsp.ts";
import { inProject } from "../../support/project.ts";
import { makeShop, signup } from "./shop.ts";

/** One line and one position that every request has something to say of. */
const { text, position } = cursorIn(signup.replace("funnel Signup", "funnel Sig<|>nup"));
const range = { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } };

/** By the name under which the server registers it: a request, and whether its answer is one. */
const asked: Readonly<
  Record<string, readonly [method: string, params: object, good: (answer: unknown) => boolean]>
> = {
  onHover: ["hover", { position }, (answer) => JSON.stringify(answer).includes("Signup")],
  onCompletion: ["completion", { position }, (answer) => typeof answer === "object"],
  onDefinition: ["definition", { position }, isFilled],
  onReferences: ["references", { position, context: { includeDeclaration: true } }, isFilled],
  onDocumentHighlight: ["documentHighlight", { position }, isFilled],
  onDocumentSymbol: ["documentSymbol", {}, isFilled],
  onFoldingRanges: ["foldingRange", {}, isFilled],
  onCodeLens: ["codeLens", {}, isFilled],
  onCodeAction: ["codeAction", { range, context: { diagnostics: [] } }, Array.isArray],
  onDocumentFormatting: [
    "formatting",
    { options: { tabSize: 2, insertSpaces: true } },
    Array.isArray,
  ],
  onDocumentRangeFormatting: [
    "rangeFormatting",
    { range, options: { tabSize: 2, insertSpaces: true } },
    Array.isArray,
  ],
  onDocumentOnTypeFormatting: [
    "onTypeFormatting",
    { position, ch: "\n", options: { tabSize: 2, insertSpaces: true } },
    Array.isArray,
  ],
  onSelectionRanges: ["selectionRange", { positions: [position] }, isFilled],
  onDocumentLinks: ["documentLink", {}, Array.isArray],
  onSignatureHelp: ["signatureHelp", { position }, (answer) => answer === null],
  "languages.inlayHint.on": ["inlayHint", { range }, Array.isArray],
  onPrepareRename: ["prepareRename", { position }, (answer) => answer !== null],
  onRenameRequest: ["rename", { position, newName: "Enrol" }, (answer) => answer !== null],
  "languages.semanticTokens.on": [
    "semanticTokens/full",
    {},
    (answer) => isFilled((answer as { readonly data?: unknown } | null)?.data),
  ],
  "languages.diagnostics.on": [
    "diagnostic",
    {},
    (answer) => (answer as { readonly kind?: unknown }).kind === "full",
  ],
};

/** Not asked in the name of a text: they are at work in the tests below, or wait for the editor. */
const others = [
  "onRequest",
  "onInitialize",
  "onInitialized",
  "onShutdown",
  "onWorkspaceSymbol",
  "onNotification",
  "onDidChangeConfiguration",
  "onDidChangeWatchedFiles",
  "workspace.onDidChangeWorkspaceFolders",
];

function isFilled(answer: unknown): boolean {
  return Array.isArray(answer) && answer.length > 0;
}

describe("the bundled language server", function () {
  this.timeout(30_000);
  let shop: Workspace;
  let server: ChildProcess;
  let connection: MessageConnection;

  const start = async (locale: string): Promise<Client> => {
    shop = await makeShop();
    server = spawn(process.execPath, [inProject("dist/server.mjs"), "--stdio"], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    assert.ok(server.stdout && server.stdin);
    connection = createMessageConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    return introduce(connection, { folder: shop.folder, locale, places: {} });
  };
  afterEach(async () => {
    connection.dispose();
    server.kill("SIGKILL");
    await shop.remove();
  });

  it("answers every request that the server registers", async () => {
    const client = await start("en");
    const uri = shop.uri("signup.funnel");
    await client.open(uri, text);
    const registered = readSources(["server/lsp"]).flatMap(({ file }) =>
      [
        ...readFileSync(inProject(file), "utf8").matchAll(
          /\bconnection\s*\.((?:\w+\.)*on(?:[A-Z]\w*)?)\(/g,
        ),
      ].map(([, name = ""]) => name),
    );
    assert.ok(registered.length > 10);
    for (const name of registered) {
      if (others.includes(name)) continue;
      const request = asked[name];
      assert.ok(request, `${name} has a request in the table of this test`);
      const [method, params, good] = request;
      const answer = await client.request(`textDocument/${method}`, {
        textDocument: { uri },
        ...params,
      });
      assert.ok(good(answer), `${method}: ${JSON.stringify(answer)}`);
    }
    await assert.rejects(
      client.request("textDocument/declaration", {}),
      /textDocument\/declaration/,
    );
  });

  it("completes, mends broken text and runs", async () => {
    const client = await start("en");
    const uri = shop.uri("signup.funnel");
    const cut = cursorIn(signup.replace("window 14 days", "window 14 <|>"));
    await client.open(uri, cut.text);
    const offered = await client.request<{ readonly items: readonly CompletionItem[] }>(
      "textDocument/completion",
      { textDocument: { uri }, position: cut.position },
    );
    assert.ok(offered.items.some(({ label }) => label === "days"));
    const broken = await client.diagnosticCodes(uri, ["FNL1001"]);
    assert.match(broken[0]?.message ?? "", /^A unit is missing here/);
    await client.change(uri, signup);
    await client.diagnosticCodes(uri, []);
    const run = { uri, runId: "1" };
    const { outcomes } = await client.request<RunFunnelsResult>("funnel/run", run);
    assert.equal(outcomes[0]?.kind, "report");
    const gone = client.request("shutdown", undefined);
    assert.equal(await gone, null);
  });

  it("knows what is meant in the first text already, and in all later ones", async () => {
    const client = await start("en");
    for (const name of ["first.funnel", "second.funnel"]) {
      const uri = shop.uri(name);
      await client.open(uri, signup.replace("window 14 days", "window fourteen days"));
      const [broken] = await client.diagnostics(uri);
      assert.equal(broken?.code, "FNL1050", broken?.message);
    }
  });

  it("follows the cells of a notebook, and finds symbols of closed files", async () => {
    const client = await start("en");
    const cell = "vscode-notebook-cell:/book#W0";
    await client.notify("notebookDocument/didOpen", {
      notebookDocument: {
        uri: shop.uri("book.funnelbook"),
        notebookType: "funnel-notebook",
        version: 1,
        cells: [{ kind: 2, document: cell }],
      },
      cellTextDocuments: [{ uri: cell, languageId: "funnel", version: 1, text: "funnel {" }],
    });
    const broken = await until(
      () => client.diagnostics(cell),
      (found: readonly Diagnostic[]) => found.length > 0,
    );
    assert.match(String(broken[0]?.code), /^FNL1/);
    await shop.write("closed.funnel", "segment tablet = device = 1\n");
    const found = await client.request<readonly { readonly name: string }[]>("workspace/symbol", {
      query: "tablet",
    });
    assert.deepEqual(
      found.map(({ name }) => name),
      ["tablet"],
    );
  });

  it("speaks Russian", async () => {
    const client = await start("ru");
    const uri = shop.uri("signup.funnel");
    await client.open(uri, `${signup}\nfunnel {`);
    const broken = await until(
      () => client.diagnostics(uri),
      (found: readonly Diagnostic[]) => found.length > 0,
    );
    assert.match(String(broken[0]?.message), /Воронке нужно имя/);
    const hover = await client.request("textDocument/hover", {
      textDocument: { uri },
      position: { line: 1, character: 3 },
    });
    assert.match(JSON.stringify(hover), /[а-я]{5}/);
  });
});
