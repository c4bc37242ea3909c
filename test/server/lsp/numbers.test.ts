import assert from "node:assert/strict";
import * as protocol from "vscode-languageserver-protocol";
import * as ours from "../../../server/lsp/numbers.ts";

describe("the numbers of the protocol", () => {
  const pairs: readonly (readonly [name: string, ours: object, theirs: object])[] = [
    ["severities", ours.severities, protocol.DiagnosticSeverity],
    ["diagnosticTags", ours.diagnosticTags, protocol.DiagnosticTag],
    ["completionItemKinds", ours.completionItemKinds, protocol.CompletionItemKind],
    ["insertTextFormats", ours.insertTextFormats, protocol.InsertTextFormat],
    ["insertTextModes", ours.insertTextModes, protocol.InsertTextMode],
    ["symbolKinds", ours.symbolKinds, protocol.SymbolKind],
    ["highlightKinds", ours.highlightKinds, protocol.DocumentHighlightKind],
    ["syncKinds", ours.syncKinds, protocol.TextDocumentSyncKind],
    ["errorCodes", ours.errorCodes, { ...protocol.ErrorCodes, ...protocol.LSPErrorCodes }],
    ["codeActionKinds", ours.codeActionKinds, protocol.CodeActionKind],
  ];
  for (const [name, mine, theirs] of pairs) {
    it(`${name} are those of its package`, () => {
      const expected = Object.fromEntries(
        Object.keys(mine).map((key) => [key, Reflect.get(theirs, key) as unknown]),
      );
      assert.deepEqual(mine, expected);
    });
  }
});
