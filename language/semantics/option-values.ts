import type { OptionNode } from "../syntax/ast.ts";

export type OptionKind = "text" | "character" | "boolean" | "number";

const kinds: ReadonlyMap<string, OptionKind> = new Map([
  ["delimiter", "character"],
  ["quote", "character"],
  ["decimal", "character"],
  ["encoding", "text"],
  ["header", "boolean"],
  ["skip", "number"],
]);

/** What the value of an option must be; undefined where there is no such option. */
export function optionKind(key: string): OptionKind | undefined {
  return kinds.get(key);
}

/** Whether an option is read with that value. */
export function isRightOption(key: string, value: NonNullable<OptionNode["value"]>): boolean {
  switch (optionKind(key)) {
    case undefined:
      return false;
    case "text":
      return value.kind === "string" && value.value !== "";
    case "character":
      return value.kind === "string" && Array.from(value.value).length === 1;
    case "boolean":
      return value.kind === "boolean";
    case "number":
      return value.kind === "number" && /^\d{1,9}$/.test(value.text);
  }
}

const words: readonly (readonly [pattern: RegExp, key: string])[] = [
  [/^(?:delim|separator|sep|разделитель)$/iu, "delimiter"],
  [/^(?:quote_?char|кавычка)$/iu, "quote"],
  [/^decimal_(?:separator|point|mark)$/iu, "decimal"],
  [/^(?:enc|charset|codepage|кодировка)$/iu, "encoding"],
  [/^(?:has_)?headers?$/iu, "header"],
  [/^(?:skip_?(?:rows|lines)|offset)$/iu, "skip"],
];

/** The option that a word from other tools stands for. */
export function optionMeant(word: string): string | undefined {
  return words.find(([pattern]) => pattern.test(word))?.[1];
}

const characters: Readonly<Record<string, string>> = {
  semicolon: ";",
  "точка с запятой": ";",
  comma: ",",
  запятая: ",",
  tab: "\t",
  tabulator: "\t",
  табуляция: "\t",
  "\\t": "\t",
  pipe: "|",
  bar: "|",
  space: " ",
  пробел: " ",
  point: ".",
  dot: ".",
  точка: ".",
  quote: '"',
  apostrophe: "'",
};

/** The character that a word stands for: `semicolon`, `tab`. */
export function characterNamed(word: string): string | undefined {
  return characters[word.trim().toLowerCase()];
}
