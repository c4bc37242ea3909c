import type { ColumnPath } from "../../../language/index.ts";
import { type Fragment, name, sql, text } from "../sql/fragment.ts";
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

/** The column of an element, where lists are taken apart. */
export const element = name("element of a list");

/** The rows with one for each element. */
export function takeApart(from: Fragment, elements: Fragment): Fragment {
  return sql`(select *, unnest(${elements}) as ${element} from ${from})`;
}

/** The elements of a list as JSON in a text. What is no list is the only element; nothing has none. */
export function textElements(value: Fragment): Fragment {
  return sql`case when try(json_type(${value})) = 'ARRAY' then json_extract_string(${value}, '$[*]') when ${value} <> '' then [${value}] end`;
}

/** The keys below the list that a path begins with; undefined where it begins otherwise. */
export function keysBelow(path: ColumnPath, each: ColumnPath | undefined): ColumnPath | undefined {
  const isBelow = each !== undefined && each.every((key, index) => path[index] === key);
  return isBelow ? path.slice(each.length) : undefined;
}
