import {
  CodeActionKind,
  type CodeAction as LspCodeAction,
  type CodeLens,
  CompletionItemKind,
  type CompletionItem as LspCompletionItem,
  type DocumentLink as LspDocumentLink,
  type Location,
  type SelectionRange,
  type TextDocumentEdit,
  type WorkspaceSymbol as LspWorkspaceSymbol,
  type Diagnostic as LspDiagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentSymbol,
  type FoldingRange as LspFoldingRange,
  FoldingRangeKind,
  type Hover,
  type InlayHint as LspInlayHint,
  InlayHintKind,
  InsertTextFormat,
  InsertTextMode,
  type LocationLink,
  MarkupKind,
  type Range,
  type SignatureHelp,
  SymbolKind,
  type TextEdit as LspTextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import type {
  CodeAction,
  CompletionItem,
  DefinitionAnswer,
  DocumentLink,
  FoldingRange,
  Highlight,
  HoverAnswer,
  InlayHint,
  Lens,
  OutlineItem,
  SignatureAnswer,
  WorkspaceSymbol,
} from "../../language/editing.ts";
import {
  type Diagnostic,
  type FilePath,
  type LineIndex,
  type Locale,
  type Severity,
  type Span,
  type TextEdit,
  describeFinding,
  describeNote,
} from "../../language/index.ts";

/**
 * Between offsets, which everything of ours counts in, and the lines and characters of the protocol
 * (UTF-16, as our offsets). Nothing else knows both.
 */
export interface Converter {
  readonly uri: string;
  /** Null: it isn't open, so that what is on the disk counts. */
  readonly version: number | null;
  /** Finds lines of the document by offsets of the analysed text. */
  readonly lines: LineIndex;
  /** Of a cell: where it stands in the analysed text, which is that of its whole notebook. */
  readonly part?: Span;
  /** The document that a place is in, of the analysed text or of an imported file; absent: this one. */
  readonly documentAt?: (span: Span, file?: FilePath) => Converter | undefined;
}

/** Whether a place begins in the document, which may be a cell of the analysed text. */
export function isWithin({ part }: Converter, span: Span): boolean {
  return part === undefined || (part.start <= span.start && span.start <= part.end);
}

export function toRange(at: Converter, span: Span): Range {
  return { start: at.lines.positionAt(span.start), end: at.lines.positionAt(span.end) };
}

export function toSpan(at: Converter, range: Range): Span {
  return { start: at.lines.offsetAt(range.start), end: at.lines.offsetAt(range.end) };
}

export function toTextEdit(at: Converter, edit: TextEdit): LspTextEdit {
  return { range: toRange(at, edit.span), newText: edit.newText };
}

/** Bound to the version it was made for, so that the editor refuses it on a later text. */
export function toWorkspaceEdit(at: Converter, edits: readonly TextEdit[]): WorkspaceEdit {
  return { documentChanges: documentChanges(at, edits) };
}

/** The same of several analysed texts. */
export function toWorkspaceEdits(
  changes: readonly { readonly at: Converter; readonly edits: readonly TextEdit[] }[],
): WorkspaceEdit {
  return { documentChanges: changes.flatMap(({ at, edits }) => documentChanges(at, edits)) };
}

function documentChanges(at: Converter, edits: readonly TextEdit[]): TextDocumentEdit[] {
  const changes = new Map<string, { readonly document: Converter; readonly edits: TextEdit[] }>();
  for (const edit of edits) {
    const document = at.documentAt?.(edit.span) ?? at;
    const change = changes.get(document.uri) ?? { document, edits: [] };
    change.edits.push(edit);
    changes.set(document.uri, change);
  }
  return [...changes.values()].map(({ document, edits: own }) => ({
    textDocument: { uri: document.uri, version: document.version },
    edits: own.map((edit) => toTextEdit(document, edit)),
  }));
}

const severityOf: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function toDiagnostic(at: Converter, diagnostic: Diagnostic, locale: Locale): LspDiagnostic {
  const { related, unnecessary } = diagnostic;
  return {
    range: toRange(at, diagnostic.span),
    severity: severityOf[diagnostic.severity],
    code: diagnostic.code,
    source: "funnel",
    message: describeFinding(diagnostic, locale),
    ...(unnecessary === true ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(related === undefined
      ? {}
      : {
          relatedInformation: related.flatMap(({ file, span, note }) => {
            const document = documentOf(at, span, file);
            if (document === undefined) return [];
            const location = { uri: document.uri, range: toRange(document, span) };
            return [{ location, message: describeNote(note, locale) }];
          }),
        }),
  };
}

function documentOf(at: Converter, span: Span, file: FilePath | undefined): Converter | undefined {
  if (at.documentAt !== undefined) return at.documentAt(span, file);
  return file === undefined ? at : undefined;
}

const actionKinds: Readonly<Record<CodeAction["kind"], CodeActionKind>> = {
  fix: CodeActionKind.QuickFix,
  rewrite: CodeActionKind.RefactorRewrite,
  extract: CodeActionKind.RefactorExtract,
  "fix-all": CodeActionKind.SourceFixAll,
  "organize-imports": CodeActionKind.SourceOrganizeImports,
};

export function toCodeAction(at: Converter, action: CodeAction, locale: Locale): LspCodeAction {
  return {
    title: action.title,
    kind: actionKinds[action.kind],
    edit: toWorkspaceEdit(at, action.edits),
    ...(action.preferred ? { isPreferred: true } : {}),
    ...(action.diagnostic === undefined
      ? {}
      : { diagnostics: [toDiagnostic(at, action.diagnostic, locale)] }),
  };
}

export function toHover(at: Converter, hover: HoverAnswer): Hover {
  return {
    range: toRange(at, hover.span),
    contents: { kind: MarkupKind.Markdown, value: hover.markdown },
  };
}

const itemKinds: Readonly<Record<CompletionItem["kind"], CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  snippet: CompletionItemKind.Snippet,
  source: CompletionItemKind.Module,
  segment: CompletionItemKind.Interface,
  stage: CompletionItemKind.Event,
  column: CompletionItemKind.Field,
  value: CompletionItemKind.EnumMember,
  event: CompletionItemKind.EnumMember,
  funnel: CompletionItemKind.Class,
  measure: CompletionItemKind.Variable,
  param: CompletionItemKind.Constant,
  operator: CompletionItemKind.Operator,
  file: CompletionItemKind.File,
  unit: CompletionItemKind.Unit,
  function: CompletionItemKind.Function,
  option: CompletionItemKind.Property,
};

export function toCompletionItem(
  at: Converter,
  item: CompletionItem,
  snippets: boolean,
): LspCompletionItem {
  const plain = item.snippet && !snippets ? withoutPlaceholders(item.edit.newText) : undefined;
  return {
    label: item.label,
    kind: itemKinds[item.kind],
    sortText: item.sortText,
    textEdit: toTextEdit(at, plain === undefined ? item.edit : { ...item.edit, newText: plain }),
    insertTextFormat:
      item.snippet && snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    insertTextMode: InsertTextMode.adjustIndentation,
    ...(item.filterText === undefined ? {} : { filterText: item.filterText }),
    ...(item.detail === undefined ? {} : { detail: item.detail }),
    ...(item.documentation === undefined
      ? {}
      : { documentation: { kind: MarkupKind.Markdown, value: item.documentation } }),
  };
}

const snippetParts =
  /\\(.)|\$\{\d+\|((?:\\.|[^,|\\])*)(?:\\.|[^|\\])*\|\}|\$\{\d+:((?:\\.|[^}\\])*)\}|\$\d+/g;

