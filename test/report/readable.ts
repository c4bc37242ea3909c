import assert from "node:assert/strict";
import type { DrawnItem, Scene } from "./scene.ts";

/** No text lies over another or over a bar, and none outside of the chart. */
export function assertReadable({ items, width, height }: Scene): void {
  const texts = items.filter(({ kind, text }) => kind === "text" && text !== "");
  const boxes = items.filter(({ layer }) => /(tracks|bars|columns)$/i.test(layer));
  for (const [index, one] of texts.entries()) {
    assert.ok(one.left >= -1 && one.right <= width + 1, outside(one));
    assert.ok(one.top >= -1 && one.bottom <= height + 1, outside(one));
    for (const other of [...texts.slice(index + 1), ...boxes]) {
      assert.ok(!overlap(one, other), `${said(one)} lies over ${said(other)}`);
    }
  }
}

/** Touching is allowed: boxes of texts include room for descenders. */
function overlap(one: DrawnItem, other: DrawnItem): boolean {
  const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return across > 1 && down > 3;
}

function said({ layer, text, left, right, top }: DrawnItem): string {
  return `${layer} “${text.slice(0, 40)}” (${left.toFixed()}–${right.toFixed()}, ${top.toFixed()})`;
}

function outside(item: DrawnItem): string {
  return `${said(item)} lies outside`;
}
