import type { Refusal, ResultId } from "./people.ts";

/** A result in another form. It is computed again where it isn't kept, and refused where it is another by now. */
export const exportResult = "funnel/export";

export interface ExportParams extends ResultId {
  readonly format: TextFormat;
  /** The tab that is looked at: of a drawing. */
  readonly view: string;
  /** Of a drawing. */
  readonly theme: "light" | "dark";
}

/**
 * `tsv`: the main table, to be pasted into a spreadsheet, with decimals as the user's language writes
 * them; `csv-semicolon`: with decimal commas and a byte order mark, as Excel opens it in much of Europe.
 */
export type TextFormat = "tsv" | "csv" | "csv-semicolon" | "markdown" | "svg" | "vega-lite";

export type ExportResult = { readonly kind: "exported"; readonly text: string } | Refusal;

/** The same in a file, also as a workbook. */
export const saveResult = "funnel/saveResult";

export interface SaveResultParams extends Omit<ExportParams, "format"> {
  readonly format: TextFormat | "xlsx";
  /** Absolute. */
  readonly path: string;
}
