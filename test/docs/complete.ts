import { type Example, examples, type Page } from "./markdown.ts";

const source = 'source web from "data/events.csv" {\n  actor user_id\n  time ts\n  event name\n}\n';

/**
 * An example made a whole file. One that is only a part goes with the declarations of the last block
 * above it on the page that is marked `context`; without one, with a source of events.
 */
export function complete(example: Example, page: Page): string {
  const { words, text } = example;
  const part = words.find((word) => word.startsWith("in-"));
  if (part === undefined) return text;
  const around = contextOf(example, page) ?? source;
  const name = /^source (\w+)/m.exec(around)?.[1] ?? "web";
  switch (part) {
    case "in-file":
      return `${around}\n${text}`;
    case "in-source":
      return `source web from "data/events.csv" {\n${text}}\n`;
    case "in-funnel":
      return `${around}\nfunnel F on ${name} {\n${text}}\n`;
    default:
      throw new Error(`${page.path}: no such part: ${part}`);
  }
}

function contextOf({ offset }: Example, page: Page): string | undefined {
  return examples(page, "funnel").findLast(
    (block) => block.offset < offset && block.words.includes("context"),
  )?.text;
}
