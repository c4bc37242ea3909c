import type { ReportMessages } from "../messages/words.ts";
import type { StageReport } from "../report.ts";
import type { Layer } from "./marks.ts";
import type { Parameter } from "./params.ts";
import type { SplitFamily, SplitsPart } from "./split-family.ts";
import { list } from "./split-list.ts";
import { panels } from "./split-panels.ts";

/** Above this many a list. */
const mostPanels = 6;

/**
 * The values of a split below the funnel: up to six as small funnels that share one scale, the part
 * of those who entered; more as a list of their conversions. A tick on every bar is the whole funnel.
 *
 * Each family (one `split by`) is laid out in pixels from a parameter of its own on; `top` is an
 * expression.
 */
export function splitsPart(
  families: readonly SplitFamily[],
  stages: readonly StageReport[],
  overall: number | null,
  messages: ReportMessages,
  top: string,
): SplitsPart {
  const params: Parameter[] = [];
  const datasets: Record<string, readonly object[]> = {};
  const layers: Layer[] = [];
  let bottom = top;
  for (const [index, family] of families.entries()) {
    const prefix = `split${index}`;
    params.push({ name: `${prefix}Top`, expr: `${bottom} + 3 * size` });
    const part =
      family.groups.length <= mostPanels
        ? panels(prefix, family, stages, messages)
        : list(prefix, family, overall, messages);
    params.push(...part.params);
    Object.assign(datasets, part.datasets);
    layers.push(...part.layers);
    bottom = part.bottom;
  }
  return { params, datasets, layers, bottom };
}
