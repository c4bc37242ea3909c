import { type KeywordPlace, findKeyword } from "../../vocabulary.ts";
import { keywordDoc, keywordSnippet } from "../../vocabulary/docs.ts";
import { paragraphs } from "../markdown.ts";
import { wordsOf } from "../words.ts";
import type { Asked } from "./asked.ts";
import { fillHoles } from "./holes.ts";
import type { CompletionItem } from "./item.ts";

/** A word of the language, where it is one; none where only quoted text can be typed. */
export function keywordItem(
  asked: Asked,
  word: string,
  where: KeywordPlace,
  sortText: string,
): readonly CompletionItem[] {
  const { place, locale } = asked;
  const keyword = findKeyword(word, where);
  if (keyword === undefined || place.typed.quote !== "") return [];
  if (where === "unit" && !word.endsWith("s") && place.statement.at(-1)?.value !== "1") return [];
  const { available } = keyword;
  const snippet = keywordSnippet(keyword);
  const newText =
    snippet === undefined || goesOn(asked, snippet) ? word : fillHoles(asked, where, snippet);
  return [
    {
      label: word,
      kind: where === "unit" ? "unit" : where === "options" ? "option" : "keyword",
      documentation: paragraphs(
        keywordDoc(keyword, locale),
        available ? undefined : wordsOf(locale).unavailable,
      ),
      edit: { span: place.typed.span, newText },
      snippet: newText !== word,
      sortText,
    },
  ];
}

/** Whether what the snippet would add stands there already: `stages| {`, `spl| by device`. */
function goesOn({ place: { next, typed }, data }: Asked, snippet: string): boolean {
  if (next === undefined || next.value === "}") return false;
  if (next.value === "{") return snippet.includes("{\n");
  const between = data.text.slice(typed.span.end, next.startOffset);
  return typed.text !== "" && !/[\r\n]/.test(between);
}
