import type { ColumnInfo, ColumnValues, TableLocation } from "../../semantics/catalog.ts";
import { epochUnit } from "../../semantics/infer-mapping.ts";
import { formOfTexts } from "../../semantics/suggest-format.ts";
import type { Data } from "../data.ts";

/** The values of a column of the file that a source is drafted over; undefined: not known yet. */
export type ValuesOf = (column: string) => ColumnValues | undefined;

/** Nobody waits for them: what isn't known is there the next time. */
export function valuesFor(
  { catalog, later }: Data,
  location: TableLocation,
  pathOf: (name: string) => readonly string[],
): ValuesOf {
  return (name) => {
    const column = pathOf(name);
    const found = catalog.values(location, column);
    if (found === undefined) later.push({ kind: "values", location, column });
    return found;
  };
}

interface Leaves {
  readonly columns: readonly ColumnInfo[];
  readonly pathOf: (name: string) => readonly string[];
}

/** Of nested columns, what lies in them, called by its path: `user.id`. */
export function withKeys(columns: readonly ColumnInfo[]): Leaves {
  const paths = new Map<string, readonly string[]>();
  const leaves = (some: readonly ColumnInfo[], above: readonly string[]): readonly ColumnInfo[] =>
    some.flatMap(({ fields, ...column }) => {
      const path = [...above, column.name];
      if (fields !== undefined) return leaves(fields, path);
      const name = path.join(".");
      paths.set(name, path);
      return [{ ...column, name }];
    });
  return { columns: leaves(columns, []), pathOf: (name) => paths.get(name) ?? [name] };
}

/** Whether each row has a value of its own, as far as is known. */
export function isUnique(name: string, valuesOf: ValuesOf): boolean {
  return valuesOf(name)?.values.every(({ count }) => count === 1) ?? true;
}

const timeNames = /time|date|_at$|^at$|^ts$|stamp|when|created|время|дата|когда/i;

/** Whether texts or numbers can be moments: those that are called so, unless their values say otherwise. */
export function mayBeTimes({ name, type }: ColumnInfo, valuesOf: ValuesOf): boolean {
  const isNamed = timeNames.test(name);
  // Many numbers are as large as moments.
  if (type === "number" && !isNamed) return false;
  const values = valuesOf(name);
  if (values === undefined || values.values.length === 0) return isNamed;
  if (type === "number") return epochUnit(values) !== undefined;
  const form = formOfTexts(values);
  return form === undefined || form.kind === "ambiguous" || form.format !== "";
}
