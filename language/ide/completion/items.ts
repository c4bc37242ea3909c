import type { Expected } from "../expected.ts";
import { type Asked, plainItem, ranks, sortText } from "./asked.ts";
import type { CompletionItem } from "./item.ts";
import { keywordItem } from "./keywords.ts";
import { operatorItems } from "./operators.ts";
import { slotItems } from "./slots.ts";

/** Everything that may come next in the statement of the cursor. */
export function itemsFor(asked: Asked): readonly CompletionItem[] {
  return asked.place.expected.flatMap((expected, index) => itemsOf(asked, expected, index));
}

function itemsOf(asked: Asked, expected: Expected, index: number): readonly CompletionItem[] {
  switch (expected.kind) {
    case "slot":
      return slotItems(asked, expected.slot);
    case "keyword": {
      const { word, place } = expected;
      return place === "expression"
        ? operatorItems(asked, word)
        : keywordItem(asked, word, place, sortText(ranks.keyword, index));
    }
    case "sign":
      return signItems(asked, expected.text, index);
  }
}

/** Signs that stand between operands belong to conditions and figures; the others to their statement. */
function signItems(asked: Asked, sign: string, index: number): readonly CompletionItem[] {
  if (asked.place.next?.value === sign) return [];
  const isFigure = asked.place.expected.some(
    (other) => other.kind === "keyword" && other.place === "expression",
  );
  if (isFigure) return operatorItems(asked, sign);
  return plainItem(asked, sign, { kind: "operator", sortText: sortText(ranks.keyword, index) });
}
