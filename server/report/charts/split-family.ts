import type { SplitResult } from "../../engine/result.ts";
import type { SplitReport } from "../report.ts";
import { type Layer, formula, text } from "./marks.ts";

/** The values of a split, or the pairs of two. */
export interface SplitFamily {
  readonly heading: string;
  readonly groups: readonly { readonly result: SplitResult; readonly report: SplitReport }[];
}

/** The heading of a family and the sentence that explains its bars. */
export function caption(
  heading: string,
  legend: string,
): { dataset: readonly object[]; layer: Layer } {
  return {
    dataset: [{ heading, legend }],
    layer: {
      data: { name: "splitCaption" },
      transform: [
        formula("x", "0"),
        formula("y", `splitTop + 0.6 * size`),
        formula("y2", `splitTop + 2 * size`),
      ],
      layer: [
        text("splitHeading", "heading", ["x", "y"], {
          colour: "ink",
          weight: 600,
          limit: "width",
        }),
        text("splitLegend", "legend", ["x", "y2"], {
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
