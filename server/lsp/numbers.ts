import type {
  CompletionItemKind,
  DiagnosticSeverity,
  DiagnosticTag,
  DocumentHighlightKind,
  InsertTextFormat,
  InsertTextMode,
  SymbolKind,
  TextDocumentSyncKind,
} from "vscode-languageserver-protocol";

/** The protocol's numbers by their names; a test compares them with those of its package. */

export const severities = {
  Error: 1,
  Warning: 2,
  Information: 3,
  Hint: 4,
} as const satisfies Readonly<Record<string, DiagnosticSeverity>>;

export const diagnosticTags = {
  Unnecessary: 1,
} as const satisfies Readonly<Record<string, DiagnosticTag>>;

export const completionItemKinds = {
  Function: 3,
  Field: 5,
  Interface: 8,
  Module: 9,
  Property: 10,
  Unit: 11,
  Keyword: 14,
  Snippet: 15,
  EnumMember: 20,
  Event: 23,
} as const satisfies Readonly<Record<string, CompletionItemKind>>;

export const insertTextFormats = {
  PlainText: 1,
  Snippet: 2,
} as const satisfies Readonly<Record<string, InsertTextFormat>>;

export const insertTextModes = {
  adjustIndentation: 2,
} as const satisfies Readonly<Record<string, InsertTextMode>>;

export const symbolKinds = {
  Module: 2,
  Class: 5,
  Interface: 11,
  Object: 19,
  Event: 24,
} as const satisfies Readonly<Record<string, SymbolKind>>;

export const highlightKinds = {
  Read: 2,
  Write: 3,
} as const satisfies Readonly<Record<string, DocumentHighlightKind>>;

export const syncKinds = {
  Incremental: 2,
} as const satisfies Readonly<Record<string, TextDocumentSyncKind>>;

export const errorCodes = {
  InvalidRequest: -32600,
  MethodNotFound: -32601,
  InvalidParams: -32602,
  ServerNotInitialized: -32002,
  RequestFailed: -32803,
  RequestCancelled: -32800,
} as const;

export const codeActionKinds = {
  QuickFix: "quickfix",
  SourceFixAll: "source.fixAll",
} as const;
