import { characterNamed, optionKind, optionMeant } from "../../semantics/option-values.ts";
import { writeString } from "../../semantics/write.ts";
import { type Habit, habit } from "./habit.ts";

const entry = /\s*([\p{L}_]+)\s*[:=]?\s*("[^"\n]*"|'[^'\n]*'|[^\s{}]+)\s*/uy;

/** A CSV dialect whose values stand without quotes: `options { delimiter ; decimal , }`. */
export const optionHabits: readonly Habit[] = [
  habit("^options~[:=]?~\\{~([^{}\\n]*)\\}$", ([, list = ""]) => {
    const entries = entriesOf(list);
    return entries === undefined ? [] : `options { ${entries.join(" ")} }`;
  }),
];

/** Undefined where one of them can't be told. */
function entriesOf(list: string): readonly string[] | undefined {
  const entries: string[] = [];
  let at = 0;
  while (at < list.length) {
    entry.lastIndex = at;
    const [, word = "", value = ""] = entry.exec(list) ?? [];
    const key = optionMeant(word) ?? word;
    const written = valueOf(key, value);
    if (written === undefined) return undefined;
    entries.push(`${key} ${written}`);
    at = entry.lastIndex;
    // Entries aren't parted by anything.
    const separator = /^[,;]\s*/.exec(list.slice(at))?.[0] ?? "";
    at += separator.length;
  }
  return entries.length === 0 ? undefined : entries;
}

function valueOf(key: string, value: string): string | undefined {
  if (/^["']/.test(value)) return value;
  const bare = value.length > 1 ? value.replace(/[,;]$/, "") : value;
  switch (optionKind(key)) {
    case undefined:
      return undefined;
    case "boolean":
      if (/^(?:true|yes|да|1)$/i.test(bare)) return "true";
      return /^(?:false|no|нет|0)$/i.test(bare) ? "false" : undefined;
    case "number":
      return /^\d+$/.test(bare) ? bare : undefined;
    case "character":
      return writeString(characterNamed(bare) ?? bare);
    case "text":
      return writeString(bare);
  }
}
