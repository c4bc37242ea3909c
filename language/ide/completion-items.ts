import { writeName, writeString } from "../semantics/write.ts";
import type { Locale } from "../messages/index.ts";
import type { Token } from "../syntax/tokens.ts";
import { type KeywordPlace, findKeyword } from "../vocabulary.ts";
import type { CompletionItem } from "./completion-item.ts";
import {
  type Data,
  type KnownValue,
  columnsOf,
  eventsOf,
  findColumn,
  keysBelow,
  sourcesInScope,
  valuesOf,
} from "./data.ts";
import { describeColumn, describeStage } from "./describe.ts";
import { type Slot, isName } from "./expected.ts";
import { type FunctionDoc, figures, functions } from "./functions.ts";
import { code, paragraphs } from "./markdown.ts";
import { quote, writeEvent } from "./names.ts";
import type { Place, Typed } from "./place.ts";
import { declarationAt, sourcesOf, stagesOf } from "./tree.ts";
import { wordsOf } from "./words.ts";

/** Everything that the answer to one request is made from. */
export interface Asked {
  readonly place: Place;
  readonly offset: number;
  readonly locale: Locale;
  readonly data: Data;
}

/** What is listed first: a lower number, then the order of the items. */
export const ranks = {
  value: 1,
  name: 2,
  column: 3,
  missing: 4,
  start: 5,
  function: 6,
  keyword: 7,
  operator: 8,
};

/** Numbers of equal length, since editors sort by text. */
export function sortText(rank: number, index: number): string {
  return `${rank}${String(index).padStart(5, "0")}`;
}

export function itemsFor(asked: Asked): readonly CompletionItem[] {
  return asked.place.expected.flatMap((expected, index) => {
    if (expected.kind === "slot") return slotItems(asked, expected.slot);
    if (asked.place.typed.quote !== "") return [];
    const rank = expected.place === "expression" ? ranks.operator : ranks.keyword;
    const item = keywordItem(asked, expected.word, expected.place, sortText(rank, index));
    return item === undefined ? [] : [item];
  });
}

export function keywordItem(
  { place, locale }: Asked,
  word: string,
  where: KeywordPlace,
  sort: string,
): CompletionItem | undefined {
  const keyword = findKeyword(word, where);
  if (keyword === undefined || !keyword.available) return undefined;
  const plural = where === "unit" && !word.endsWith("s");
  if (plural && !isOne(place.statement.at(-1))) return undefined;
  return {
    label: word,
    kind: where === "unit" ? "unit" : where === "options" ? "option" : "keyword",
    documentation: keyword.doc[locale],
    edit: { span: place.typed.span, newText: keyword.snippet ?? word },
    snippet: keyword.snippet !== undefined,
    sortText: sort,
  };
}

/** `1 day`, but `14 days`. */
function isOne(token: Token | undefined): boolean {
  return token?.value === "1";
}

function slotItems(asked: Asked, slot: Slot): readonly CompletionItem[] {
  switch (slot) {
    case "source":
      return sourceItems(asked);
    case "segment":
      return segmentItems(asked);
    case "stage":
      return stageItems(asked);
    case "event":
      return eventItems(asked);
    case "column":
      return columnItems(asked);
    case "key":
      return keyItems(asked);
    case "value":
      return valueItems(asked);
    case "function":
      return functionItems(asked, functions, wordsOf(asked.locale).function);
    case "figure":
      return functionItems(asked, figures, wordsOf(asked.locale).figure);
    case "encoding":
      return textItems(asked, ["utf-8", "windows-1251", "koi8-r", "ibm866", "latin-1", "utf-16"]);
    case "timezone":
      return textItems(asked, ["UTC", ...Intl.supportedValuesOf("timeZone")]);
    case "time-format":
      return textItems(asked, [
        "epoch_s",
        "epoch_ms",
        "epoch_us",
        "epoch_ns",
        "%Y-%m-%d %H:%M:%S",
        "%d.%m.%Y %H:%M",
        "%m/%d/%Y %I:%M %p",
      ]);
    case "duration":
      return plainItems(asked, ["1 hour", "1 day", "7 days", "14 days", "30 days"]);
    case "new-name":
    case "number":
    case "date":
    case "string":
      return [];
  }
}

type Written = Pick<CompletionItem, "label" | "edit" | "snippet"> & {
  readonly filterText?: string;
};

