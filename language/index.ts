/** The façade of the language: the only file that others import. */
export type { Span, Position, TextEdit, LineIndex } from "./text.ts";
export { indexLines, applyEdits } from "./text.ts";
export type {
  Diagnostic,
  DiagnosticCode,
  DiagnosticParams,
  Finding,
  Fix,
  Note,
  RelatedPlace,
  Severity,
} from "./diagnostics.ts";
export type {
  Catalog,
  ColumnInfo,
  ColumnType,
  ColumnValues,
  FileInfo,
  FilePath,
  FilledRows,
  FolderEntry,
  Need,
  ReadOptions,
  TableFailure,
  TableInfo,
  TableLocation,
} from "./semantics/catalog.ts";
export { emptyCatalog, locationKey, LOOKED_AT_ROWS } from "./semantics/catalog.ts";
export { bandLabels, limitDigits } from "./semantics/bands.ts";
export type * from "./semantics/model.ts";
export { suggestFormat } from "./semantics/suggest-format.ts";
export type { InferredItem } from "./semantics/scope.ts";
export type { SymbolId } from "./semantics/references.ts";
export type { CodeAction } from "./ide/code-actions.ts";
export { fixAll, organizeImports, quickFixes, refactorings } from "./ide/code-actions.ts";
export type { Lens } from "./ide/code-lenses.ts";
export { codeLenses, referenceLenses } from "./ide/code-lenses.ts";
export type { CompletionItem } from "./ide/completion/item.ts";
export type { Completions } from "./ide/completion.ts";
export { complete } from "./ide/completion.ts";
export type { DefinitionAnswer } from "./ide/definition.ts";
export { definition, symbolAt } from "./ide/definition.ts";
export type { FoldingRange } from "./ide/folding.ts";
export { foldingRanges } from "./ide/folding.ts";
export type { HoverAnswer } from "./ide/hover.ts";
export { hover } from "./ide/hover.ts";
export type { InlayHint } from "./ide/inlay-hints.ts";
export { inlayHints } from "./ide/inlay-hints.ts";
export { minimalEdits } from "./ide/minimal-edits.ts";
export type { Highlight } from "./ide/references.ts";
export { highlights, references, usesOf } from "./ide/references.ts";
export type { Renaming } from "./ide/rename.ts";
export { prepareRename, rename, renameSymbol } from "./ide/rename.ts";
export type { SemanticToken, SemanticTokenKind } from "./ide/semantic-tokens.ts";
export { semanticTokens } from "./ide/semantic-tokens.ts";
export { selectionRanges } from "./ide/selection.ts";
export type { DocumentLink } from "./ide/links.ts";
export { documentLinks } from "./ide/links.ts";
export type { WorkspaceSymbol } from "./ide/workspace-symbols.ts";
export { findSymbols } from "./ide/workspace-symbols.ts";
export type { SignatureAnswer } from "./ide/signature-help.ts";
export { signatureHelp } from "./ide/signature-help.ts";
export type { OutlineItem } from "./ide/symbols.ts";
export { documentSymbols } from "./ide/symbols.ts";
export { formatText } from "./format/format.ts";
export { formatAfterTyping, formatRange } from "./format/format-range.ts";
export { analyze, createAnalyzer } from "./analyze.ts";
export type { Analysis, Analyze } from "./analyze.ts";
export { severityOf } from "./diagnostics.ts";
export { describeFinding, describeNote, toLocale } from "./messages/index.ts";
export type { Locale } from "./messages/index.ts";
export { addTranslation } from "./translation.ts";
export type { Translation } from "./translation.ts";
