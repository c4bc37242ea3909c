/** The escape that begins with the backslash at `at`; without a value where it means nothing. */
export function readEscape(
  text: string,
  at: number,
  closers: string,
): { readonly value: string | undefined; readonly end: number } {
  const next = text[at + 1] ?? "";
  if (next === "n") return { value: "\n", end: at + 2 };
  if (next === "t") return { value: "\t", end: at + 2 };
  if (next === '"' || next === "'" || next === "\\" || (next === "`" && closers === "`"))
    return { value: next, end: at + 2 };
  const unicode = /\\u\{([0-9a-fA-F]{1,6})\}/y;
  unicode.lastIndex = at;
  const found = unicode.exec(text);
  if (found) {
    const point = Number.parseInt(found[1] ?? "", 16);
    const isCharacter = point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff) && point !== 0;
    return { value: isCharacter ? String.fromCodePoint(point) : undefined, end: unicode.lastIndex };
  }
  const lineEnds = next === "" || next === "\n" || next === "\r";
  return { value: undefined, end: lineEnds ? at + 1 : at + 1 + charLength(text, at + 1) };
}

/** In UTF-16 units. */
export function charLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
