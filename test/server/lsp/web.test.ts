import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import vm from "node:vm";
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  type CompletionItem,
  type DataCallback,
  type Disposable,
  type Hover,
  type Message,
  type TextEdit,
  createMessageConnection,
} from "vscode-languageserver/node";
import { type Client, type ClientOptions, cursorIn, introduce } from "../../support/lsp.ts";
import { inProject } from "../../support/project.ts";
import { signup } from "./shop.ts";

/** What the bundle may find: a worker's globals, and nothing of Node. */
const ofWorkers = {
  ...{ AbortController, AbortSignal, TextDecoder, TextEncoder, URL, console, performance },
  ...{ clearTimeout, queueMicrotask, setTimeout, structuredClone },
};

interface Scope {
  onmessage?: (event: { readonly data: unknown }) => void;
}

const script = new vm.Script(readFileSync(inProject("dist", "web", "server.js"), "utf8"));

/** Messages as between a page and its worker: copies, one after another. */
async function startWorker(options: ClientOptions = {}): Promise<Client> {
  let hear: DataCallback = () => undefined;
  const scope: Scope & Record<string, unknown> = {
    ...ofWorkers,
    addEventListener: () => undefined,
    postMessage: (message: Message) => {
      const copy = structuredClone(message);
      setTimeout(() => hear(copy), 0);
    },
  };
  script.runInContext(vm.createContext(scope));
  class Reader extends AbstractMessageReader {
    listen(callback: DataCallback): Disposable {
      hear = callback;
      return { dispose: () => undefined };
    }
  }
  class Writer extends AbstractMessageWriter {
    write(message: Message): Promise<void> {
      const copy = structuredClone(message);
      setTimeout(() => scope.onmessage?.({ data: copy }), 0);
      return Promise.resolve();
    }
    end(): void {
      // Nothing is waiting.
    }
  }
  const connection = createMessageConnection(new Reader(), new Writer());
  return introduce(connection, { ...options, places: {}, trusted: false });
}

describe("the language server as a browser's worker", () => {
  const uri = "vscode-vfs://github/team/funnels/signup.funnel";

  it("says what is wrong with a text, and mends it", async () => {
    const client = await startWorker();
    await client.open(uri, signup.replace("window", "windw"));
    const [first] = await client.diagnostics(uri);
    assert.ok(first !== undefined);
    const [fix] = await client.fixes(uri, first);
    assert.ok(fix !== undefined);
    await client.apply(uri, fix);
    assert.deepEqual(await client.diagnostics(uri), []);
    await client.close();
  });

  it("completes, explains and formats", async () => {
    const client = await startWorker();
    const { text, position } = cursorIn(signup.replace("  stage", "  <|>stage"));
    await client.open(uri, text);
    const at = { textDocument: { uri }, position };
    const list = await client.request<readonly CompletionItem[] | { items: CompletionItem[] }>(
      "textDocument/completion",
      at,
    );
    const items = "items" in list ? list.items : list;
    assert.ok(items.some(({ label }) => label.startsWith("stage")));
    const hover = await client.request<Hover | null>("textDocument/hover", at);
    assert.match(JSON.stringify(hover), /stage/);
    await client.change(uri, text.replaceAll("\n  ", "\n      "));
    const edits = await client.request<readonly TextEdit[]>("textDocument/formatting", {
      textDocument: { uri },
      options: { tabSize: 2, insertSpaces: true },
    });
    assert.ok(edits.length > 0);
    await client.close();
  });

  it("speaks Russian", async () => {
    const client = await startWorker({ locale: "ru" });
    await client.open(uri, signup.replace("window", "windw"));
    assert.match(JSON.stringify(await client.diagnostics(uri)), /[а-я]{4}/);
    await client.close();
  });
});