/** A name or text as it goes into what is typed already: within its quotes, or with those it needs. */
function written(
  typed: Typed,
  label: string,
  write: (name: string) => string,
  allowed: string,
): Written | undefined {
  if (typed.quote === "") {
    return { label, edit: { span: typed.span, newText: write(label) }, snippet: false };
  }
  if (!allowed.includes(typed.quote)) return undefined;
  const newText = quote(label, typed.quote);
  return { label, edit: { span: typed.span, newText }, snippet: false, filterText: newText };
}

function nameItem(
  { place }: Asked,
  name: string,
  rest: Omit<CompletionItem, "label" | "edit" | "snippet" | "filterText">,
): CompletionItem[] {
  const name_ = written(place.typed, name, writeName, "`");
  return name_ === undefined ? [] : [{ ...name_, ...rest }];
}

function sourceItems(asked: Asked): readonly CompletionItem[] {
  const { tree } = asked.data;
  const inHeader = asked.place.statement[0]?.image === "funnel";
  const listed = new Set(asked.place.statement.slice(2).map((token) => token.value));
  const scope = inHeader ? sourcesOf(tree) : sourcesInScope(tree, asked.offset);
  // Before an event a source is only worth its dot where there are several.
  if (!inHeader && (scope.length < 2 || afterDot(asked))) return [];
  return scope.flatMap(({ name, location }, index) => {
    if (name === undefined || (inHeader && listed.has(name.text))) return [];
    return nameItem(asked, name.text, {
      kind: "source",
      detail: wordsOf(asked.locale).source,
      ...(location === undefined ? {} : { documentation: code(location.value) }),
      sortText: sortText(ranks.name, index),
    });
  });
}

function segmentItems(asked: Asked): readonly CompletionItem[] {
  return asked.data.tree.declarations.flatMap((declaration, index) =>
    declaration.kind !== "segment" || declaration.name === undefined
      ? []
      : nameItem(asked, declaration.name.text, {
          kind: "segment",
          detail: wordsOf(asked.locale).segment,
          ...(declaration.doc === undefined ? {} : { documentation: declaration.doc }),
          sortText: sortText(ranks.name, index),
        }),
  );
}

function stageItems(asked: Asked): readonly CompletionItem[] {
  const { tree } = asked.data;
  const funnel = declarationAt(tree, asked.offset);
  if (funnel?.kind !== "funnel") return [];
  const stages = stagesOf(funnel);
  // Behind an arrow only the later ones make sense.
  const from =
    asked.place.statement.at(-1)?.value === "->" ? asked.place.statement.at(-2)?.value : undefined;
  const after = stages.findIndex((stage) => stage.name?.text === from);
  return stages.slice(after + 1).flatMap((stage, index) =>
    stage.name === undefined
      ? []
      : nameItem(asked, stage.name.text, {
          kind: "stage",
          detail: stage.label?.value ?? wordsOf(asked.locale).stage,
          documentation: describeStage(stage, funnel, asked.locale),
          sortText: sortText(ranks.name, index),
        }),
  );
}

function afterDot(asked: Asked): boolean {
  return asked.place.statement.at(-1)?.value === ".";
}

function eventItems(asked: Asked): readonly CompletionItem[] {
  const { statement, typed } = asked.place;
  const scope = sourcesInScope(asked.data.tree, asked.offset);
  const qualifier = afterDot(asked) ? statement.at(-2)?.value : undefined;
  const sources =
    qualifier === undefined ? scope : scope.filter((source) => source.name?.text === qualifier);
  return eventsOf(asked.data, sources).flatMap((event, index) => {
    const name = written(typed, event.value, writeEvent, "\"'`");
    return name === undefined ? [] : [{ ...name, ...valueDetails(asked, event, "event", index) }];
  });
}

function valueItems(asked: Asked): readonly CompletionItem[] {
  const path = comparedColumn(asked.place.statement);
  if (path === undefined) return [];
  const scope = sourcesInScope(asked.data.tree, asked.offset);
  if (path.length === 1 && isTruth(asked, path[0] ?? "")) return truthItems(asked);
  return valuesOf(asked.data, scope, path).flatMap((value, index) => {
    const text = written(asked.place.typed, value.value, writeString, "\"'");
    return text === undefined ? [] : [{ ...text, ...valueDetails(asked, value, "value", index) }];
  });
}

function isTruth({ data, offset }: Asked, name: string): boolean {
  return findColumn(data, sourcesInScope(data.tree, offset), name)?.info?.type === "boolean";
}