/** For editors without snippets: `${1:name}` becomes `name`, `${1|a,b|}` becomes `a`. */
function withoutPlaceholders(snippet: string): string {
  return snippet.replace(
    snippetParts,
    (_, escaped?: string, choice?: string, placeholder?: string) =>
      escaped ?? (choice ?? placeholder ?? "").replace(/\\(.)/g, "$1"),
  );
}

export function toSignatureHelp(found: SignatureAnswer): SignatureHelp {
  const { label, documentation, parameters, active } = found;
  return {
    signatures: [
      {
        label,
        documentation: { kind: MarkupKind.Markdown, value: documentation },
        parameters: parameters.map(([start, end]) => ({ label: [start, end] })),
      },
    ],
    activeSignature: 0,
    activeParameter: active,
  };
}

export function toInlayHint(at: Converter, hint: InlayHint): LspInlayHint {
  return {
    position: at.lines.positionAt(hint.at),
    label: hint.label,
    ...(hint.kind === "type" ? { kind: InlayHintKind.Type } : { paddingLeft: true }),
    ...(hint.tooltip === undefined ? {} : { tooltip: hint.tooltip }),
    ...(hint.edits === undefined
      ? {}
      : { textEdits: hint.edits.map((edit) => toTextEdit(at, edit)) }),
  };
}

