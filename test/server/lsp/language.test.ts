import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import type {
  CodeAction,
  CodeLens,
  CompletionList,
  DocumentHighlight,
  DocumentSymbol,
  FoldingRange,
  Hover,
  Location,
  LocationLink,
  MarkupContent,
  SemanticTokens,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import {
  type Client,
  type PlainDiagnostic,
  type Workspace,
  cursorIn,
  startClient,
  until,
} from "../../support/lsp.ts";
import { inProject } from "../../support/project.ts";
import { makeShop, signup } from "./shop.ts";

describe("the language server", function () {
  this.timeout(30_000);
  let shop: Workspace;
  let client: Client;
  let uri: string;

  before(async () => {
    shop = await makeShop();
    uri = shop.uri("signup.funnel");
    client = await startClient({ folder: shop.folder });
    await client.open(uri, signup);
  });
  after(async () => {
    await client.close();
    await shop.remove();
  });
  afterEach(async () => {
    await client.change(uri, signup);
  });

  const markdown = (hover: Hover | null): string => {
    assert.ok(hover);
    return (hover.contents as MarkupContent).value;
  };
  const at = async (
    source: string,
  ): Promise<{ textDocument: { uri: string }; position: object }> => {
    const { text, position } = cursorIn(source);
    await client.change(uri, text);
    return { textDocument: { uri }, position };
  };
  const labels = async (source: string): Promise<readonly string[]> => {
    const params = await at(source);
    const list = await client.request<CompletionList>("textDocument/completion", params);
    return [...list.items]
      .sort((a, b) => ((a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1))
      .map(({ label }) => label);
  };

  it("says what it can do", () => {
    const { capabilities } = client.initialized;
    assert.equal(capabilities.positionEncoding, "utf-16");
    assert.deepEqual(capabilities.diagnosticProvider, {
      interFileDependencies: true,
      workspaceDiagnostics: false,
    });
    for (const name of ["hover", "definition", "references", "documentFormatting"] as const) {
      assert.equal(capabilities[`${name}Provider`], true, name);
    }
  });

  it("is introduced only once", async () => {
    const again = { processId: null, rootUri: null, capabilities: {} };
    await assert.rejects(client.request("initialize", again), /initialized already/);
  });

  it("finds nothing wrong with what is right, against the data too", async () => {
    await client.diagnosticCodes(uri, []);
  });

  it("reports a mistake until its fix is applied", async () => {
    await client.change(uri, signup.replace("page_view", "pageview"));
    const found = await until(
      () => client.diagnostics(uri),
      (items) => items.length > 0,
    );
    const [diagnostic] = found;
    assert.ok(diagnostic);
    assert.equal(found.length, 1);
    assert.match(diagnostic.message, /page_view/);
    const [fix] = await client.fixes(uri, diagnostic);
    assert.ok(fix);
    assert.equal(fix.kind, "quickfix");
    await client.apply(uri, fix);
    assert.equal(client.text(uri).getText(), signup);
    await client.diagnosticCodes(uri, []);
  });

  it("reports mistakes in columns and in the text, each at its place", async () => {
    const text = signup
      .replace("by device", "by devise")
      .replace("window 14 days", "window 14 dys");
    await client.change(uri, text);
    const found = await until(
      () => client.diagnostics(uri),
      (items) => items.length === 2,
    );
    const document = TextDocument.create(uri, "funnel", 0, text);
    assert.deepEqual(found.map(({ range }) => document.getText(range)).sort(), ["devise", "dys"]);
  });

  it("asks the editor to pull again when facts about data arrive", async () => {
    const other = shop.uri("other.funnel");
    const before = client.heard.length;
    await client.open(other, signup.replace("data/events.csv", "data/nothing.csv"));
    await until(
      () => client.heard.slice(before),
      (heard) => heard.some(({ method }) => method === "workspace/diagnostic/refresh"),
    );
    const found = await client.diagnosticCodes(other, ["FNL5002"]);
    assert.match(found[0]?.message ?? "", /data\/nothing\.csv/);
    await shop.write(
      "data/nothing.csv",
      "user_id,ts,name,device,amount\nu,2026-01-01,page_view,x,1\n",
    );
    await client.notify("workspace/didChangeWatchedFiles", {
      changes: [{ uri: shop.uri("data/nothing.csv"), type: 1 }],
    });
    await until(
      () => client.diagnostics(other),
      (items) => items.every(({ code }) => code !== "FNL5002"),
    );
    await client.notify("textDocument/didClose", { textDocument: { uri: other } });
  });

  it("doesn't repeat diagnostics that the editor has", async () => {
    await client.diagnosticCodes(uri, []);
    const first = await client.request<{ resultId: string }>("textDocument/diagnostic", {
      textDocument: { uri },
    });
    const again = await client.request<{ kind: string }>("textDocument/diagnostic", {
      textDocument: { uri },
      previousResultId: first.resultId,
    });
    assert.equal(again.kind, "unchanged");
  });

  it("completes columns and events from the data", async () => {
    assert.deepEqual(await labels(signup.replace("Visit: page_view", "Visit: <|>")), [
      "page_view",
      "sign up",
      "payment",
      "any",
    ]);
    const columns = await labels(signup.replace("split by device", "split by <|>"));
    assert.deepEqual(columns.slice(0, 5), ["device", "user_id", "name", "amount", "ts"]);
    const values = await labels(signup.replace("amount > 0", 'device = "<|>"'));
    assert.deepEqual(values, ["android", "ios", "smart tv"]);
  });

  it("hovers with counts from the data, in the language of the user", async () => {
    const params = await at(signup.replace('"sign up"', '"sign <|>up"'));
    const shown = markdown(await client.request<Hover | null>("textDocument/hover", params));
    assert.match(shown, /^event \*\*`sign up`\*\*\n\n8 rows · 25\.8\u00a0%/);
    const russian = await startClient({ folder: shop.folder, locale: "ru-RU" });
    await russian.open(uri, signup);
    const { position } = cursorIn(signup.replace("window", "win<|>dow"));
    const inRussian = await russian.request<Hover | null>("textDocument/hover", {
      textDocument: { uri },
      position,
    });
    assert.match(markdown(inRussian), /^ключевое слово \*\*`window`\*\*/);
    await russian.change(uri, signup.replace("page_view", "pageview"));
    const [problem] = await until(
      () => russian.diagnostics(uri),
      (items) => items.length > 0,
    );
    assert.match(problem?.message ?? "", /[а-я]{3}/);
    await russian.close();
  });

  it("leads to definitions and uses", async () => {
    const source = signup.replace("split by device", "expect conversion(Vis<|>it -> Paid) > 1%");
    const params = await at(source);
    const links = await client.request<LocationLink[]>("textDocument/definition", params);
    const text = client.text(uri);
    assert.deepEqual(
      links.map(({ targetSelectionRange, targetRange }) => [
        text.getText(targetSelectionRange),
        text.getText(targetRange),
      ]),
      [["Visit", "stage Visit: page_view"]],
    );
    const uses = await client.request<Location[]>("textDocument/references", {
      ...params,
      context: { includeDeclaration: true },
    });
    assert.deepEqual(
      uses.map(({ range }) => text.getText(range)),
      ["Visit", "Visit"],
    );
    const marks = await client.request<DocumentHighlight[]>(
      "textDocument/documentHighlight",
      params,
    );
    assert.deepEqual(
      marks.map(({ kind }) => kind),
      [3, 2],
    );
  });

  it("renames, and says why it doesn't", async () => {
    const params = await at(signup.replace("stage Visit", "stage Vis<|>it"));
    const edit = await client.request<WorkspaceEdit>("textDocument/rename", {
      ...params,
      newName: "First visit",
    });
    const [change] = edit.documentChanges ?? [];
    assert.ok(change && "edits" in change);
    assert.deepEqual(
      change.edits.map((one) => (one as TextEdit).newText),
      ["`First visit`"],
    );
    await assert.rejects(
      client.request("textDocument/rename", { ...params, newName: "Paid" }),
      /“Paid” is taken already/,
    );
  });

  it("outlines, folds and colours", async () => {
    const document = { textDocument: { uri } };
    const symbols = await client.request<DocumentSymbol[]>("textDocument/documentSymbol", document);
    assert.deepEqual(
      symbols.map(({ name, children }) => [name, children?.map((child) => child.name)]),
      [
        ["web", []],
        ["Signup", ["Visit", "SignUp", "Paid"]],
      ],
    );
    const folds = await client.request<FoldingRange[]>("textDocument/foldingRange", document);
    assert.deepEqual(
      folds.map(({ startLine, endLine }) => [startLine, endLine]),
      [
        [0, 3],
        [7, 14],
      ],
    );
    const tokens = await client.request<SemanticTokens>(
      "textDocument/semanticTokens/full",
      document,
    );
    assert.deepEqual(tokens.data.slice(0, 10), [0, 0, 6, 0, 0, 0, 7, 3, 1, 1]);
  });

  it("formats by changing only the lines that need it", async () => {
    await client.change(uri, signup.replace("  window 14 days", "    window    14   days"));
    const edits = await client.request<TextEdit[]>("textDocument/formatting", {
      textDocument: { uri },
      options: { tabSize: 2, insertSpaces: true },
    });
    assert.equal(edits.length, 1);
    assert.equal(edits[0]?.range.start.line, 8);
    const formatted = TextDocument.applyEdits(client.text(uri), edits);
    assert.equal(formatted, signup);
  });

  it("puts a lens over each funnel, unless that is switched off", async () => {
    const lenses = await client.request<CodeLens[]>("textDocument/codeLens", {
      textDocument: { uri },
    });
    assert.deepEqual(
      lenses.map(({ command, range }) => [range.start.line, command]),
      [[7, { title: "▷ Run funnel", command: "funnel.run", arguments: [uri, "Signup"] }]],
    );
    const settings = { codeLens: { enabled: false } };
    const quiet = await startClient({ folder: shop.folder, settings });
    await quiet.open(uri, signup);
    const none = await until(
      () => quiet.request<CodeLens[]>("textDocument/codeLens", { textDocument: { uri } }),
      (found) => found.length === 0,
    );
    assert.deepEqual(none, []);
    await quiet.close();
  });

  it("fixes everything obvious at once on request", async () => {
    await client.change(uri, signup.replace("amount > 0", "amount == 0 && device != “ios”"));
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const actions = await client.request<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri },
      range,
      context: { diagnostics: [], only: ["source.fixAll"] },
    });
    assert.deepEqual(
      actions.map(({ kind }) => kind),
      ["source.fixAll"],
    );
    await client.apply(uri, actions[0] as CodeAction);
    assert.match(client.text(uri).getText(), /amount = 0 and device != "ios"/);
  });

  it("answers every request at every place of a text that is being written", async () => {
    const requests = ["hover", "completion", "definition", "documentHighlight", "prepareRename"];
    const sample = await readFile(inProject("samples/shop.funnel"), "utf8");
    const sampleUri = pathToFileURL(inProject("samples/shop.funnel")).href;
    await client.open(sampleUri, sample);
    const document = TextDocument.create(sampleUri, "funnel", 0, sample);
    const places = [...sample.matchAll(/[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu)].map(
      ({ index }) => index,
    );
    for (const [n, offset] of places.entries()) {
      const position = document.positionAt(offset);
      // Every ninth time the rest of the text isn't there yet.
      if (n % 9 === 0) await client.change(sampleUri, sample.slice(0, offset));
      else if (n % 9 === 1) await client.change(sampleUri, sample);
      const params = { textDocument: { uri: sampleUri }, position };
      await Promise.all(requests.map((name) => client.request(`textDocument/${name}`, params)));
      if (n % 20 === 0) {
        const whole = { textDocument: { uri: sampleUri } };
        for (const name of ["documentSymbol", "foldingRange", "codeLens", "semanticTokens/full"]) {
          await client.request(`textDocument/${name}`, whole);
        }
      }
    }
    await client.notify("textDocument/didClose", { textDocument: { uri: sampleUri } });
    const errors = client.heard.filter(
      ({ method, params }) =>
        method === "window/logMessage" && (params as { readonly type: number }).type === 1,
    );
    assert.deepEqual(errors, []);
  });

  it("pushes diagnostics to an editor that doesn't pull", async () => {
    const pushed = await startClient({ folder: shop.folder, capabilities: {} });
    const latest = (): readonly PlainDiagnostic[] | undefined => {
      const all = pushed.heard.filter(({ method }) => method === "textDocument/publishDiagnostics");
      return (all.at(-1)?.params as { diagnostics: PlainDiagnostic[] } | undefined)?.diagnostics;
    };
    await pushed.open(uri, signup.replace("by device", "by devise"));
    await until(latest, (found) => found?.length === 1);
    assert.match(latest()?.[0]?.message ?? "", /device/);
    await pushed.change(uri, signup);
    await until(latest, (found) => found?.length === 0);
    assert.deepEqual(latest(), []);
    await pushed.close();
  });

  it("has no answer for documents that it doesn't know", async () => {
    const params = {
      textDocument: { uri: "file:///nowhere.funnel" },
      position: { line: 0, character: 0 },
    };
    assert.equal(await client.request("textDocument/hover", params), null);
    assert.deepEqual(await client.diagnostics("file:///nowhere.funnel"), []);
  });
});
