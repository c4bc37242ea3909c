import assert from "node:assert/strict";
import type {
  CodeAction,
  CodeLens,
  CompletionList,
  InlayHint,
  SignatureHelp,
} from "vscode-languageserver/node";
import { type Client, type Workspace, cursorIn, startClient, until } from "../../support/lsp.ts";
import { makeShop, signup } from "./shop.ts";

/** What helps to write a file that isn't there yet, over a real stream and real files. */
describe("the language server, to somebody who writes", function () {
  this.timeout(30_000);
  let shop: Workspace;
  let client: Client;
  let uri: string;

  const start = async (settings?: object): Promise<void> => {
    client = await startClient({
      folder: shop.folder,
      ...(settings === undefined ? {} : { settings }),
    });
    await client.open(uri, signup);
  };
  before(async () => {
    shop = await makeShop({
      "data/more.csv": "id,created\n1,2026-01-01\n",
      "shared/segments.funnel": 'segment phones = device = "ios"\n',
    });
    uri = shop.uri("signup.funnel");
    await start();
  });
  after(async () => {
    await client.close();
    await shop.remove();
  });

  const at = async (source: string): Promise<{ textDocument: { uri: string } }> => {
    const { text, position } = cursorIn(source);
    await client.change(uri, text);
    return { textDocument: { uri }, position } as { textDocument: { uri: string } };
  };
  const labels = async (source: string, typed?: string): Promise<readonly string[]> => {
    const list = await client.request<CompletionList>("textDocument/completion", {
      ...(await at(source)),
      ...(typed === undefined ? {} : { context: { triggerKind: 2, triggerCharacter: typed } }),
    });
    return [...list.items]
      .sort((a, b) => ((a.sortText ?? "") < (b.sortText ?? "") ? -1 : 1))
      .map(({ label }) => label);
  };

  it("offers the files beside the text", async () => {
    assert.deepEqual(await labels('source web from "<|>"'), [
      "data/events.csv",
      "data/more.csv",
      "data/*.csv",
    ]);
    assert.deepEqual(await labels('source web from "data/<|>"', "/"), [
      "data/events.csv",
      "data/more.csv",
      "data/*.csv",
    ]);
    assert.deepEqual(await labels('import "<|>"'), ["shared/segments.funnel", "signup.funnel"]);
  });

  it("drafts a source from the files and their columns", async () => {
    const [label] = await labels("<|>");
    assert.equal(label, 'source … from "data/events.csv"');
    const written = await until(
      async () => {
        const list = await client.request<CompletionList>(
          "textDocument/completion",
          await at("<|>"),
        );
        return list.items.find((item) => item.label === label)?.textEdit?.newText ?? "";
      },
      (text) => text.includes("event name"),
    );
    assert.match(written, /\{\n {2}actor user_id\n {2}time ts\n {2}event name\n\\\}$/);
  });

  it("offers the months that the data have", async () => {
    const offered = await until(
      () => labels(signup.replace("window 14 days", "during <|>"), " "),
      (found) => found.includes("2026-01"),
    );
    assert.ok(offered.includes("2026-01"), offered.join(" "));
  });

  it("stays silent after a slash that divides", async () => {
    assert.deepEqual(await labels(signup.replace("amount > 0", "amount /<|>"), "/"), []);
  });

  it("shows the arguments of functions and figures", async () => {
    const source = signup.replace("split by device", "expect conversion(Visit -> <|>) > 10%");
    const help = await client.request<SignatureHelp>(
      "textDocument/signatureHelp",
      await at(source),
    );
    const [signature] = help.signatures;
    const active = signature?.parameters?.[help.activeParameter ?? -1]?.label as [number, number];
    assert.match(signature?.label ?? "", /^conversion/);
    assert.equal(signature?.label.slice(...active), "B");
  });

  it("hints at what is inferred, and writes it out", async () => {
    const bare = 'source web from "data/events.csv"\n';
    await client.change(uri, bare);
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
    const params = { textDocument: { uri }, range };
    const [hint] = await until(
      () => client.request<InlayHint[]>("textDocument/inlayHint", params),
      ([hint]) => hint?.label === "actor user_id · time ts · event name",
    );
    assert.equal(hint?.label, "actor user_id · time ts · event name");
    const [edit] = hint?.textEdits ?? [];
    assert.match(edit?.newText ?? "", /actor user_id\n {2}time ts\n {2}event name/);
  });

  it("offers to write values differently, each kind where it is asked for", async () => {
    await client.change(uri, signup);
    const character = signup.split("\n")[8]?.indexOf("14") ?? 0;
    const place = { line: 8, character };
    const ask = (only?: readonly string[]): Promise<CodeAction[]> =>
      client.request("textDocument/codeAction", {
        textDocument: { uri },
        range: { start: place, end: place },
        context: { diagnostics: [], ...(only === undefined ? {} : { only }) },
      });
    const titles = (await ask()).map(({ title, kind }) => `${kind}: ${title}`);
    assert.ok(titles.includes("refactor.rewrite: Write 2 weeks instead of 14 days"), titles.join());
    assert.deepEqual(await ask(["quickfix"]), []);
  });

  it("shows what is set", async () => {
    await client.close();
    await start({ codeLens: { enabled: false, references: true }, inlayHints: false });
    const lenses = await until(
      () => client.request<CodeLens[]>("textDocument/codeLens", { textDocument: { uri } }),
      (found) => found.length === 1 && found[0]?.command?.command === "",
    );
    assert.equal(lenses[0]?.command?.title, "1 use");
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const hints = await client.request("textDocument/inlayHint", { textDocument: { uri }, range });
    assert.deepEqual(hints, []);
  });
});
