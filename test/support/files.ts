import type { Catalog, FileInfo } from "../../language/index.ts";

/** A catalog with other `.funnel` files, by path; the others don't exist. */
export function withFiles(catalog: Catalog, files: Readonly<Record<string, string>>): Catalog {
  return {
    ...catalog,
    file(path): FileInfo {
      const text = files[path];
      if (text !== undefined) return { kind: "file", text };
      const near = Object.keys(files).find((name) => name.toLowerCase() === path.toLowerCase());
      return { kind: "failure", code: "FNL5050", args: { path, suggestion: near ?? "" } };
    },
  };
}
