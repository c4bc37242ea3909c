import type { ColumnInfo, ColumnType, ColumnValues } from "../../semantics/catalog.ts";
import { locationOf } from "../../semantics/location.ts";
import type { SourceNode } from "../../syntax/ast.ts";
import { type KnownColumn, columnsOf, keysBelow, lookupsOf } from "../data.ts";
import { knownSources, sourcesInScope } from "../declared.ts";
import { describeColumn } from "../describe.ts";
import { mappingOf } from "../mapping.ts";
import { wordsOf } from "../words.ts";
import { type Asked, columnBefore, nameItem, ranks, sortText } from "./asked.ts";
import type { CompletionItem } from "./item.ts";

/** What a column is wanted for decides which come first. */
export type Purpose =
  | "any"
  | "actor"
  | "time"
  | "event"
  | "number"
  | "moment"
  | "array"
  | "join"
  | "group";

const noColumns: ReadonlySet<string> = new Set();

/** Those in scope, the likeliest first. */
export function rankedColumns(asked: Asked, purpose: Purpose): readonly KnownColumn[] {
  const columns = columnsOf(asked.data, sourcesInScope(asked.data, asked.offset));
  const special = purpose === "group" ? mappedColumns(asked) : noColumns;
  const ranked = columns.map((column) => ({ column, rank: misfit(column, purpose, special) }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ column }) => column);
}

export function columnItems(asked: Asked, purpose: Purpose = "any"): readonly CompletionItem[] {
  const scope = sourcesInScope(asked.data, asked.offset);
  const columns = columnsOf(asked.data, scope);
  const special =
    purpose === "join"
      ? joinedColumns(asked)
      : purpose === "group"
        ? mappedColumns(asked)
        : noColumns;
  const lookups = purpose === "any" || purpose === "group" ? lookupsOf(asked.data, scope) : [];
  return [
    ...columns.flatMap((column, index) =>
      columnItem(
        asked,
        column,
        sortText(ranks.column, index + 1000 * misfit(column, purpose, special)),
      ),
    ),
    ...lookups.flatMap(({ name }, index) =>
      name === undefined
        ? []
        : nameItem(asked, name.text, {
            kind: "source",
            detail: wordsOf(asked.locale).lookup,
            sortText: sortText(ranks.column, 9000 + index),
          }).map((item) => ({
            ...item,
            edit: { ...item.edit, newText: `${item.edit.newText}.` },
          })),
    ),
  ];
}

/** The columns of the lookup that is joined in this statement. */
export function lookupColumnItems(asked: Asked): readonly CompletionItem[] {
  return columnsOf(asked.data, joinedLookups(asked)).flatMap((column, index) =>
    columnItem(asked, column, sortText(ranks.column, index)),
  );
}

function joinedLookups(asked: Asked): readonly SourceNode[] {
  const name = asked.place.statement[1]?.value;
  return knownSources(asked.data).filter((source) => source.name?.text === name);
}

/** Who, when and what: nobody sets figures side by side for these. */
function mappedColumns(asked: Asked): ReadonlySet<string> {
  const mapped = sourcesInScope(asked.data, asked.offset).flatMap((source) => {
    const { actor = [], time = [], event } = mappingOf(asked.data, source);
    const paths = [...actor, time, typeof event === "string" ? [] : (event ?? [])];
    return paths.flatMap((path) => path[0] ?? []);
  });
  return new Set(mapped);
}

function joinedColumns(asked: Asked): ReadonlySet<string> {
  return new Set(columnsOf(asked.data, joinedLookups(asked)).map(({ name }) => name));
}

export function keyItems(asked: Asked): readonly CompletionItem[] {
  const path = columnBefore(asked.place.statement, asked.place.statement.length - 2);
  if (path === undefined) return [];
  const scope = sourcesInScope(asked.data, asked.offset);
  return keysBelow(asked.data, scope, path).flatMap((key, index) =>
    columnItem(asked, key, sortText(ranks.value, index)),
  );
}

function columnItem(
  asked: Asked,
  column: KnownColumn,
  sortText: string,
): readonly CompletionItem[] {
  const { types, computed, share, lacks } = wordsOf(asked.locale);
  const values = knownValues(asked, column);
  const missing = values && values.rows > 0 ? values.missing / values.rows : 0;
  const type = column.info === undefined ? computed : types[column.info.type];
  return nameItem(asked, column.name, {
    kind: "column",
    detail: missing > 0 ? `${type} · ${lacks(share(missing))}` : type,
    documentation: describeColumn(column, asked.locale, values),
    sortText,
  });
}

/** Only what is known already: a list of columns isn't worth reading all of them. */
function knownValues(
  { data }: Asked,
  { name, info, sources }: KnownColumn,
): ColumnValues | undefined {
  const [source] = sources;
  const location = source && locationOf(source);
  if (location === undefined || info === undefined) return undefined;
  return data.catalog.values(location, [name]);
}

const idLike =
  /(?:^|[_\W])(?:u?id|uuid|email|user|client|customer|visitor|lead|account|contact|deal)s?$|Id$|ID$|пользовател|клиент|посетител/i;
const eventLike = /event|action|activit|type|name|stage|status|событи|действи|этап|стади/i;
const timeLike = /time|date|^day$|month|_at$|^ts$|^at$|At$|когда|дата|время/i;

/** What has few values, as a rule. */
const groupTypes: ReadonlySet<ColumnType> = new Set(["text", "boolean"]);

/** 0: fits best; a higher number is listed later. */
function misfit(
  { name, info }: KnownColumn,
  purpose: Purpose,
  special: ReadonlySet<string>,
): number {
  const type = info?.type;
  const wants = (types: readonly ColumnType[], likely: RegExp | undefined): number => {
    const fits = type === undefined || types.includes(type);
    const named = likely === undefined || likely.test(name);
    return (fits ? 0 : 2) + (named ? 0 : 1);
  };
  switch (purpose) {
    case "any":
      return 0;
    case "join":
      return special.has(name) ? 0 : wants(["text", "number"], idLike) + 1;
    case "group":
      return (
        (type === undefined || groupTypes.has(type) ? 0 : 2) +
        (idLike.test(name) || special.has(name) ? 1 : 0)
      );
    case "actor":
      return wants(["text", "number"], idLike);
    case "event":
      return wants(["text"], eventLike);
    case "time":
      return type === "time" ? 0 : timeLike.test(name) ? 1 : 2;
    case "number":
      return wants(["number"], undefined);
    case "moment":
      return type === "time" ? 0 : type === "boolean" ? 1 : 2;
    case "array":
      return isNested(info) ? 0 : 1;
  }
}

function isNested(info: ColumnInfo | undefined): boolean {
  return info?.type === "json" || info?.type === "other";
}
