import type { Stored } from "../sql/dialect.ts";

/** A column as it lies in the files. */
export interface PhysicalColumn {
  readonly name: string;
  readonly stored: Stored;
  /** The database's name of the type; for text that is typed by looking at it: `VARCHAR`. */
  readonly nativeType: string;
  /** Of a nested column, where known. */
  readonly fields?: readonly PhysicalColumn[];
}
