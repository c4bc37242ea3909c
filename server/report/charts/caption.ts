import { type Layer, formula, text } from "./marks.ts";
import { widthInEms } from "./measure.ts";
import type { Parameter } from "./params.ts";

/** What the bars below it are, on one line, or on two where it is too wide for one. */
export interface Caption {
  /** `<name>CaptionHeight` among them, in pixels with the gap below; 0 of an empty text. */
  readonly params: readonly Parameter[];
  readonly datasets: Readonly<Record<string, readonly object[]>>;
  readonly layer: Layer;
}

const scale = 0.92;

/** `top` is an expression: where it begins. */
export function captionAt(name: string, top: string, caption: string): Caption {
  const own = (each: string): string => `${name}${each}`;
  const wraps = own("CaptionWraps");
  const [first, second] = halves(caption);
  const ems = (widthInEms(caption) * scale).toFixed(2);
  return {
    params: [
      { name: wraps, expr: second === "" ? "false" : `${ems} * em > width` },
      {
        name: own("CaptionHeight"),
        expr: caption === "" ? "0" : `(${wraps} ? 3.2 : 1.8) * size`,
      },
    ],
    datasets: {
      [own("Caption")]:
        caption === ""
          ? []
          : [
              { text: caption, line: 0, wrapped: false },
              ...[first, second].map((part, line) => ({ text: part, line, wrapped: true })),
            ],
    },
    layer: {
      data: { name: own("Caption") },
      transform: [
        { filter: `datum.wrapped === ${wraps}` },
        formula("x", "0"),
        formula("y", `${top} + (0.6 + 1.4 * datum.line) * size`),
      ],
      layer: [
        text(own("CaptionText"), "text", ["x", "y"], { colour: "muted", scale, limit: "width" }),
      ],
    },
  };
}

/** Between the words where the longer line is shortest; one word stays whole. */
function halves(sentence: string): readonly [string, string] {
  const words = sentence.split(" ");
  const cuts = words
    .slice(1)
    .map((_, at): [string, string] => [
      words.slice(0, at + 1).join(" "),
      words.slice(at + 1).join(" "),
    ]);
  const longer = (lines: readonly string[]): number =>
    Math.max(...lines.map((each) => widthInEms(each)));
  return cuts.toSorted((one, other) => longer(one) - longer(other))[0] ?? [sentence, ""];
}
