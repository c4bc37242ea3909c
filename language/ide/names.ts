import { escapeText, writeName, writeString } from "../semantics/write.ts";

/** A name, an event or a text within quotes that are typed already. */
export function quote(text: string, mark: '"' | "'" | "`"): string {
  return mark + escapeText(text, mark) + mark;
}

/** An event: plain or in quotes. `any` would be taken for the beginning of `any event`. */
export function writeEvent(name: string): string {
  return writeName(name) === name && name !== "any" ? name : writeString(name);
}
