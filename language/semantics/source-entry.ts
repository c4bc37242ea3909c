import type { JoinItem, LetItem, NameNode, SourceItem, SourceNode } from "../syntax/ast.ts";
import type { Span } from "../text.ts";
import type { Catalog, ColumnInfo, ColumnValues, Need, TableLocation } from "./catalog.ts";
import { elementColumns } from "./each.ts";
import { isHeaderless } from "./headerless.ts";
import { type InferredPart, inferMapping, type MappedPart } from "./infer-mapping.ts";
import { columnAt, plantItem } from "./planted.ts";
import { findPreset, type Preset, presetColumn, presetItems } from "./presets/index.ts";
import type { InferredItem, SourceEntry } from "./scope.ts";
import { findShape, itemWord, type NeededItem, shapeRules, type SourceShape } from "./shapes.ts";
import { writeName, writeString } from "./write.ts";

/** What an entry is made from besides the source's own text. */
export interface EntryContext {
  readonly catalog: Catalog;
  need(wanted: Need): void;
}

/** A source with the statements that count: what it says itself, then its preset, then its columns' names. */
export function sourceEntry(
  node: SourceNode,
  name: NameNode,
  location: TableLocation | undefined,
  context: EntryContext,
): SourceEntry {
  const table = location && tableAt(location, context);
  const preset = node.shape && findPreset(node.shape.text);
  const shape = preset?.shape ?? (node.shape && findShape(node.shape.text)) ?? "events";
  const place = node.shape?.span ?? name.span;
  const fromPreset = preset ? plantPreset(preset, node, place, table) : { items: [], lacking: [] };
  const own = [...node.items, ...fromPreset.items];
  const mapping =
    table && location && !preset && mayInfer(node) && !isHeaderless(location, table)
      ? inferItems(own, shape, name.span, table, location, context)
      : { items: [], inferred: [] };
  const items = [...own, ...mapping.items];
  const lets = new Map<string, LetItem>();
  const joins = new Map<string, JoinItem>();
  for (const item of items) {
    if (item.kind === "let" && item.name && !lets.has(item.name.text))
      lets.set(item.name.text, item);
    if (item.kind === "join" && item.lookup && !joins.has(item.lookup.text))
      joins.set(item.lookup.text, item);
  }
  const each = items.find((item) => item.kind === "each")?.column;
  const missing = missingItems(items, shape);
  return {
    node,
    name: name.text,
    nameNode: name,
    location,
    shape,
    preset,
    items,
    added: [...fromPreset.items, ...mapping.items],
    lacking: fromPreset.lacking,
    inferred: mapping.inferred.map((part) => inferredItem(part, node, name)),
    missing,
    isUndecided: missing.length > 0 && mayInfer(node) && isAwaited(mapping, location, table),
    actor: items.find((item) => item.kind === "actor"),
    time: items.find((item) => item.kind === "time"),
    event: items.find((item) => item.kind === "event"),
    lets,
    joins,
    columns: table && each ? elementColumns(table, each) : table,
  };
}

function tableAt(
  location: TableLocation,
  context: EntryContext,
): readonly ColumnInfo[] | undefined {
  const table = context.catalog.table(location);
  if (table === undefined) context.need({ kind: "table", location });
  return table?.kind === "table" ? table.columns : undefined;
}

/** The preset's statements that the block doesn't have itself, with the columns as they are called here. */
function plantPreset(
  preset: Preset,
  node: SourceNode,
  place: Span,
  table: readonly ColumnInfo[] | undefined,
): { readonly items: readonly SourceItem[]; readonly lacking: readonly string[] } {
  const available = table?.map((column) => column.name);
  const lacking = new Set<string>();
  const rename = (column: string): string => {
    const found = available && presetColumn(preset, column, available);
    if (available && found === undefined) lacking.add(column);
    return found ?? column;
  };
  const written = new Set(node.items.map(itemWord));
  const items = presetItems(preset)
    // A condition of the preset is part of what its rows are, whatever else is asked of them.
    .filter((item) => item.kind === "where" || item.kind === "let" || !written.has(itemWord(item)))
    .map((item) => plantItem(item, place, rename));
  return { items, lacking: [...lacking] };
}

/** An unknown word after `as` may be anything. */
function mayInfer(node: SourceNode): boolean {
  const word = node.shape?.text;
  return word === undefined || findShape(word) !== undefined;
}

interface Mapping {
  readonly items: readonly SourceItem[];
  readonly inferred: readonly InferredPart[];
  /** Values that would decide and aren't known yet. */
  readonly isOpen?: boolean;
}

function inferItems(
  items: readonly SourceItem[],
  shape: SourceShape,
  place: Span,
  table: readonly ColumnInfo[],
  location: TableLocation,
  context: EntryContext,
): Mapping {
  const parts = missingItems(items, shape).filter((item) => isMapped(item));
  if (parts.length === 0) return { items: [], inferred: [] };
  const taken = items.flatMap((item) => {
    if (item.kind === "actor") return item.columns.map((column) => column.path[0]?.text ?? "");
    if (item.kind === "time") return [item.column?.path[0]?.text ?? ""];
    return item.kind === "event" && item.value?.kind === "column"
      ? [item.value.path[0]?.text ?? ""]
      : [];
  });
  const values = new Map<string, ColumnValues>();
  let isOpen = false;
  for (const name of inferMapping(table, parts, taken, values).wanted) {
    const known = context.catalog.values(location, [name]);
    if (known) values.set(name, known);
    else {
      context.need({ kind: "values", location, column: [name] });
      isOpen = true;
    }
  }
  const inferred = inferMapping(table, parts, taken, values).found;
  return { items: inferred.map((part) => partItem(part, place)), inferred, isOpen };
}

function isMapped(item: NeededItem): item is MappedPart {
  return item === "actor" || item === "time" || item === "event";
}

function isAwaited(
  mapping: Mapping,
  location: TableLocation | undefined,
  table: readonly ColumnInfo[] | undefined,
): boolean {
  return mapping.isOpen === true || (location !== undefined && table === undefined);
}

function partItem({ part, column, format }: InferredPart, place: Span): SourceItem {
  const node = columnAt([column], place);
  switch (part) {
    case "actor":
      return { kind: "actor", span: place, row: false, columns: [node] };
    case "time":
      return {
        kind: "time",
        span: place,
        column: node,
        ...(format !== undefined && {
          format: { kind: "string" as const, span: place, value: format },
        }),
      };
    case "event":
      return { kind: "event", span: place, value: node };
  }
}

function inferredItem(part: InferredPart, node: SourceNode, name: NameNode): InferredItem {
  return {
    source: name.text,
    span: name.span,
    at: node.block
      ? node.block.start + 1
      : (node.shape?.span.end ?? node.location?.span.end ?? node.span.end),
    text: partText(part),
    reason: part.reason,
  };
}

/** The statement that says the same. */
export function partText({ part, column, format }: InferredPart): string {
  const suffix = format === undefined ? "" : ` format ${writeString(format)}`;
  return `${part} ${writeName(column)}${suffix}`;
}

/** What the shape needs and no statement says. */
export function missingItems(
  items: readonly SourceItem[],
  shape: SourceShape,
): readonly NeededItem[] {
  const words = new Set(items.map(itemWord));
  return shapeRules[shape].needs.filter((item) => !words.has(item));
}
