import type { ChangeReport } from "../change-report.ts";
import { harmless } from "../harmless.ts";
import { wrap } from "./cells.ts";
import type { Style } from "./style.ts";
import { drawTable } from "./table.ts";

/** Each change: its title with the line over time, what is to be said, its table. */
export function drawChanges(changes: readonly ChangeReport[], style: Style): string[] {
  return changes.flatMap((change) => {
    const { title, sentences, line, table } = change;
    const say = (text: string): string => style.say(harmless(text));
    const drawn = style.spark(line.slice(-Math.max(0, style.width - 24)));
    const head = [style.paint(say(title), "title"), style.paint(drawn, "bar")];
    const heading = head.filter((part) => part !== "").join("  ");
    return [
      "",
      ...(title === "" ? [] : [heading]),
      ...sentences.flatMap((text) => wrap(say(text), style.width)),
      // The heading stands above already.
      ...(table === undefined ? [] : drawTable(table, style).slice(table.title === "" ? 1 : 0)),
    ];
  });
}
