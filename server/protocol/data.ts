/** Data before there is a funnel over them: drafts over a file, and what lies behind the sources. */

/** What rows of a file are. */
export type RowKind = "preset" | "events" | "lists" | "dates" | "answers" | "totals" | "lookup";

/** Drafts a source and a funnel over a file of data. Writes nothing. Cancelled like any request. */
export const draftFile = "funnel/draft";

export interface DraftFileParams {
  /** Of the `.funnel` file that the text is for. It needn't exist. */
  readonly uri: string;
  /** Of the file of data. */
  readonly file: string;
  /** What is wanted otherwise than drafted, each as one of the choices of the draft before. */
  readonly wishes?: DraftFileWishes;
}

export interface DraftFileWishes {
  readonly rows?: RowKind;
  readonly actor?: string;
  readonly time?: string;
  readonly event?: string;
  readonly stage?: string;
  /** Null: by nothing. */
  readonly split?: string | null;
}

export type DraftFileResult =
  | DraftedFile
  /** The `.funnel` file may not name it: it lies in no folder that both know. */
  | { readonly kind: "outside" }
  | Refused;

/** Localised: what is wrong and what to do. */
export interface Refused {
  readonly kind: "refused";
  readonly reason: string;
}

export interface DraftedFile {
  readonly kind: "draft";
  /** As the text names the file. */
  readonly path: string;
  readonly rows: RowKind;
  readonly possibleRows: readonly RowKind[];
  readonly parts: readonly DraftedPart[];
  /** By what the funnel may be split. */
  readonly splits: readonly string[];
  readonly split?: string;
  readonly source: DraftedText;
  /** Absent: the rows say nothing of what happened. */
  readonly funnel?: DraftedText & {
    /** As written, in their order. */
    readonly events: readonly string[];
    readonly window?: string;
  };
  /** The first rows. */
  readonly rowsOfFile: SampleRows;
}

export interface DraftedPart {
  readonly part: "actor" | "time" | "event" | "stage";
  /** Index of the choice that is taken. */
  readonly chosen: number;
  readonly choices: readonly DraftedChoice[];
  /** Told by the columns, or wished. */
  readonly isSure: boolean;
  /** Nothing tells one from the other, so somebody has to say. */
  readonly isOpen: boolean;
}

export interface DraftedChoice {
  readonly text: string;
  /** Localised, one line: what is in the column. */
  readonly detail: string;
}

export interface DraftedText {
  readonly name: string;
  readonly text: string;
}

/** Texts, shortened where they are long; null: missing. */
export interface SampleRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** The sources of all `.funnel` files of the workspace, open or not; without parameters. */
export const listSources = "funnel/sources";

export interface ListSourcesResult {
  readonly sources: readonly SourceItem[];
  /** Files of data that no source names, and the folders' names don't hide. */
  readonly unused: readonly { readonly uri: string; readonly path: string }[];
}

export interface SourceItem {
  /** Of its `.funnel` file. */
  readonly uri: string;
  /** Of that file, relative to its workspace folder. */
  readonly file: string;
  readonly name: string;
  /** Of the data, as written. */
  readonly path: string;
  readonly shape: string;
  /** Zero-based place of its name. */
  readonly line: number;
  readonly character: number;
}

/** Files, columns and first rows of a source. */
export const describeSource = "funnel/describeSource";

export interface DescribeSourceParams {
  readonly uri: string;
  readonly name: string;
}

export type DescribeSourceResult =
  | {
      readonly kind: "source";
      readonly files: readonly {
        readonly uri: string;
        readonly path: string;
        /** Localised. */
        readonly size: string;
      }[];
      readonly columns: readonly SourceColumn[];
      readonly rowsOfFile: SampleRows;
    }
  | Refused;

export interface SourceColumn {
  readonly path: readonly string[];
  /** As the language writes it. */
  readonly written: string;
  /** Localised. */
  readonly type: string;
  readonly part?: "actor" | "time" | "event";
  readonly columns: readonly SourceColumn[];
}

/** What is in a column of a source; null where that can't be told. */
export const describeColumn = "funnel/describeColumn";

export interface DescribeColumnParams extends DescribeSourceParams {
  readonly column: readonly string[];
}

export interface DescribeColumnResult {
  /** Localised, one line. */
  readonly summary: string;
  /** Localised, Markdown. */
  readonly doc: string;
}
