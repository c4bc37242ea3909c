import { type Layer, formula, text } from "./marks.ts";
import { widthInEms } from "./measure.ts";
import type { Parameter } from "./params.ts";

/**
 * Name and summary above the chart and what it was measured over below, for a picture that stands
 * by itself. The panel says the same around the chart and turns this off with `heading`.
 */
export interface HeadingPart {
  readonly params: readonly Parameter[];
  readonly datasets: Readonly<Record<string, readonly object[]>>;
  readonly layers: readonly Layer[];
}

/** What a heading says, empty texts left out. */
export interface HeadingWords {
  readonly title: string;
  /** Over what: the range and the sources. */
  readonly context: string;
  /** What came out, in figures. */
  readonly figures: readonly string[];
  /** What qualifies it. */
  readonly notes: readonly string[];
  /** Below the chart: rows, defaults. */
  readonly footing: readonly string[];
}

/** So many ems stand in a line of a chart of its usual width; more is wrapped. */
const lineEms = 56;

export function headingPart(words: HeadingWords): HeadingPart {
  const said = (texts: readonly string[], style: string): Line[] =>
    texts.flatMap((each) => wrapped(each).map((line) => ({ text: line, style })));
  const lines = [...said(words.figures, "figures"), ...said(words.notes, "context")];
  const top = [
    { y: 0.8, text: words.title, style: "title" },
    { y: 2.5, text: words.context, style: "context" },
    ...lines.map((line, index) => ({ y: 4.1 + 1.5 * index, ...line })),
  ];
  const bottom = words.footing
    .filter((each) => each !== "")
    .map((each, index) => ({ y: 1.8 + 1.4 * index, text: each }));
  return {
    params: [
      { name: "top", expr: `heading ? ${4.9 + 1.5 * lines.length} * size : 1` },
      {
        name: "bottomHeight",
        expr: `heading ? ${bottom.length === 0 ? 0 : 1.4 + 1.4 * bottom.length} * size : 0`,
      },
    ],
    datasets: { heading: top, footing: bottom },
    layers: [
      {
        data: { name: "heading" },
        transform: [{ filter: "heading" }, formula("x", "0"), formula("middle", "datum.y * size")],
        layer: [
          styled("title", { colour: "ink", scale: 1.45, weight: 600 }),
          styled("context", { colour: "muted", scale: 0.92 }),
          styled("figures", { colour: "ink", scale: 1 }),
        ],
      },
      {
        data: { name: "footing" },
        transform: [
          { filter: "heading" },
          formula("x", "0"),
          formula("middle", "chartHeight - bottomHeight + datum.y * size"),
        ],
        layer: [
          text("footing", "text", ["x", "middle"], {
            colour: "muted",
            scale: 0.85,
            limit: "width",
          }),
        ],
      },
    ],
  };
}

interface Line {
  readonly text: string;
  readonly style: string;
}

/** Between words, into lines that fit. */
function wrapped(sentence: string): string[] {
  const lines: string[] = [];
  for (const word of sentence.split(" ").filter((each) => each !== "")) {
    const longer = `${lines.at(-1) ?? ""} ${word}`;
    if (lines.length > 0 && widthInEms(longer) <= lineEms) lines[lines.length - 1] = longer.trim();
    else lines.push(word);
  }
  return lines;
}

function styled(
  style: string,
  look: { readonly colour: "ink" | "muted"; readonly scale: number; readonly weight?: 600 },
): Layer {
  return {
    transform: [{ filter: `datum.style === '${style}'` }],
    layer: [text(style, "text", ["x", "middle"], { ...look, limit: "width" })],
  };
}
