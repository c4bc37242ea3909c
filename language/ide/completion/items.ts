import { findKeyword } from "../../vocabulary.ts";
import { keywordSnippet } from "../../vocabulary/docs.ts";
import type { Expected } from "../expected.ts";
import { wordsOf } from "../words.ts";
import { type Asked, plainItem, ranks, sortText } from "./asked.ts";
import { unitOfLimit } from "./figures.ts";
import type { CompletionItem } from "./item.ts";
import { keywordItem } from "./keywords.ts";
import { operatorItems } from "./operators.ts";
import { slotItems } from "./slots.ts";

/** Everything that may come next in the statement of the cursor. */
export function itemsFor(asked: Asked): readonly CompletionItem[] {
  const { expected } = asked.place;
  const some = startsAfresh(asked) ? expected.filter((one) => mayGoOn(one, asked)) : expected;
  return some.flatMap((one, index) => itemsOf(asked, one, index));
}

/** On a new line a statement is more likely than the rest of a condition, but in its parentheses. */
function startsAfresh({ place: { starts, statement } }: Asked): boolean {
  if (starts === undefined || statement.length === 0) return false;
  const count = (mark: string): number => statement.filter(({ value }) => value === mark).length;
  return count("(") <= count(")");
}

/** On a new line only clauses that are offered as a whole, and a condition only below its stage. */
function mayGoOn(expected: Expected, { place, data }: Asked): boolean {
  if (expected.kind !== "keyword") return expected.kind === "slot";
  if (expected.place === "expression") return false;
  const keyword = findKeyword(expected.word, expected.place);
  if (keyword === undefined || keywordSnippet(keyword) === undefined) return false;
  if (expected.word !== "where" || expected.place !== "stage") return true;
  const lineStart = data.text.lastIndexOf("\n", place.typed.span.start - 1) + 1;
  return place.typed.span.start - lineStart > (place.statement[0]?.indent ?? 0);
}

function itemsOf(asked: Asked, expected: Expected, index: number): readonly CompletionItem[] {
  switch (expected.kind) {
    case "slot":
      return slotItems(asked, expected.slot);
    case "keyword": {
      const { word, place } = expected;
      if (place === "expression" && operators.has(word)) return operatorItems(asked, word);
      const rank = place === "expression" ? ranks.operator : ranks.keyword;
      return keywordItem(asked, word, place, sortText(rank, index));
    }
    case "sign":
      return signItems(asked, expected.text, index);
  }
}

/** The words that follow an operand of a condition. */
const operators: ReadonlySet<string> = new Set(
  "and or not in is between contains starts ends matches".split(" "),
);

/** Signs that stand between operands belong to conditions and figures; the others to their statement. */
function signItems(asked: Asked, sign: string, index: number): readonly CompletionItem[] {
  if (asked.place.next?.value === sign) return [];
  if (sign === "%") return percentItems(asked);
  const isCondition = asked.place.expected.some(
    (other) => other.kind === "keyword" && operators.has(other.word),
  );
  if (isCondition) return operatorItems(asked, sign);
  // After a figure there is a comparison more often than a computation.
  const isComputation = asked.place.expected.some(
    (other) => other.kind === "sign" && other.text === "/",
  );
  const isLate = isComputation && /^[-+*/]$/.test(sign);
  const rank = isLate ? ranks.rare : ranks.keyword;
  return plainItem(asked, sign, { kind: "operator", sortText: sortText(rank, index) });
}

/** After the number of a share: a limit of one first, one of a duration never. */
function percentItems(asked: Asked): readonly CompletionItem[] {
  const unit = unitOfLimit(asked);
  if (unit === "duration") return [];
  return plainItem(asked, "%", {
    kind: "unit",
    documentation: wordsOf(asked.locale).operators["%"] ?? "",
    sortText: sortText(unit === "share" ? ranks.value : ranks.rare, 0),
  });
}
