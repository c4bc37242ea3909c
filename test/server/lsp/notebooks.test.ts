import assert from "node:assert/strict";
import type {
  CodeAction,
  CompletionList,
  DocumentDiagnosticReport,
  DocumentSymbol,
  Hover,
  LocationLink,
  SemanticTokens,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import {
  type Client,
  type Workspace,
  makeWorkspace,
  startClient,
  until,
} from "../../support/lsp.ts";

const cells = [
  'source web from "e.csv" {\n  actor user\n  time ts\n  event event\n}',
  'segment ads = channel = "ads"',
  "funnel Main on web {\n  segment ads\n  stage Visit: visit\n  stage Paid: pay\n}",
] as const;
const events = "user,ts,event,channel\n1,2026-01-01,visit,ads\n1,2026-01-02,pay,seo\n";

describe("a notebook in the language server", function () {
  this.timeout(30_000);
  let workspace: Workspace;
  let client: Client;
  const notebook = (): string => workspace.uri("book.funnelbook");
  const cell = (index: number): string => `vscode-notebook-cell:${notebook().slice(5)}#W${index}`;
  let version = 1;

  before(async () => {
    workspace = await makeWorkspace({ "e.csv": events });
    client = await startClient({ folder: workspace.folder });
  });
  after(async () => {
    await client.close();
    await workspace.remove();
  });
  beforeEach(async () => {
    version = 1;
    await client.notify("notebookDocument/didOpen", {
      notebookDocument: {
        uri: notebook(),
        notebookType: "funnel-notebook",
        version,
        cells: cells.map((_, index) => ({ kind: 2, document: cell(index) })),
      },
      cellTextDocuments: cells.map((text, index) => ({
        uri: cell(index),
        languageId: "funnel",
        version: 1,
        text,
      })),
    });
  });
  afterEach(async () => {
    await client.notify("notebookDocument/didClose", {
      notebookDocument: { uri: notebook() },
      cellTextDocuments: cells.map((_, index) => ({ uri: cell(index) })),
    });
  });

  const write = async (index: number, text: string): Promise<void> => {
    version++;
    await client.notify("notebookDocument/didChange", {
      notebookDocument: { uri: notebook(), version },
      change: {
        cells: {
          textContent: [{ document: { uri: cell(index), version }, changes: [{ text }] }],
        },
      },
    });
  };
  const found = async (index: number): Promise<readonly string[]> => {
    const report = await client.request<DocumentDiagnosticReport>("textDocument/diagnostic", {
      textDocument: { uri: cell(index) },
    });
    return report.kind === "full"
      ? report.items.map(
          ({ code, range }) => `${code} ${range.start.line}:${range.start.character}`,
        )
      : [];
  };
  const settled = async (index: number, expected: readonly string[]): Promise<void> => {
    const wanted = expected.join();
    const codes = await until(
      () => found(index),
      (now) => now.join() === wanted,
    );
    assert.deepEqual(codes, expected);
  };
  const on = (index: number, line: number, character: number) => ({
    textDocument: { uri: cell(index) },
    position: { line, character },
  });

  it("is analysed as one file", async () => {
    for (const index of [0, 1, 2]) await settled(index, []);
    const hover = await client.request<Hover | null>("textDocument/hover", on(2, 0, 15));
    assert.deepEqual(hover?.range?.start, { line: 0, character: 15 });
  });

  it("says what is wrong in the cell where it is", async () => {
    await write(1, 'segment ads = chanel = "ads"');
    await settled(1, ["FNL2004 0:14"]);
    await settled(0, []);
    await settled(2, []);
    await write(1, 'segment ads = channel = "ads"');
    await settled(1, []);
    await write(2, "\n\nfunnel Main on web {\n  stage Visit: visit\n  stage Paid:\n}");
    const [problem] = await until(
      () => found(2),
      (all) => all.length > 0,
    );
    assert.match(problem ?? "", /^FNL1001 4:/);
  });

  it("goes from cell to cell", async () => {
    await settled(2, []);
    const [link] = await client.request<LocationLink[]>("textDocument/definition", on(2, 1, 11));
    assert.equal(link?.targetUri, cell(1));
    assert.deepEqual(link.targetSelectionRange.start, { line: 0, character: 8 });
  });

  it("renames and mends in the right cells", async () => {
    await settled(2, []);
    const edit = await client.request<WorkspaceEdit>("textDocument/rename", {
      ...on(2, 0, 15),
      newName: "site",
    });
    const changes = (edit.documentChanges ?? []).flatMap((change) =>
      "edits" in change ? [change] : [],
    );
    const after = (index: number): string => {
      const edits = changes.filter(({ textDocument }) => textDocument.uri === cell(index));
      const document = TextDocument.create("", "", 1, cells[index] ?? "");
      return TextDocument.applyEdits(
        document,
        edits.flatMap((one) => one.edits as TextEdit[]),
      );
    };
    assert.equal(after(0), cells[0].replace("web", "site"));
    assert.equal(after(1), cells[1]);
    assert.equal(after(2), cells[2].replace("on web", "on site"));
    assert.deepEqual(changes[0]?.textDocument.version, 1);

    await write(2, cells[2].replace("stage Visit: visit", "stage Visit: vist"));
    await until(
      () => found(2),
      (all) => all.length > 0,
    );
    const actions = await client.request<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri: cell(2) },
      range: { start: { line: 2, character: 16 }, end: { line: 2, character: 16 } },
      context: { diagnostics: [] },
    });
    const fix = actions.find(({ kind }) => kind === "quickfix")?.edit?.documentChanges?.[0];
    assert.ok(fix !== undefined && "edits" in fix);
    assert.equal(fix.textDocument.uri, cell(2));
    assert.deepEqual(fix.edits[0]?.range.start, { line: 2, character: 15 });
  });

  it("completes, outlines and colours within a cell", async () => {
    await settled(2, []);
    await write(2, cells[2].replace("  segment ads", "  segment "));
    const list = await client.request<CompletionList>("textDocument/completion", on(2, 1, 10));
    const item = list.items.find(({ label }) => label === "ads");
    const edit = item?.textEdit;
    assert.ok(edit !== undefined && "range" in edit);
    assert.equal(edit.range.start.line, 1);
    const outline = async (index: number): Promise<readonly string[]> =>
      (
        await client.request<DocumentSymbol[]>("textDocument/documentSymbol", {
          textDocument: { uri: cell(index) },
        })
      ).map(({ name, range }) => `${name} ${range.start.line}`);
    assert.deepEqual(await outline(0), ["web 0"]);
    assert.deepEqual(await outline(2), ["Main 0"]);
    const tokens = await client.request<SemanticTokens>("textDocument/semanticTokens/full", {
      textDocument: { uri: cell(1) },
    });
    assert.equal(tokens.data[0], 0);
    assert.ok(tokens.data.length >= 10 && tokens.data.length < 40);
  });

  it("is laid out cell by cell", async () => {
    await write(1, 'segment   ads=channel = "ads"');
    const edits = await client.request<TextEdit[]>("textDocument/formatting", {
      textDocument: { uri: cell(1) },
      options: { tabSize: 2, insertSpaces: true },
    });
    const document = TextDocument.create("", "", 1, 'segment   ads=channel = "ads"');
    assert.equal(TextDocument.applyEdits(document, edits), cells[1]);
  });

  it("is another document than the text of its file, which may be open as well", async () => {
    const text = "funnel Broken on web {";
    const textDocument = { uri: notebook(), languageId: "funnel", version: 1, text };
    await client.notify("textDocument/didOpen", { textDocument });
    for (const index of [0, 1, 2]) await settled(index, []);
    await write(1, 'segment ads = chanel = "ads"');
    await settled(1, ["FNL2004 0:14"]);
    const own = await client.request<DocumentDiagnosticReport>("textDocument/diagnostic", {
      textDocument: { uri: notebook() },
    });
    assert.ok(own.kind === "full" && own.items.length > 0);
    await client.notify("textDocument/didClose", { textDocument: { uri: notebook() } });
    await settled(1, ["FNL2004 0:14"]);
  });

  it("follows cells that come, go and change places", async () => {
    await settled(2, []);
    version++;
    await client.notify("notebookDocument/didChange", {
      notebookDocument: { uri: notebook(), version },
      change: {
        cells: {
          structure: {
            array: { start: 1, deleteCount: 1 },
            didClose: [{ uri: cell(1) }],
          },
        },
      },
    });
    await settled(2, ["FNL2002 1:10"]);
    version++;
    await client.notify("notebookDocument/didChange", {
      notebookDocument: { uri: notebook(), version },
      change: {
        cells: {
          structure: {
            array: { start: 0, deleteCount: 0, cells: [{ kind: 2, document: cell(1) }] },
            didOpen: [{ uri: cell(1), languageId: "funnel", version: 1, text: cells[1] }],
          },
        },
      },
    });
    await settled(2, []);
    await settled(1, []);
  });
});
