import type { ColumnType, ColumnValues } from "../semantics/catalog.ts";
import { type MappedPart, epochUnit, inferMapping } from "../semantics/infer-mapping.ts";
import { locationOf } from "../semantics/location.ts";
import { findPreset, presetColumn, presetItems } from "../semantics/presets/index.ts";
import type {
  ColumnNode,
  RowStagesItem,
  SourceItem,
  SourceNode,
  TotalsItem,
} from "../syntax/ast.ts";
import { type Data, type KnownValue, findColumn, sourceValues, tableOf, valuesOf } from "./data.ts";

/** Who, when and what in a source: as written, by its preset, or as it is inferred from its columns. */
export interface Mapping {
  readonly actor?: readonly (readonly string[])[];
  readonly time?: readonly string[];
  /** A column, or the one name of all rows. */
  readonly event?: readonly string[] | string;
  readonly stages?: RowStagesItem;
  readonly totals?: TotalsItem;
}

export function mappingOf(data: Data, source: SourceNode): Mapping {
  const table = tableOf(data, source);
  const columns = table?.kind === "table" ? table.columns : [];
  const preset = findPreset(source.shape?.text ?? "");
  const available = columns.map(({ name }) => name);
  const rename = (name: string): string =>
    preset === undefined ? name : (presetColumn(preset, name, available) ?? name);
  const written = readMapping(source.items, (name) => name);
  const given = preset === undefined ? {} : readMapping(presetItems(preset), rename);
  const known: Mapping = { ...given, ...written };
  const isEvents = (source.shape?.text ?? "events") === "events";
  if (!isEvents || preset !== undefined || columns.length === 0) return known;
  const missing = (["actor", "time", "event"] as const).filter((part) => known[part] === undefined);
  if (missing.length === 0) return known;
  return { ...inferred(data, source, missing, known), ...known };
}

/** The type that a column has in conditions: who and what are texts, whatever they look like in the file. */
export function typeInConditions(
  data: Data,
  sources: readonly SourceNode[],
  path: readonly string[],
): ColumnType | undefined {
  const type = findColumn(data, sources, path)?.info?.type;
  if (type !== "number") return type;
  const isSame = (other: readonly string[]): boolean => other.join("\0") === path.join("\0");
  const isName = sources.some((source) => {
    const { actor = [], event } = mappingOf(data, source);
    return actor.some(isSame) || (typeof event === "object" && isSame(event));
  });
  return isName ? "text" : type;
}

function readMapping(items: readonly SourceItem[], rename: (name: string) => string): Mapping {
  const path = (column: ColumnNode): readonly string[] =>
    column.path.map(({ text }, index) => (index === 0 ? rename(text) : text));
  const actor = items.find((item) => item.kind === "actor");
  const time = items.find((item) => item.kind === "time")?.column;
  const event = items.find((item) => item.kind === "event")?.value;
  const stages = items.find((item) => item.kind === "row-stages");
  const totals = items.find((item) => item.kind === "totals");
  return {
    ...(actor === undefined ? {} : { actor: actor.columns.map(path) }),
    ...(time === undefined ? {} : { time: path(time) }),
    ...(event === undefined ? {} : { event: event.kind === "string" ? event.value : path(event) }),
    ...(stages === undefined ? {} : { stages }),
    ...(totals === undefined ? {} : { totals }),
  };
}

function inferred(
  data: Data,
  source: SourceNode,
  missing: readonly MappedPart[],
  known: Mapping,
): Mapping {
  const table = tableOf(data, source);
  const location = locationOf(source);
  if (table?.kind !== "table" || location === undefined) return {};
  const taken = [...(known.actor ?? []), known.time ?? [], known.event ?? []].flatMap(
    (path) => path[0] ?? [],
  );
  const values = new Map<string, ColumnValues>();
  const infer = (): ReturnType<typeof inferMapping> =>
    inferMapping(table.columns, missing, taken, values);
  for (const column of infer().wanted) {
    const found = data.catalog.values(location, [column]);
    if (found === undefined) data.needs.push({ kind: "values", location, column: [column] });
    else values.set(column, found);
  }
  return Object.fromEntries(
    infer().found.map(({ part, column }) => [part, part === "actor" ? [[column]] : [column]]),
  );
}

/** The events of sources: the most frequent first, then those that the text names. */
export function eventsOf(data: Data, sources: readonly SourceNode[]): readonly KnownValue[] {
  return sources
    .flatMap((source) => eventsOfSource(data, source))
    .sort((a, b) => (b.count ?? -1) - (a.count ?? -1));
}

function eventsOfSource(data: Data, source: SourceNode): readonly KnownValue[] {
  const named = (names: readonly (string | undefined)[]): readonly KnownValue[] =>
    names.flatMap((value) =>
      value === undefined ? [] : [{ value, count: undefined, share: undefined, source }],
    );
  const { event, stages, totals } = mappingOf(data, source);
  if (stages !== undefined) return named(stages.stages.map((stage) => stage.event?.text));
  if (totals !== undefined) return named(totals.totals.map((total) => total.event?.text));
  if (typeof event === "string") return named([event]);
  return event === undefined ? [] : valuesOf(data, [source], event);
}

/** From the first to the last moment of some sources, as far as it is known: `2026-01-31T12:30:05`. */
export function timeRange(
  data: Data,
  sources: readonly SourceNode[],
): { readonly from: string; readonly to: string } | undefined {
  const moments = sources.flatMap((source) => {
    const { time } = mappingOf(data, source);
    const found = time === undefined ? [] : sourceValues(data, [source], time);
    return found.flatMap(({ values }) => momentsOf(values));
  });
  const ordered = moments.sort();
  const [from] = ordered;
  const to = ordered.at(-1);
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** The ends of a column of times; of one that the engine doesn't take for times, those that can be read. */
function momentsOf(values: ColumnValues): readonly string[] {
  const { min, max } = values;
  const ends = [min, max].flatMap((end) => (end === undefined ? [] : (isoOf(end) ?? [])));
  if (ends.length > 0) return ends;
  const unit = epochUnit(values);
  return values.values.flatMap(({ value }) => isoOf(value, unit) ?? []);
}

const perSecond: Readonly<Record<string, number>> = {
  epoch_s: 1,
  epoch_ms: 1e3,
  epoch_us: 1e6,
  epoch_ns: 1e9,
};

/** Undefined for what isn't a moment of the last hundred years or so: a `0000-00-00` stands for none. */
function isoOf(text: string, unit?: string): string | undefined {
  const iso = /^(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?=$|[ T])/.exec(text);
  if (iso !== null) return text.replace(" ", "T");
  const german = /^(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.((?:19|20)\d{2})(?=$|[ T])/.exec(text);
  if (german !== null) {
    const [whole, day = "", month = "", year = ""] = german;
    const rest = text.slice(whole.length).replace(" ", "T");
    return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}${rest}`;
  }
  const scale = perSecond[unit ?? ""];
  if (scale === undefined || !/^\d+$/.test(text)) return undefined;
  return new Date((Number(text) / scale) * 1000).toISOString().slice(0, 19);
}
