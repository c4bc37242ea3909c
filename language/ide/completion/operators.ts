import type { ColumnType } from "../../semantics/catalog.ts";
import { findFunction, functionSignatures } from "../../semantics/functions.ts";
import type { Token } from "../../syntax/tokens.ts";
import { sourcesInScope } from "../declared.ts";
import { isName, isText } from "../expected.ts";
import { typeInConditions } from "../mapping.ts";
import { wordsOf } from "../words.ts";
import { type Asked, columnBefore, plainItem, ranks, sortText } from "./asked.ts";
import type { CompletionItem } from "./item.ts";
import { keywordItem } from "./keywords.ts";

type Operand = ColumnType | "duration" | "unknown";

/** What is offered after an operand of each type, the likeliest first. Words not listed are offered last. */
const likely: Readonly<Record<Operand, readonly string[]>> = {
  text: ["=", "in", "!=", "contains", "starts", "is", "not", "ends", "matches", "and", "or"],
  number: [
    ">=",
    "<=",
    "=",
    ">",
    "<",
    "between",
    "!=",
    "is",
    "in",
    "not",
    "and",
    "or",
    "+",
    "-",
    "*",
    "/",
  ],
  duration: [">=", "<=", ">", "<", "between", "is", "not", "and", "or", "+", "-", "*", "/"],
  time: [">=", "<", "between", "is", "<=", ">", "=", "not", "and", "or", "-", "+"],
  boolean: ["and", "or", "is", "=", "!="],
  json: ["is", "=", "!=", "in", "contains", "not", "and", "or"],
  other: ["is", "=", "!=", "not", "and", "or"],
  unknown: [
    ..."= != > < >= <= in contains is between starts ends matches not and or + - * /".split(" "),
  ],
};

/** An operator of a condition, or a mark; none that doesn't go with what stands before it. */
export function operatorItems(asked: Asked, operator: string): readonly CompletionItem[] {
  const before = asked.place.statement.at(-1);
  // A text ends what it is compared with; nothing is added to it.
  if (before !== undefined && isText(before) && /^\W/.test(operator)) return [];
  const operand = operandBefore(asked);
  const order = operand === undefined ? undefined : likely[operand].indexOf(operator);
  // A whole condition has ended: only another may follow.
  if (order === -1) return [];
  const sort = sortText(ranks.operator, order ?? 0);
  const words = wordsOf(asked.locale);
  if (/^\W/.test(operator)) {
    return plainItem(asked, operator, {
      kind: "operator",
      documentation: words.operators[operator] ?? "",
      sortText: sort,
    });
  }
  if (operator === "is" && before !== undefined) {
    return keywordItem(asked, operator, "expression", sort).flatMap((item) =>
      ["is missing", "is not missing"].map((text, index) => ({
        ...item,
        label: text,
        edit: { ...item.edit, newText: text },
        snippet: false,
        sortText: `${sort}${index}`,
      })),
    );
  }
  return keywordItem(asked, operator, "expression", sort).map((item) =>
    operator === "starts" || operator === "ends" ? { ...item, label: `${operator} with` } : item,
  );
}

/** The type of the operand that ends before the cursor; undefined where none does. */
function operandBefore(asked: Asked): Operand | undefined {
  const { statement } = asked.place;
  const last = statement.at(-1);
  if (last === undefined) return undefined;
  if (last.value === ")") return resultBefore(statement);
  if (!isName(last)) return undefined;
  const path = columnBefore(statement, statement.length - 1);
  if (path === undefined) return undefined;
  return typeInConditions(asked.data, sourcesInScope(asked.data, asked.offset), path) ?? "unknown";
}

/** What the function gives whose parenthesis is closed last. */
function resultBefore(tokens: readonly Token[]): Operand {
  let depth = 0;
  for (let at = tokens.length - 1; at >= 0; at--) {
    const value = tokens[at]?.value;
    if (value === ")") depth++;
    else if (value === "(" && --depth === 0) {
      const name = findFunction(tokens[at - 1]?.value ?? "");
      const result = name && functionSignatures[name].result;
      switch (result) {
        case "text":
        case "number":
        case "time":
        case "boolean":
          return result;
        default:
          return "unknown";
      }
    }
  }
  return "unknown";
}
