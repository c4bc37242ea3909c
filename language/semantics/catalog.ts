/**
 * What the host knows of the data. The language never reads a file: it asks this interface, and where
 * the answer is missing it lists a need; the host fetches it and analyses again.
 */
export interface Catalog {
  /** Undefined: not known yet (becomes a need). */
  table(location: TableLocation): TableInfo | undefined;
  /** What is in a column; undefined: not known yet (becomes a need). */
  values(location: TableLocation, column: readonly string[]): ColumnValues | undefined;
  /**
   * On how many of the rows of each value of `by` a column is filled; undefined: not known yet
   * (becomes a need).
   */
  filled(
    location: TableLocation,
    column: readonly string[],
    by: readonly string[],
  ): readonly FilledRows[] | undefined;
  /** How many actors did each event, and when; undefined: not known yet (becomes a need). */
  order(location: TableLocation, columns: OrderColumns): EventOrder | undefined;
  /** Another `.funnel` file, by its {@link FilePath}; undefined: not known yet (becomes a need). */
  file(path: FilePath): FileInfo | undefined;
  /** Whether a variable of the environment is set; undefined: not known yet (becomes a need). */
  variable(name: string): boolean | undefined;
  /**
   * What lies in a folder and the folders below it, for completion and did-you-mean: data files,
   * `.funnel` files and folders, ordered by path. The folder is relative to that of the analysed file:
   * `""`, `data`, `../shared`. Undefined: not known yet (becomes a need).
   */
  files(folder: string): readonly FolderEntry[] | undefined;
}

export interface FolderEntry {
  /** Relative to the folder of the analysed file, as it would be written there. */
  readonly path: string;
  readonly kind: "data" | "funnel" | "folder";
  /** Of a folder, 0. */
  readonly bytes: number;
}

/**
 * Where another `.funnel` file lies, relative to the folder of the analysed one, in its shortest form:
 * `shared/a.funnel`, `../a.funnel`. Always with slashes.
 */
export type FilePath = string;

export type FileInfo =
  | {
      readonly kind: "file";
      readonly text: string;
      /** Its shortest path, where the host knows a shorter one than was asked for. */
      readonly path?: FilePath;
    }
  | TableFailure;

/** Of no table more rows are looked at than these: of a longer one, what is known is of its first rows. */
export const LOOKED_AT_ROWS = 2_000_000;

export interface FilledRows {
  /** Null: the rows where `by` is missing. */
  readonly value: string | null;
  readonly rows: number;
  readonly filled: number;
}

/** Who, when and what in a table of events. */
export interface OrderColumns {
  readonly actor: readonly (readonly string[])[];
  readonly time: readonly string[];
  /** As written in the source. */
  readonly timeFormat?: string;
  readonly event: readonly string[];
}

/** By how many actors did it, those of the most first. Empty where nothing can be said. */
export type EventOrder = readonly {
  readonly event: string;
  readonly actors: number;
  /** Seconds from an actor's first row to the first of this event: of the middle one, and of 95 in 100. */
  readonly median: number;
  readonly late: number;
  /** How many of them did it at or after another event, by that event's name; absent: not known. */
  readonly after?: Readonly<Record<string, number>>;
}[];

/** How to find and read a table. Serialisable; equal locations are equal by {@link locationKey}. */
export interface TableLocation {
  /**
   * A file or a glob as written in the source, relative to the analysed `.funnel` file: in the source
   * of an imported file, with that file's folder before it.
   */
  readonly path: string;
  readonly options: ReadOptions;
}

/** The CSV dialect as written in `options { … }`; what is absent is sniffed. */
export interface ReadOptions {
  readonly delimiter?: string;
  readonly quote?: string;
  readonly decimal?: string;
  readonly encoding?: string;
  readonly header?: boolean;
  readonly skip?: number;
  /** Of a workbook; absent: its first. */
  readonly sheet?: string;
}

export type ColumnType = "text" | "number" | "boolean" | "time" | "json" | "other";

export interface ColumnInfo {
  readonly name: string;
  readonly type: ColumnType;
  /** Times only: whether the data carry an offset or zone. */
  readonly zoned?: boolean;
  /** The engine's own name of the type, for hovers: `BIGINT`. */
  readonly nativeType: string;
  /** Keys of a nested column, where known. */
  readonly fields?: readonly ColumnInfo[];
  /** Of lists, one of their elements, with its keys, where known. It has the column's name. */
  readonly element?: ColumnInfo;
}

export type TableInfo =
  | {
      readonly kind: "table";
      readonly files: number;
      /** Bytes of all files together. */
      readonly bytes: number;
      readonly columns: readonly ColumnInfo[];
      /** Names that several columns have in the header of a CSV file. */
      readonly repeated?: readonly string[];
    }
  | TableFailure;

/** Why a table can't be read: the code and arguments of a diagnostic (FNL5xxx). */
export interface TableFailure {
  readonly kind: "failure";
  readonly code: string;
  readonly args: Readonly<Record<string, string | number>>;
}

export interface ColumnValues {
  /** Most frequent first (equal counts: by value); missing values left out. */
  readonly values: readonly { readonly value: string; readonly count: number }[];
  /** False where there are more distinct values than are listed. */
  readonly complete: boolean;
  /** Rows looked at; missing among them. */
  readonly rows: number;
  readonly missing: number;
  /** The least and the greatest value, of numbers (as decimals) and of times (`2026-01-31T12:30:05.250000`). */
  readonly min?: string;
  readonly max?: string;
}

/** What an analysis would like to know. */
export type Need =
  | { readonly kind: "table"; readonly location: TableLocation }
  | {
      readonly kind: "values";
      readonly location: TableLocation;
      readonly column: readonly string[];
    }
  | {
      readonly kind: "filled";
      readonly location: TableLocation;
      readonly column: readonly string[];
      readonly by: readonly string[];
    }
  | {
      readonly kind: "order";
      readonly location: TableLocation;
      readonly columns: OrderColumns;
    }
  | { readonly kind: "file"; readonly path: FilePath }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "files"; readonly folder: string };

export function locationKey(location: TableLocation): string {
  const o = location.options;
  return JSON.stringify([
    location.path,
    o.delimiter ?? null,
    o.quote ?? null,
    o.decimal ?? null,
    o.encoding ?? null,
    o.header ?? null,
    o.skip ?? null,
    o.sheet ?? null,
  ]);
}

/** Knows nothing and asks for nothing to be fetched: for untrusted workspaces and plain syntax checks. */
export const emptyCatalog: Catalog = {
  table: () => undefined,
  values: () => undefined,
  filled: () => undefined,
  order: () => undefined,
  file: () => undefined,
  variable: () => undefined,
  files: () => undefined,
};
