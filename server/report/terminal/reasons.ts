import { harmless } from "../harmless.ts";
import type { ReasonReport } from "../reasons.ts";
import { wrap } from "./cells.ts";
import type { Style } from "./style.ts";

/** A line for each stage at which actors are missing: how many, and why. */
export function drawReasons(
  title: string,
  reasons: readonly ReasonReport[],
  style: Style,
): string[] {
  if (reasons.length === 0) return [];
  const say = (text: string): string => style.say(harmless(text));
  return [
    "",
    style.paint(say(title), "title"),
    ...reasons.flatMap(({ stage, lost, parts }) => [
      ...wrap(say(`${stage} · ${lost}`), style.width),
      ...wrap(say(parts.join(" · ")), style.width - 2).map((line) =>
        style.paint(`  ${line}`, "quiet"),
      ),
    ]),
  ];
}
