import type { TableLocation } from "../semantics/catalog.ts";
import type { SourceNode } from "../syntax/ast.ts";

/** Where a source's data lie and how to read them, as far as the text says. */
export function locationOf(source: SourceNode): TableLocation | undefined {
  if (source.location === undefined || source.location.value === "") return undefined;
  const options: Record<string, string | number | boolean> = {};
  for (const item of source.items) {
    if (item.kind !== "options") continue;
    for (const { key, value } of item.options) {
      if (value === undefined) continue;
      options[key] = value.kind === "number" ? Number(value.text) : value.value;
    }
  }
  return { path: source.location.value, options };
}
