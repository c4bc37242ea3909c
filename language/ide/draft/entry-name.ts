/** What happened, as a plain name, without saying that it is a date or a question. */
export function entryName(column: string): string {
  const plain = column
    .replace(/^date entered\s+(?=\S)/i, "")
    .replace(/\s*\([^)]*\)/gu, "")
    .replace(/[^\p{L}\p{M}\p{N}_]+/gu, "_")
    .replace(/^[_\p{N}]+|_+$/gu, "");
  const short = plain
    .replace(/(?:_(?:at|on|date|time)|Date|Time|At)$/u, "")
    .replace(/_+$/u, "")
    .replace(/^(?:is|has|did)_?(?=\p{L})/iu, "");
  const name = short === "" ? plain : short;
  return name === "" ? column : name.charAt(0).toLowerCase() + name.slice(1);
}
