import { Name, PlainName, QuotedName, Text, type Token, wordType } from "../syntax/tokens.ts";

const plainName = /^[\p{L}_][\p{L}\p{M}\p{Nd}_]*$/u;
/** Without backticks these would be read as an attempt to ask for missing values. */
const nullWord = /^(?:null|nil|none|nan|undefined)$/i;

/** Whether the closing quote is there; without it the token takes in the rest of its line. */
export function isClosed({ image, tokenType }: Token): boolean {
  if (tokenType !== Text && tokenType !== QuotedName) return true;
  return /^(["'`])(?:(?!\1)[^\\]|\\.)*\1$/su.test(image) || !/^["'`]/.test(image);
}

/** A name in backticks without them, where it is a plain word and no keyword. */
export function writeName({ image, value }: Token): string {
  const isPlain = plainName.test(value) && wordType(value) === PlainName && !nullWord.test(value);
  return isPlain ? value : image;
}

/** A string in double quotes, or in single ones where that spares backslashes. */
export function writeString(image: string): string {
  const parts = image.slice(1, -1).match(/\\?./gsu) ?? [];
  let double = 0;
  let single = 0;
  const plain = parts.map((part) => {
    const character = part === '\\"' || part === "\\'" ? part.slice(1) : part;
    if (character === '"') double++;
    else if (character === "'") single++;
    return character;
  });
  const quote = double > single ? "'" : '"';
  const escaped = plain.map((part) => (part === quote ? `\\${part}` : part));
  return quote + escaped.join("") + quote;
}

/** Whether a token is one of the words that are keywords in some places and names in others. */
export function isKeywordAsName({ tokenType }: Token): boolean {
  if (tokenType === PlainName || tokenType === QuotedName) return false;
  return (tokenType.CATEGORIES ?? []).includes(Name);
}
