import type { OptionsItem, SourceNode } from "../syntax/ast.ts";
import type { ReadOptions, TableLocation } from "./catalog.ts";

/** Where a source's data lie and how they are read, as far as the text says. */
export function locationOf(source: SourceNode): TableLocation | undefined {
  if (source.location === undefined) return undefined;
  const options = source.items.find((item) => item.kind === "options");
  return { path: source.location.value, options: readOptions(options) };
}

/** The options that have a value of the right kind. */
function readOptions(item: OptionsItem | undefined): ReadOptions {
  const options: { -readonly [Key in keyof ReadOptions]: ReadOptions[Key] } = {};
  for (const { key, value } of item?.options ?? []) {
    if (value?.kind === "string") {
      if (key === "delimiter" || key === "quote" || key === "decimal" || key === "encoding")
        options[key] ??= value.value;
    } else if (value?.kind === "boolean") {
      if (key === "header") options.header ??= value.value;
    } else if (value?.kind === "number" && key === "skip") options.skip ??= Number(value.text);
  }
  return options;
}
