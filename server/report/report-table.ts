/** Figures in rows and columns, in words. */
export interface ReportTable {
  readonly title: string;
  /** The first names the rows, the others are of figures. */
  readonly headings: readonly string[];
  readonly rows: readonly ReportRow[];
  /** What its marks mean and what it leaves out; may be empty. */
  readonly note: string;
}

export interface ReportRow {
  readonly name: string;
  /** One for each heading but the first; fewer where the last ones have nothing to show. */
  readonly cells: readonly ReportCell[];
  /** Stands for all the others. */
  readonly isTotal?: true;
}

export interface ReportCell {
  readonly text: string;
  /** It may still change: what it counts isn't over. */
  readonly isPartial?: true;
}
