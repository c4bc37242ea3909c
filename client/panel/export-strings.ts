import { type Guard, isString, shape } from "./guards.ts";

/** The words around copying and saving a result. */
export interface ExportStrings {
  /** "Copy": the first of the two menus */
  readonly copy: string;
  /** "Save": the second */
  readonly save: string;
  /** "Table, for a spreadsheet" */
  readonly table: string;
  /** "Markdown" */
  readonly markdown: string;
  /** "Picture (PNG)" */
  readonly png: string;
  /** "Picture (SVG)" */
  readonly svg: string;
  /** "CSV" */
  readonly csv: string;
  /** "CSV with semicolons and decimal commas" */
  readonly csvSemicolon: string;
  /** "Excel workbook" */
  readonly xlsx: string;
  /** "Vega-Lite" */
  readonly vegaLite: string;
  /** "It can't be drawn here." */
  readonly noPicture: string;
}

export const isExportStrings: Guard<ExportStrings> = shape<ExportStrings>({
  copy: isString,
  save: isString,
  table: isString,
  markdown: isString,
  png: isString,
  svg: isString,
  csv: isString,
  csvSemicolon: isString,
  xlsx: isString,
  vegaLite: isString,
  noPicture: isString,
});
