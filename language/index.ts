/** The façade of the language: with `editing.ts`, the only file that others import. */
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
  EventOrder,
  OrderColumns,
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
export { analyze, createAnalyzer } from "./analyze.ts";
export type { Analysis, Analyze } from "./analyze.ts";
export { severityOf } from "./diagnostics.ts";
export { describeFinding, describeNote, toLocale } from "./messages/index.ts";
export type { Locale } from "./messages/index.ts";
export { addTranslation } from "./translation.ts";
export type { Translation } from "./translation.ts";
export { addHabits, lacksHabits } from "./syntax/meant.ts";
