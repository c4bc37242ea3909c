import {
  CodeActionKind,
  type CodeAction as LspCodeAction,
  type CodeLens,
  CompletionItemKind,
  type CompletionItem as LspCompletionItem,
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
import {
  type CodeAction,
  type CompletionItem,
  type DefinitionAnswer,
  type Diagnostic,
  type FoldingRange,
  type Highlight,
  type HoverAnswer,
  type InlayHint,
  type Lens,
  type LineIndex,
  type Locale,
  type OutlineItem,
  type Severity,
  type SignatureAnswer,
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
  readonly version: number;
  readonly lines: LineIndex;
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
  const textDocument = { uri: at.uri, version: at.version };
  return { documentChanges: [{ textDocument, edits: edits.map((edit) => toTextEdit(at, edit)) }] };
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
          relatedInformation: related.map(({ span, note }) => ({
            location: { uri: at.uri, range: toRange(at, span) },
            message: describeNote(note, locale),
          })),
        }),
  };
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

export function toLocationLink(at: Converter, answer: DefinitionAnswer): LocationLink {
  return {
    originSelectionRange: toRange(at, answer.origin),
    targetUri: at.uri,
    targetRange: toRange(at, answer.whole),
    targetSelectionRange: toRange(at, answer.name),
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
