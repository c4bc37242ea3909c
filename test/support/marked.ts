import assert from "node:assert/strict";

/** A text with the place of its cursor, written `<|>`. */
export interface Marked {
  readonly text: string;
  readonly offset: number;
}

const cursor = "<|>";

export function marked(source: string): Marked {
  const offset = source.indexOf(cursor);
  assert.ok(offset >= 0, `no ${cursor} in the text`);
  const text = source.slice(0, offset) + source.slice(offset + cursor.length);
  assert.ok(!text.includes(cursor), `more than one ${cursor} in the text`);
  return { text, offset };
}
