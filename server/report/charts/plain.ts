import { inReadingOrder } from "../reading.ts";
import { type BarRow, barRowsPart } from "./bar-rows.ts";
import type { ChartScene } from "./scene.ts";
import type { ChartPart } from "./spec.ts";

/** So many groups of a split are drawn beside each other. */
const mostGroups = 12;

/** The conversion of each step alone, with its interval; another period as an outline. */
export function stepsPart({ result, report, messages, figures }: ChartScene): ChartPart {
  const others = new Map(
    (result.compare?.first === undefined ? (result.compare?.stages ?? []) : []).map((stage) => [
      stage.name,
      stage.conversion_from_previous,
    ]),
  );
  const stages = inReadingOrder(result.stages, result);
  const rows = stages.flatMap((stage, index): BarRow[] => {
    const words = report.stages[index];
    const share = stage.conversion_from_previous;
    if (words === undefined || share === null) return [];
    return [
      {
        name: words.title,
        bar: Math.min(1, share),
        low: stage.interval?.[0] ?? null,
        high: stage.interval?.[1] ?? null,
        outline: others.get(stage.name) ?? null,
        value: figures.share(share),
        detail: words.step.slice(1).join(" · "),
        isPale: words.optional,
        sentence: words.sentence,
        offset: words.offset,
      },
    ];
  });
  const hasOutline = rows.some(({ outline }) => outline !== null);
  const legend = messages.chart.stepsLegend;
  const caption = hasOutline ? `${legend} · ▯ ${messages.chart.thanBefore}` : legend;
  return barRowsPart(rows, { name: "steps", top: "top", caption });
}

/** A bar a stage; with a split each stage has one for every value, as part of its own entries. */
export function barsPart({ result, report, messages, figures }: ChartScene): ChartPart {
  const stages = inReadingOrder(result.stages, result);
  const most = Math.max(1, ...stages.map(({ count }) => count));
  const groups = report.splits.slice(0, mostGroups);
  const rows = report.stages.flatMap((words, index): BarRow[] => {
    const stage = stages[index];
    if (stage === undefined) return [];
    const plain = {
      name: words.title,
      bar: stage.count / most,
      value: words.count,
      detail: index === 0 ? "" : words.fromFirst,
      isPale: words.optional,
      sentence: words.sentence,
      offset: words.offset,
    };
    if (groups.length === 0) return [plain];
    return groups.flatMap((group, at): BarRow[] => {
      const own = group.stages[index];
      if (own === undefined) return [];
      return [
        {
          name: group.value,
          bar: own.drawn.bar,
          value: own.fromFirst,
          detail: own.count,
          tick: report.stages[index]?.drawn.bar ?? null,
          isPale: words.optional,
          sentence: `${group.title}. ${own.sentence}`,
          offset: words.offset,
          ...(at === 0 ? { heading: words.title } : {}),
        },
      ];
    });
  });
  const hidden = report.splits.length - groups.length;
  const legend = groups.length === 0 ? messages.chart.barsLegend : messages.chart.splitLegend;
  const more = hidden > 0 ? ` · ${messages.chart.more(hidden, figures.count(hidden))}` : "";
  return barRowsPart(rows, { name: "bars", top: "top", caption: `${legend}${more}` });
}

/** Where those stand who are still open: behind the deepest required stage that they have reached. */
export function pipelinePart({ result, report, messages, figures }: ChartScene): ChartPart {
  const stages = inReadingOrder(result.stages, result);
  const required = stages.flatMap((stage, index) => {
    const words = report.stages[index];
    return stage.optional === true || words === undefined ? [] : [{ stage, words }];
  });
  const open = required.slice(1).flatMap(({ stage }, index) => {
    const before = result.order === "independent" ? required[0] : required[index];
    const count = stage.ledger?.open;
    return before === undefined || count === undefined ? [] : [{ before, count, stage }];
  });
  const most = Math.max(1, ...open.map(({ count }) => count));
  const rows = open.map(({ before: { words }, count, stage }): BarRow => {
    return {
      name: words.title,
      bar: count / most,
      value: figures.count(count),
      detail: `→ ${report.stages[stages.indexOf(stage)]?.name ?? stage.name}`,
      sentence: `${words.title}: ${messages.reasons.parts.open(count, figures.count(count))}`,
      offset: words.offset,
    };
  });
  return barRowsPart(rows, {
    name: "pipeline",
    top: "top",
    caption: messages.chart.pipelineLegend,
  });
}
