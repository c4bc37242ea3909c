import { diagnose, type Fix } from "../../diagnostics.ts";
import type { ModifierNode } from "../../syntax/ast.ts";
import { nearest } from "../../syntax/near.ts";
import type { Span } from "../../text.ts";
import { keywordsAt, type KeywordPlace } from "../../vocabulary.ts";
import type { Scope } from "../scope.ts";
import { type CheckContext, replacing } from "./check.ts";

/**
 * The words that some statements take: those of the language that this version can't run yet, and
 * those that mean nothing.
 */
export function knownWords({ scope, funnels }: CheckContext): void {
  for (const { node } of scope.allSources)
    if (node.shape) checkWord("shape", node.shape.text, node.shape.span, scope);
  for (const { node } of funnels) {
    for (const item of node.items) {
      switch (item.kind) {
        case "order":
          if (item.order) checkWord("order", item.order.value, item.order.span, scope);
          break;
        case "setting":
          if (item.value) checkWord(item.keyword, item.value.text, item.value.span, scope);
          break;
        case "window":
          if (item.value?.kind === "session")
            checkWord("window", "session", item.value.span, scope);
          if (item.unknown) checkWord("window", item.unknown.text, item.unknown.span, scope);
          break;
        case "split":
          if (item.at && item.at.text !== "entry")
            scope.report(diagnose("FNL1025", { keyword: `at ${item.at.text}` }, item.at.span));
          break;
        case "expect":
        case "expect-trend":
          if (item.unknownOtherwise)
            reportUnknown(
              item.unknownOtherwise.text,
              item.unknownOtherwise.span,
              ["fail", "warn"],
              scope,
            );
          break;
        case "stage":
          for (const modifier of item.modifiers)
            if (modifier.kind !== "within") reportModifier(modifier, scope);
          break;
        case "during":
        case "where":
        case "segment-use":
        case "actor":
        case "same":
        case "exit":
        case "without":
        case "compare":
        case "trend":
        case "note":
        case "measure":
          break;
      }
    }
  }
}

function reportModifier(modifier: ModifierNode, scope: Scope): void {
  const keyword = modifier.kind === "after" ? "after" : "at least";
  const { start } = modifier.span;
  scope.report(diagnose("FNL1025", { keyword }, { start, end: start + keyword.length }));
}

/** Presets are words too, though none is known yet: they are told from misspelt shapes by their length. */
function checkWord(place: KeywordPlace, word: string, span: Span, scope: Scope): void {
  const known = keywordsAt(place).find((keyword) => keyword.word === word);
  if (known?.available) return;
  const isPreset = place === "shape" && word.includes("_");
  if (known || isPreset) {
    const keyword =
      place === "shape" ? `as ${word}` : place === "window" ? `window ${word}` : `${place} ${word}`;
    scope.report(diagnose("FNL1025", { keyword }, span));
    return;
  }
  const words = keywordsAt(place)
    .filter((keyword) => keyword.available)
    .map((keyword) => keyword.word);
  reportUnknown(
    word,
    span,
    words,
    scope,
    keywordsAt(place).map((keyword) => keyword.word),
  );
}

function reportUnknown(
  word: string,
  span: Span,
  words: readonly string[],
  scope: Scope,
  candidates: readonly string[] = words,
): void {
  const suggestion = nearest(word, candidates);
  const only = words.length === 1 ? words[0] : undefined;
  const meant = suggestion ?? only;
  const fixes: Fix[] = meant === undefined ? [] : [replacing(span, meant)];
  const allowed = words.map((allowedWord) => `\`${allowedWord}\``).join(", ");
  const args = suggestion === undefined ? { word, allowed } : { word, allowed, suggestion };
  scope.report(diagnose("FNL2018", args, span, { fixes }));
}
