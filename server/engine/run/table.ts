import type { ColumnPath, TableLocation } from "../../../language/index.ts";
import type { ScanTable, Stored } from "../sql/dialect.ts";
import type { DataFile } from "./files.ts";

/** Files that were looked at and can be opened: where their text lies, and how each begins. */
export interface PreparedFiles {
  readonly location: TableLocation;
  /** As the user knows them. */
  readonly files: readonly DataFile[];
  /** What the database reads: the same, or copies in UTF-8. */
  readonly readable: readonly ReadableFile[];
}

export interface ReadableFile {
  readonly file: DataFile;
  /** The beginning of its text; of Parquet nothing. */
  readonly text: string;
  readonly complete: boolean;
}

/** A table in the database, before it is known what is to be read of it. */
export interface OpenTable {
  readonly columns: readonly PhysicalColumn[];
  /** The names that stand more than once in a header; absent where there are none. */
  readonly repeated?: readonly string[];
  /**
   * The columns that a path may begin with can be read; `withFile`: the row's file, too. `each`: a column
   * of lists, of which each element is a row.
   */
  bind(paths: readonly ColumnPath[], withFile: boolean, each?: ColumnPath): ScanTable;
  /** Lines that could not be parsed, once {@link ScanTable.counted} was read. */
  rejects(): Promise<Rejects>;
}

export interface Rejects {
  readonly count: number;
  /** The first file with a line that isn't UTF-8. */
  readonly notUtf8: DataFile | undefined;
  readonly first: readonly {
    readonly file: DataFile;
    readonly line: number;
    readonly column: string | null;
    readonly reason: string;
  }[];
}

/** A column as it lies in the files. */
export interface PhysicalColumn {
  readonly name: string;
  readonly stored: Stored;
  /** The database's name of the type; for text that is typed by looking at it: `VARCHAR`. */
  readonly nativeType: string;
  /** Of a nested column, where known. */
  readonly fields?: readonly PhysicalColumn[];
  /** Of lists, one of their elements; it has the column's name. */
  readonly element?: PhysicalColumn;
}
