import type { ColumnPath } from "../../../language/index.ts";
import { type Fragment, sql, text } from "../sql/fragment.ts";
import type { DataFile } from "./files.ts";
import type { Rejects } from "./table.ts";

/** No more lines are kept; with as many the file isn't what it was taken for. */
export const MAX_REJECTS = 1_000_000;

/** Of formats whose files can't be read at all where a part of them can't. */
export const noRejects: Rejects = { count: 0, notUtf8: undefined, first: [] };

/** A key, and the keys below it: RFC 6901. */
export function jsonPointer(path: ColumnPath): string {
  return path.map((key) => `/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** The keys below a text column: its values are JSON. */
export function below(value: Fragment, keys: ColumnPath): Fragment {
  return keys.length === 0
    ? value
    : sql`try(json_extract_string(${value}, ${text(jsonPointer(keys))}))`;
}

/** The name of the row's file, out of its path. */
export function fileName(files: readonly DataFile[]): Fragment {
  const cases = files.map(
    (file) =>
      sql` when ${text(file.absolute)} then ${text(file.path.split("/").at(-1) ?? file.path)}`,
  );
  return sql`case f${cases.reduce((sum, next) => sql`${sum}${next}`)} end`;
}