const symbolKindOf: Readonly<Record<OutlineItem["kind"], SymbolKind>> = {
  source: SymbolKind.Module,
  segment: SymbolKind.Interface,
  funnel: SymbolKind.Class,
  stage: SymbolKind.Event,
  other: SymbolKind.Object,
};

export function toDocumentSymbol(at: Converter, item: OutlineItem): DocumentSymbol {
  return {
    name: item.name,
    detail: item.detail,
    kind: symbolKindOf[item.kind],
    range: toRange(at, item.span),
    selectionRange: toRange(at, item.nameSpan),
    children: item.children.map((child) => toDocumentSymbol(at, child)),
  };
}

export function toFoldingRange(at: Converter, folding: FoldingRange): LspFoldingRange {
  const { start, end } = toRange(at, folding.span);
  const lines = { startLine: start.line, endLine: end.line };
  switch (folding.kind) {
    case "block":
      return lines;
    case "comment":
      return { ...lines, kind: FoldingRangeKind.Comment };
    case "region":
      return { ...lines, kind: FoldingRangeKind.Region };
  }
}

export function toHighlight(at: Converter, highlight: Highlight): DocumentHighlight {
  const kind =
    highlight.kind === "write" ? DocumentHighlightKind.Write : DocumentHighlightKind.Read;
  return { range: toRange(at, highlight.span), kind };
}

export function toLocationLinks(at: Converter, answer: DefinitionAnswer): LocationLink[] {
  const target = documentOf(at, answer.name, answer.file);
  if (target === undefined) return [];
  return [
    {
      originSelectionRange: toRange(at, answer.origin),
      targetUri: target.uri,
      targetRange: toRange(target, answer.whole),
      targetSelectionRange: toRange(target, answer.name),
    },
  ];
}

export function toLocation(at: Converter, span: Span): Location {
  const document = documentOf(at, span, undefined) ?? at;
  return { uri: document.uri, range: toRange(document, span) };
}

export function toDocumentLink(at: Converter, link: DocumentLink): LspDocumentLink {
  const range = toRange(at, link.span);
  const target = at.documentAt?.(link.span, link.path)?.uri;
  return { range, ...(target === undefined ? {} : { target }) };
}

/** From the smallest to the largest; never none. */
export function toSelectionRange(at: Converter, spans: readonly Span[]): SelectionRange {
  const ranges = spans.map((span) => toRange(at, span));
  const [largest = toRange(at, { start: 0, end: 0 }), ...smaller] = ranges.toReversed();
  return smaller.reduce<SelectionRange>((parent, range) => ({ range, parent }), { range: largest });
}

export function toWorkspaceSymbol(at: Converter, symbol: WorkspaceSymbol): LspWorkspaceSymbol {
  return {
    name: symbol.name,
    kind: symbolKindOf[symbol.kind],
    location: toLocation(at, symbol.nameSpan),
    ...(symbol.container === undefined ? {} : { containerName: symbol.container }),
  };
}

/** The client's command; its arguments are the document and the funnel to run. */
export const runCommand = "funnel.run";

export function toCodeLens(at: Converter, lens: Lens): CodeLens {
  return {
    range: toRange(at, lens.span),
    command:
      lens.run === undefined
        ? { title: lens.title, command: "" }
        : { title: lens.title, command: runCommand, arguments: [at.uri, lens.run.funnel] },
  };
}
