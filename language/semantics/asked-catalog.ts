import type { Catalog, Need, TableLocation } from "./catalog.ts";

/** A catalog that says the same thing twice, and later whether another would have said so too. */
export interface AskedCatalog extends Catalog {
  /** Whether this catalog answers all that was asked as it was answered. */
  agreesWith(catalog: Catalog): boolean;
}

export function askedCatalog(catalog: Catalog): AskedCatalog {
  const answers = new Map<string, { readonly ask: (of: Catalog) => unknown; answer: unknown }>();
  const once = <Answer>(key: string, ask: (of: Catalog) => Answer): Answer => {
    const known = answers.get(key);
    // The key tells which question it is, and so the type of its answer.
    if (known !== undefined) return known.answer as Answer;
    const answer = ask(catalog);
    answers.set(key, { ask, answer });
    return answer;
  };
  return {
    table: (location) => once(keyOf("table", location), (of) => of.table(location)),
    values: (location, column) =>
      once(keyOf("values", location, column), (of) => of.values(location, column)),
    filled: (location, column, by) =>
      once(keyOf("filled", location, column, by), (of) => of.filled(location, column, by)),
    order: (location, columns) =>
      once(`order ${locationOf(location)} ${JSON.stringify(columns)}`, (of) =>
        of.order(location, columns),
      ),
    file: (path) => once(keyOf("file", path), (of) => of.file(path)),
    variable: (name) => once(keyOf("variable", name), (of) => of.variable(name)),
    files: (folder) => once(keyOf("files", folder), (of) => of.files(folder)),
    agreesWith: (other) =>
      [...answers.values()].every(({ ask, answer }) => areEqual(ask(other), answer)),
  };
}

/** The same need has the same key. */
export function keyOfNeed(need: Need): string {
  switch (need.kind) {
    case "table":
      return keyOf(need.kind, need.location);
    case "values":
      return keyOf(need.kind, need.location, need.column);
    case "filled":
      return keyOf(need.kind, need.location, need.column, need.by);
    case "order":
      return `order ${locationOf(need.location)} ${JSON.stringify(need.columns)}`;
    case "file":
      return keyOf(need.kind, need.path);
    case "variable":
      return keyOf(need.kind, need.name);
    case "files":
      return keyOf(need.kind, need.folder);
  }
}

/** The same question has the same key. */
function keyOf(
  kind: Need["kind"],
  of: TableLocation | string,
  ...columns: readonly (readonly string[])[]
): string {
  return `${kind} ${typeof of === "string" ? of : locationOf(of)} ${JSON.stringify(columns)}`;
}

/** Hundreds of questions are about one table. */
const locations = new WeakMap<TableLocation, string>();

function locationOf(location: TableLocation): string {
  const known = locations.get(location) ?? JSON.stringify(location);
  locations.set(location, known);
  return known;
}

/** Of plain data. */
export function areEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const [one, other] = [Object.entries(a), new Map(Object.entries(b))];
  return (
    Array.isArray(a) === Array.isArray(b) &&
    one.length === other.size &&
    one.every(([key, value]) => other.has(key) && areEqual(value, other.get(key)))
  );
}
