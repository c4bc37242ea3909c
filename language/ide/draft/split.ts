import type { ColumnValues, TableLocation } from "../../semantics/catalog.ts";
import { isIdName } from "../../semantics/id-name.ts";
import { locationOf } from "../../semantics/location.ts";
import { writeName } from "../../semantics/write.ts";
import type { SourceNode } from "../../syntax/ast.ts";
import { type Data, columnsOf } from "../data.ts";
import { mappingOf } from "../mapping.ts";
import { visit } from "../tree.ts";

/** Columns whose values are looked at. */
const mostLookedAt = 6;
const fewestValues = 2;
/** Beyond so many, a split shows the largest and the rest. */
const mostValues = 8;
const mostListed = 50;
const shown = 5;
/** Of the rows that decide, at most this part may have no value. */
const mostMissing = 0.1;

/** What people are told apart by, the likeliest to matter first. */
const tellingNames: readonly RegExp[] = [
  /variant|variation|ab_?(?:test|group)|experiment|arm$|bucket|вариант|группа/i,
  /channel|source|medium|campaign|referr|канал|источник|кампан/i,
  /device|platform|^os$|browser|устройств|платформ/i,
  /segment|plan|tier|contract|product|category|type$|class$|сегмент|тариф|договор|продукт|категори/i,
  /country|region|city|market|office|sector|gender|страна|регион|город|отрасл|пол$/i,
];

/**
 * What to split a funnel by, as written behind the keyword, the likeliest first: columns of few values
 * that nearly every row of its first event has. Empty where there is none, or it isn't known yet.
 */
export function draftSplits(data: Data, source: SourceNode, first: string): readonly string[] {
  const location = locationOf(source);
  if (location === undefined) return [];
  const mapped = mappedColumns(data, source);
  const candidates = columnsOf(data, [source])
    .filter(({ name, info }) => {
      const isWord = info?.type === "text" || info?.type === "boolean";
      return isWord && !mapped.has(name) && !isIdName(name);
    })
    .map(({ name }) => name)
    .sort((a, b) => rankOf(a) - rankOf(b));
  return candidates.slice(0, mostLookedAt).flatMap((name) => {
    const values = data.catalog.values(location, [name]);
    if (values === undefined) data.needs.push({ kind: "values", location, column: [name] });
    if (values === undefined || !tellsApart(values)) return [];
    if (!isFilled(data, location, source, name, values, first)) return [];
    const column = writeName(name);
    return [values.values.length <= mostValues ? column : `${column} top ${shown}`];
  });
}

function rankOf(name: string): number {
  const rank = tellingNames.findIndex((pattern) => pattern.test(name));
  return rank < 0 ? tellingNames.length : rank;
}

function tellsApart({ values, complete }: ColumnValues): boolean {
  return complete && values.length >= fewestValues && values.length <= mostListed;
}

/** On the rows of the first event, where rows are events; else on all. */
function isFilled(
  data: Data,
  location: TableLocation,
  source: SourceNode,
  name: string,
  { rows, missing }: ColumnValues,
  first: string,
): boolean {
  if (missing <= rows * mostMissing) return true;
  const { event } = mappingOf(data, source);
  if (event === undefined || typeof event === "string") return false;
  const filled = data.catalog.filled(location, [name], event);
  if (filled === undefined) {
    data.needs.push({ kind: "filled", location, column: [name], by: event });
    return false;
  }
  const of = filled.find(({ value }) => value === first);
  return of !== undefined && of.rows - of.filled <= of.rows * mostMissing;
}

/** Who, when, what, and whatever else the source is made of. */
function mappedColumns(data: Data, source: SourceNode): ReadonlySet<string> {
  const { actor = [], time = [], event } = mappingOf(data, source);
  const paths = [...actor, time, typeof event === "object" ? event : []];
  const mapped = new Set(paths.flatMap((path) => path[0] ?? []));
  visit(source, (node) => {
    if (node.kind === "column") mapped.add(node.path[0]?.text ?? "");
  });
  return mapped;
}
