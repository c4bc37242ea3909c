import type { ColumnType } from "../../semantics/catalog.ts";
import type { Token } from "../../syntax/tokens.ts";
import { sourceValues, valuesOf } from "../data.ts";
import { funnelAround, sourcesInScope } from "../declared.ts";
import { typeInConditions } from "../mapping.ts";
import { visit } from "../tree.ts";
import { wordsOf } from "../words.ts";
import { type Asked, columnBefore, plainItem, ranks, sortText, textItem } from "./asked.ts";
import { aboutValue } from "./events.ts";
import type { CompletionItem } from "./item.ts";
import { keywordItem } from "./keywords.ts";

/** What the column on the left of a comparison may be compared with. */

/** Texts, the most frequent first; for a yes/no column the two words. */
export function valueItems(asked: Asked): readonly CompletionItem[] {
  const path = comparedColumn(asked.place.statement);
  if (path === undefined) return [];
  const scope = sourcesInScope(asked.data, asked.offset);
  switch (typeInConditions(asked.data, scope, path)) {
    case "boolean":
      return ["true", "false"].flatMap((word, index) =>
        keywordItem(asked, word, "expression", sortText(ranks.value, index)),
      );
    case "number":
    case "time":
      return [];
    default:
      return valuesOf(asked.data, scope, path).flatMap((value, index) =>
        textItem(asked, value.value, {
          kind: "value",
          ...aboutValue(asked, value, "value"),
          sortText: sortText(ranks.value, index),
        }),
      );
  }
}

const mostNumbers = 10;

/** Numbers and dates of the column: frequent ones after `=`, the ends of its range elsewhere. */
export function amountItems(asked: Asked): readonly CompletionItem[] {
  const path = comparedColumn(asked.place.statement);
  if (path === undefined || asked.place.typed.quote !== "") return [];
  const scope = sourcesInScope(asked.data, asked.offset);
  const type = typeInConditions(asked.data, scope, path);
  if (type !== "number" && type !== "time") return [];
  const facts = sourceValues(asked.data, scope, path);
  const words = wordsOf(asked.locale);
  const ends = facts.flatMap(({ values: { min, max } }) => [
    ...(min === undefined ? [] : [{ text: writeAmount(type, min), detail: words.least }]),
    ...(max === undefined ? [] : [{ text: writeAmount(type, max), detail: words.greatest }]),
  ]);
  const isEqual = ["=", "!=", "(", ","].includes(asked.place.statement.at(-1)?.value ?? "");
  const frequent =
    type === "number" && isEqual
      ? valuesOf(asked.data, scope, path)
          .slice(0, mostNumbers)
          .map(({ value, count }) => ({
            text: writeAmount(type, value),
            detail: count === undefined ? words.value : words.rows(count),
          }))
      : [];
  const zero = type === "number" && !isEqual ? [{ text: "0", detail: words.value }] : [];
  return [...frequent, ...zero, ...ends].flatMap(({ text, detail }, index) =>
    text === undefined
      ? []
      : plainItem(asked, text, {
          kind: "value",
          detail,
          sortText: sortText(ranks.value, index),
        }),
  );
}

/** As the language writes it; undefined for what it can't write. */
function writeAmount(type: ColumnType, value: string): string | undefined {
  if (type === "time") return /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0];
  return /^-?\d+(?:\.\d+)?$/.test(value) ? value : undefined;
}

/** The values of the column that says which variant an actor has. */
export function variantItems(asked: Asked): readonly CompletionItem[] {
  const { data, offset } = asked;
  const paths: string[][] = [];
  const around = data.tree.declarations.find(
    ({ kind, span }) => kind === "experiment" && span.start <= offset && offset <= span.end,
  );
  if (around?.kind === "experiment") {
    const variant = around.items.find((item) => item.kind === "variant")?.value;
    if (variant !== undefined) {
      visit(variant, (node) => {
        if (node.kind === "column") paths.push(node.path.map(({ text }) => text));
      });
    }
  }
  const [path] = paths;
  if (path === undefined || funnelAround(data, offset) === undefined) return [];
  return valuesOf(data, sourcesInScope(data, offset), path).flatMap((value, index) =>
    textItem(asked, value.value, {
      kind: "value",
      ...aboutValue(asked, value, "value"),
      sortText: sortText(ranks.value, index),
    }),
  );
}

/** The column whose values belong at the end of these tokens: `device =`, `device in ("ios",`. */
function comparedColumn(tokens: readonly Token[]): readonly string[] | undefined {
  let at = tokens.length - 1;
  const value = (index: number): string | undefined => tokens[index]?.value;
  if (value(at) === "(" || value(at) === ",") {
    while (at >= 0 && value(at) !== "(") at--;
    at--;
    if (value(at) !== "in") return undefined;
    at--;
  } else if (value(at) === "and" && value(at - 2) === "between") {
    at -= 3;
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
