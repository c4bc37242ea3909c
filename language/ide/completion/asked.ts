import type { Locale } from "../../messages/index.ts";
import { writeName, writeString } from "../../semantics/write.ts";
import type { Token } from "../../syntax/tokens.ts";
import type { Data } from "../data.ts";
import { isName } from "../expected.ts";
import { quote, writeEvent } from "../names.ts";
import type { Place, Typed } from "../place.ts";
import type { CompletionItem } from "./item.ts";

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
  rare: 9,
};

/** Numbers of equal length, since editors sort by text. */
export function sortText(rank: number, index: number): string {
  return `${rank}${String(index).padStart(5, "0")}`;
}

type Rest = Omit<CompletionItem, "label" | "edit" | "snippet" | "filterText">;

/** A name or text as it goes into what is typed already: within its quotes, or with those it needs. */
function written(
  typed: Typed,
  label: string,
  write: (name: string) => string,
  allowed: string,
  rest: Rest,
): readonly CompletionItem[] {
  const base = { label, snippet: false, ...rest };
  if (typed.quote === "") return [{ ...base, edit: { span: typed.span, newText: write(label) } }];
  if (!allowed.includes(typed.quote)) return [];
  const newText = quote(label, typed.quote);
  return [{ ...base, edit: { span: typed.span, newText }, filterText: newText }];
}

export function nameItem(asked: Asked, name: string, rest: Rest): readonly CompletionItem[] {
  return written(asked.place.typed, name, writeName, "`", rest);
}

export function eventItem(asked: Asked, name: string, rest: Rest): readonly CompletionItem[] {
  return written(asked.place.typed, name, writeEvent, "\"'`", rest);
}

export function textItem(asked: Asked, text: string, rest: Rest): readonly CompletionItem[] {
  return written(asked.place.typed, text, writeString, "\"'", rest);
}

export function textItems(asked: Asked, texts: readonly string[]): readonly CompletionItem[] {
  return texts.flatMap((text, index) =>
    textItem(asked, text, { kind: "value", sortText: sortText(ranks.value, index) }),
  );
}

/** Numbers, dates and marks: what is neither a name nor in quotes. */
export function plainItem(
  asked: Asked,
  text: string,
  rest: Rest & Pick<CompletionItem, "filterText">,
): readonly CompletionItem[] {
  if (asked.place.typed.quote !== "") return [];
  return [
    { label: text, edit: { span: asked.place.typed.span, newText: text }, snippet: false, ...rest },
  ];
}

export function plainItems(
  asked: Asked,
  texts: readonly string[],
  kind: CompletionItem["kind"] = "unit",
): readonly CompletionItem[] {
  return texts.flatMap((text, index) =>
    plainItem(asked, text, { kind, sortText: sortText(ranks.value, index) }),
  );
}

/** A text with `${1:placeholders}`. */
export function snippetItem(
  asked: Asked,
  label: string,
  newText: string,
  rest: Omit<Rest, "kind"> & Pick<CompletionItem, "filterText">,
): readonly CompletionItem[] {
  if (asked.place.typed.quote !== "") return [];
  const edit = { span: asked.place.typed.span, newText };
  return [{ label, kind: "snippet", edit, snippet: true, ...rest }];
}

/** Characters with a meaning in a snippet's placeholders and choices. */
export function escapeSnippet(text: string): string {
  return text.replace(/[\\$},|]/g, String.raw`\$&`);
}

const mostChoices = 20;

/** A place in a snippet with values to choose from; without any, with a word in it. */
export function choice(field: number, values: readonly string[], word: string): string {
  const listed = values.slice(0, mostChoices).map(escapeSnippet);
  return listed.length === 0
    ? `\${${field}:${escapeSnippet(word)}}`
    : listed.length === 1
      ? `\${${field}:${listed.join("")}}`
      : `\${${field}|${listed.join(",")}|}`;
}

/** The column, with the keys below it, that ends with the token at an index. */
export function columnBefore(
  tokens: readonly Token[],
  last: number,
): readonly string[] | undefined {
  const path: string[] = [];
  for (let at = last; ; at -= 2) {
    const token = tokens[at];
    if (token === undefined || !isName(token)) return undefined;
    path.unshift(token.value);
    if (tokens[at - 1]?.value !== ".") return path;
  }
}
