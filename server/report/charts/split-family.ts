import type { SplitResult } from "../../engine/result.ts";
import type { SplitReport } from "../report.ts";
import { type Layer, formula, text } from "./marks.ts";
import type { Parameter } from "./params.ts";

/** The values of one `split by`. */
export interface SplitFamily {
  readonly heading: string;
  readonly groups: readonly { readonly result: SplitResult; readonly report: SplitReport }[];
}

/** What draws it. Its layers begin at the parameter called prefix + "Top". */
export interface SplitsPart {
  readonly params: readonly Parameter[];
  readonly datasets: Readonly<Record<string, readonly object[]>>;
  readonly layers: readonly Layer[];
  /** An expression: where the part ends. */
  readonly bottom: string;
}

/** The heading of a family and the sentence that explains its bars. */
export function caption(
  prefix: string,
  heading: string,
  legend: string,
): { dataset: readonly object[]; layer: Layer } {
  return {
    dataset: [{ heading, legend }],
    layer: {
      data: { name: `${prefix}Caption` },
      transform: [
        formula("x", "0"),
        formula("y", `${prefix}Top + 0.6 * size`),
        formula("y2", `${prefix}Top + 2 * size`),
      ],
      layer: [
        text(`${prefix}Heading`, "heading", ["x", "y"], {
          colour: "ink",
          weight: 600,
          limit: "width",
        }),
        text(`${prefix}Legend`, "legend", ["x", "y2"], {
          colour: "muted",
          scale: 0.85,
          limit: "width",
        }),
      ],
    },
  };
}

/** The height of a family's caption, in parts of the base size. */
export const captionHeight = 3.6;
