import assert from "node:assert/strict";
import { homedir } from "node:os";
import path from "node:path";
import type { CompletionItem } from "../../../language/editing.ts";
import { indexLines } from "../../../language/index.ts";
import { type Converter, toCompletionItem, toRange, toSpan } from "../../../server/lsp/convert.ts";
import { readSettings, readStartOptions } from "../../../server/lsp/settings.ts";

function converter(text: string): Converter {
  return { uri: "file:///a.funnel", version: 1, lines: indexLines(text) };
}

describe("places in the protocol", () => {
  it("count UTF-16 units, whatever ends the lines", () => {
    const text = "stage «🚀»: a\r\nstage B: б\rstage C: c\n";
    const at = converter(text);
    const span = { start: text.indexOf("б"), end: text.indexOf("б") + 1 };
    const range = { start: { line: 1, character: 9 }, end: { line: 1, character: 10 } };
    assert.deepEqual(toRange(at, span), range);
    assert.deepEqual(toSpan(at, range), span);
    assert.deepEqual(toRange(at, { start: 10, end: 11 }).start, { line: 0, character: 10 });
  });

  it("stay inside the text when an editor's don't", () => {
    const at = converter("ab\ncd");
    const range = { start: { line: 0, character: 99 }, end: { line: 9, character: 9 } };
    assert.deepEqual(toSpan(at, range), { start: 2, end: 5 });
  });
});

describe("completions for editors without snippets", () => {
  const item = (newText: string): CompletionItem => ({
    label: "x",
    kind: "keyword",
    edit: { span: { start: 0, end: 0 }, newText },
    snippet: true,
    sortText: "1",
  });
  const plain = (newText: string): unknown =>
    toCompletionItem(converter(""), item(newText), false).textEdit?.newText;

  it("have the names of their placeholders in the text", () => {
    assert.equal(plain("stage ${1:Name}: ${2:event}"), "stage Name: event");
    assert.equal(plain('stage A: ${4|page_view,"a\\,b"|}'), "stage A: page_view");
    assert.equal(plain(String.raw`from \$x ${"$"}{1:a\}b}$0`), "from $x a}b");
  });

  it("keep them where the editor knows snippets", () => {
    const snippet = toCompletionItem(converter(""), item("where ${1:condition}"), true);
    assert.equal(snippet.textEdit?.newText, "where ${1:condition}");
    assert.equal(snippet.insertTextFormat, 2);
  });
});

describe("settings", () => {
  it("have their defaults where they aren't as they should be", () => {
    const defaults = {
      codeLens: true,
      referenceLens: false,
      inlayHints: true,
      limits: { memory: undefined, threads: undefined, cache: true, cacheBytes: undefined },
      namedFolders: {},
    };
    for (const section of [
      undefined,
      null,
      3,
      [],
      { codeLens: "no", memoryLimit: "∞", threads: -1, cache: { enabled: 1, size: "64" } },
      { threads: 0, cache: { size: 0.5 } },
    ]) {
      assert.deepEqual(readSettings(section), defaults);
    }
    const set = {
      codeLens: { enabled: false, references: true },
      inlayHints: false,
      memoryLimit: "1.5 GB",
      threads: 3,
      cache: { enabled: false, size: 2 },
      folders: { exports: path.resolve("exports"), home: "~/exports", here: "exports", bad: 3 },
    };
    assert.deepEqual(readSettings(set), {
      codeLens: false,
      referenceLens: true,
      inlayHints: false,
      limits: { memory: "1.5 GB", threads: 3, cache: false, cacheBytes: 2_097_152 },
      namedFolders: { exports: path.resolve("exports"), home: `${homedir()}/exports` },
    });
  });

  it("trust a client that says nothing of trust, and only `false` is no", () => {
    assert.equal(readStartOptions(undefined).trusted, true);
    assert.equal(readStartOptions({ trusted: false }).trusted, false);
    assert.equal(readStartOptions({ worker: 3 }).worker, undefined);
  });
});
