import type { Diagnostic } from "../diagnostics.ts";
import type { SourceItem, SourceNode, StringNode } from "../syntax/ast.ts";
import { overlaps, type Span } from "../text.ts";
import type { ReadOptions, TableLocation } from "./catalog.ts";
import { isRightOption } from "./option-values.ts";

/** Where a source's data lie and how they are read, as far as the text says. */
export function locationOf(source: SourceNode): TableLocation | undefined {
  const { location } = source;
  if (location === undefined || location.value.trim() === "") return undefined;
  return { path: location.value, options: readOptions(source.items) };
}

/** Whether a path can be one at all; of one that can't, nothing is looked for. */
export function isReadable(
  location: StringNode,
  text: string,
  problems: readonly Diagnostic[],
): boolean {
  const isOpen = problems.some(
    ({ code, span }) => code === "FNL1003" && overlaps(span, location.span),
  );
  return !isOpen && foldersAsEscapes(location, text).length === 0;
}

/** Backslashes of a Windows path that pass for escapes: the `\n` of `data\new.csv`. */
export function foldersAsEscapes(location: StringNode, text: string): readonly Span[] {
  const { start, end } = location.span;
  const written = text.slice(start, end);
  return [...written.matchAll(/\\(?:\\|[nt]|u\{[^}]*\})/g)]
    .filter(([escape]) => escape !== "\\\\" && /[\p{Cc}]/u.test(location.value))
    .map((match) => ({ start: start + match.index, end: start + match.index + match[0].length }));
}

/** The options that have a value of the right kind, and the sheet. */
function readOptions(items: readonly SourceItem[]): ReadOptions {
  const options: { -readonly [Key in keyof ReadOptions]: ReadOptions[Key] } = {};
  const item = items.find((candidate) => candidate.kind === "options");
  for (const { key, value } of item?.options ?? []) {
    if (!value || !isRightOption(key, value)) continue;
    if (value.kind === "string") {
      if (key === "delimiter" || key === "quote" || key === "decimal" || key === "encoding")
        options[key] ??= value.value;
    } else if (value.kind === "boolean") {
      if (key === "header") options.header ??= value.value;
    } else if (key === "skip") options.skip ??= Number(value.text);
  }
  const sheet = items.find((candidate) => candidate.kind === "sheet")?.sheet;
  if (sheet && sheet.value !== "") options.sheet = sheet.value;
  return options;
}
