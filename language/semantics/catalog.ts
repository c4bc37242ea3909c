/**
 * What the host knows of the data. The language never reads a file: it asks this interface, and where
 * the answer is missing it lists a need; the host fetches it and analyses again.
 */
export interface Catalog {
  /** Undefined: not known yet (becomes a need). */
  table(location: TableLocation): TableInfo | undefined;
  /** The most frequent values of a text column; undefined: not known yet (becomes a need). */
  values(location: TableLocation, column: readonly string[]): ColumnValues | undefined;
}

/** How to find and read a table. Serialisable; equal locations are equal by {@link locationKey}. */
export interface TableLocation {
  /** As written in the source: a file or a glob, relative to the `.funnel` file. */
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
}

export type TableInfo =
  | {
      readonly kind: "table";
      readonly files: number;
      /** Bytes of all files together. */
      readonly bytes: number;
      readonly columns: readonly ColumnInfo[];
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
}

/** What an analysis would like to know. */
export type Need =
  | { readonly kind: "table"; readonly location: TableLocation }
  | {
      readonly kind: "values";
      readonly location: TableLocation;
      readonly column: readonly string[];
    };

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
  ]);
}

/** Knows nothing and asks for nothing to be fetched: for untrusted workspaces and plain syntax checks. */
export const emptyCatalog: Catalog = {
  table: () => undefined,
  values: () => undefined,
};
