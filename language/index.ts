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
  Need,
  ReadOptions,
  TableFailure,
  TableInfo,
  TableLocation,
} from "./semantics/catalog.ts";
export { emptyCatalog, locationKey } from "./semantics/catalog.ts";
export type {
  ColumnPath,
  During,
  ExpectationModel,
  FunctionName,
  FunnelModel,
  MatchModel,
  MeasureModel,
  Moment,
  Program,
  RowExpr,
  SegmentModel,
  SourceModel,
  SplitModel,
  StageModel,
  ValueType,
} from "./semantics/model.ts";