function truthItems(asked: Asked): readonly CompletionItem[] {
  return ["true", "false"].flatMap((word, index) => {
    const item = keywordItem(asked, word, "expression", sortText(ranks.value, index));
    return item === undefined || asked.place.typed.quote !== "" ? [] : [item];
  });
}

function valueDetails(
  { locale, data }: Asked,
  value: KnownValue,
  kind: "event" | "value",
  index: number,
): Pick<CompletionItem, "kind" | "detail" | "documentation" | "sortText"> {
  const words = wordsOf(locale);
  const several = sourcesOf(data.tree).length > 1 && value.source.name !== undefined;
  const share = value.share === undefined ? undefined : words.share(value.share);
  return {
    kind,
    detail: value.count === undefined ? words[kind] : words.rows(value.count),
    documentation: paragraphs(
      [code(value.value), share].filter((part) => part !== undefined).join(" · "),
      several ? `${words.source} ${code(value.source.name?.text ?? "")}` : undefined,
    ),
    sortText: sortText(ranks.value, index),
  };
}

function columnItems(asked: Asked): readonly CompletionItem[] {
  const scope = sourcesInScope(asked.data.tree, asked.offset);
  const { types, computed } = wordsOf(asked.locale);
  return columnsOf(asked.data, scope).flatMap((column, index) =>
    nameItem(asked, column.name, {
      kind: "column",
      detail: column.info === undefined ? computed : types[column.info.type],
      documentation: describeColumn(column, asked.locale),
      sortText: sortText(ranks.column, index),
    }),
  );
}

function keyItems(asked: Asked): readonly CompletionItem[] {
  const path = columnBefore(asked.place.statement, asked.place.statement.length - 2);
  if (path === undefined) return [];
  const scope = sourcesInScope(asked.data.tree, asked.offset);
  return keysBelow(asked.data, scope, path).flatMap((key, index) =>
    nameItem(asked, key.name, {
      kind: "column",
      detail: wordsOf(asked.locale).types[key.type],
      documentation: describeColumn({ name: key.name, info: key, sources: [] }, asked.locale),
      sortText: sortText(ranks.value, index),
    }),
  );
}

function functionItems(
  { place, locale }: Asked,
  docs: readonly FunctionDoc[],
  detail: string,
): readonly CompletionItem[] {
  if (place.typed.quote !== "") return [];
  return docs.map(({ name, signature, doc, snippet }, index) => ({
    label: name,
    kind: "function",
    detail,
    documentation: paragraphs(code(signature), doc(locale)),
    edit: { span: place.typed.span, newText: snippet },
    snippet: true,
    sortText: sortText(ranks.function, index),
  }));
}

function textItems(asked: Asked, texts: readonly string[]): readonly CompletionItem[] {
  return texts.flatMap((text, index) => {
    const item = written(asked.place.typed, text, writeString, "\"'");
    return item === undefined
      ? []
      : [{ ...item, kind: "value" as const, sortText: sortText(ranks.value, index) }];
  });
}

function plainItems({ place }: Asked, texts: readonly string[]): readonly CompletionItem[] {
  if (place.typed.quote !== "") return [];
  return texts.map((text, index) => ({
    label: text,
    kind: "unit",
    edit: { span: place.typed.span, newText: text },
    snippet: false,
    sortText: sortText(ranks.value, index),
  }));
}

/** The column whose values belong at the end of these tokens: `device =`, `device in ("ios",`. */
export function comparedColumn(tokens: readonly Token[]): readonly string[] | undefined {
  let at = tokens.length - 1;
  const value = (index: number): string | undefined => tokens[index]?.value;
  if (value(at) === "(" || value(at) === ",") {
    while (at >= 0 && value(at) !== "(") at--;
    at--;
    if (value(at) !== "in") return undefined;
    at--;
  } else if (value(at) === "with" || value(at) === "contains" || value(at) === "between") {
    at -= value(at) === "with" ? 2 : 1;
  } else if (/^(?:=|!=|<|<=|>|>=)$/.test(value(at) ?? "")) {
    at--;
  } else {
    return undefined;
  }
  if (value(at) === "not") at--;
  return columnBefore(tokens, at);
}

/** The column that ends with the token at an index. */
function columnBefore(tokens: readonly Token[], last: number): readonly string[] | undefined {
  const path: string[] = [];
  for (let at = last; ; at -= 2) {
    const token = tokens[at];
    if (token === undefined || !isName(token)) return undefined;
    path.unshift(token.value);
    if (tokens[at - 1]?.value !== ".") return path;
  }
}
