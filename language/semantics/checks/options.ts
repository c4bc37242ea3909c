import { diagnose, type Fix } from "../../diagnostics.ts";
import type { OptionNode } from "../../syntax/ast.ts";
import { nearest } from "../../syntax/near.ts";
import { keywordsAt } from "../../vocabulary.ts";
import { characterNamed, isRightOption, optionKind, optionMeant } from "../option-values.ts";
import type { Scope } from "../scope.ts";
import { writeString } from "../write.ts";
import { type CheckContext, replacing } from "./check.ts";

/** How a CSV file is written: known options with values of the right kind. */
export function options({ scope }: CheckContext): void {
  for (const { node } of scope.allSources)
    for (const item of node.items)
      if (item.kind === "options") for (const option of item.options) checkOption(option, scope);
}

function checkOption(option: OptionNode, scope: Scope): void {
  const kind = optionKind(option.key);
  if (!kind) {
    reportUnknown(option, scope);
    return;
  }
  const { value } = option;
  if (!value || isRightOption(option.key, value)) return;
  const fixes: Fix[] = [];
  const text = value.kind === "string" ? value.value.trim().toLowerCase() : "";
  if (kind === "boolean" && /^(?:true|false|yes|no)$/.test(text))
    fixes.push(replacing(value.span, String(text === "true" || text === "yes")));
  if (kind === "number" && /^\d+$/.test(text)) fixes.push(replacing(value.span, text));
  const character = kind === "character" ? characterNamed(text) : undefined;
  if (character !== undefined) fixes.push(replacing(value.span, writeString(character)));
  scope.report(diagnose("FNL4017", { option: option.key, wanted: kind }, value.span, { fixes }));
}

function reportUnknown(option: OptionNode, scope: Scope): void {
  const words = keywordsAt("options").map((keyword) => keyword.word);
  const suggestion = optionMeant(option.key) ?? nearest(option.key, words);
  const allowed = words.map((word) => `\`${word}\``).join(", ");
  const word = option.key;
  const args = suggestion === undefined ? { word, allowed } : { word, allowed, suggestion };
  const fixes = suggestion === undefined ? [] : [replacing(option.keySpan, suggestion)];
  scope.report(diagnose("FNL2018", args, option.keySpan, { fixes }));
}
