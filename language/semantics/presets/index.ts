import type { SourceItem } from "../../syntax/ast.ts";
import { parseText } from "../../syntax/parse.ts";
import type { Preset } from "./preset.ts";
import { salesforceLeads, salesforceOpportunityHistory } from "./salesforce.ts";

export type { Preset } from "./preset.ts";

/** The mappings that can be named after `as`, in the order in which they are offered. */
export const presets: readonly Preset[] = [salesforceOpportunityHistory, salesforceLeads];

export function findPreset(name: string): Preset | undefined {
  return presets.find((preset) => preset.name === name);
}

/** The one whose columns a table has, all of them. */
export function presetOf(columns: readonly string[]): Preset | undefined {
  return presets.find((preset) =>
    Object.keys(preset.labels).every((name) => presetColumn(preset, name, columns) !== undefined),
  );
}

/** The statements of a preset. Their places are those of a text of its own, so they mean nothing. */
export function presetItems(preset: Preset): readonly SourceItem[] {
  const known = parsed.get(preset);
  if (known) return known;
  const { tree } = parseText(`source s from "f" {\n${preset.items.join("\n")}\n}`);
  const [source] = tree.declarations;
  const items = source?.kind === "source" ? source.items : [];
  parsed.set(preset, items);
  return items;
}

const parsed = new WeakMap<Preset, readonly SourceItem[]>();

/** Names as exports vary them: without case, spaces and punctuation. */
export function foldLabel(name: string): string {
  return name
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, "");
}

/** The column of a table that a preset's column is there; its own name first, then its labels. */
export function presetColumn(
  preset: Preset,
  column: string,
  available: readonly string[],
): string | undefined {
  for (const name of [column, ...(preset.labels[column] ?? [])]) {
    const wanted = foldLabel(name);
    const found =
      available.find((candidate) => candidate === name) ??
      available.find((candidate) => foldLabel(candidate) === wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}
