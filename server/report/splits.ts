import type { FunnelModel } from "../../language/index.ts";
import type { SplitResult } from "../engine/result.ts";
import { harmless } from "./harmless.ts";
import type { ReportMessages } from "./messages/words.ts";
import type { Figures } from "./numbers.ts";
import { noFigure } from "./numbers.ts";
import type { SplitReport } from "./report.ts";
import { readingOf } from "./reading.ts";
import { describeStages } from "./stages.ts";

/**
 * Each value of a split as a small funnel of its own, its lengths parts of its own entries. With two
 * splits a value is a pair.
 */
export function describeSplits(
  splits: readonly SplitResult[],
  funnel: Pick<FunnelModel, "splits" | "stages" | "order" | "model">,
  windowSeconds: number | null,
  messages: ReportMessages,
  figures: Figures,
): SplitReport[] {
  const texts = funnel.splits.map(({ text }) => text);
  return splits.map((split) => {
    const by = new Map(Object.entries(split.by));
    const values = texts.map((text) => splitValue(by.get(text), messages));
    const conversion = figures.shareOf(split.converted, split.entered);
    const entered = messages.entered(split.entered, figures.count(split.entered));
    const converted = messages.converted(split.converted, figures.count(split.converted));
    const flow = `${entered} → ${converted}`;
    return {
      group: messages.splitBy(harmless(texts.join(", "))),
      title: values
        .map((value, index) => messages.splitValue(harmless(texts[index] ?? ""), value))
        .join(", "),
      value: values.join(" · "),
      summary: `${flow} · ${figures.withInterval(conversion, split.interval)}`,
      flow,
      entered: figures.count(split.entered),
      converted: figures.count(split.converted),
      conversion,
      interval: figures.interval(split.interval) || noFigure,
      median: figures.duration(split.seconds?.median ?? null),
      share: split.conversion,
      stages: describeStages(
        split.stages,
        funnel.stages,
        windowSeconds,
        messages,
        figures,
        readingOf(funnel),
        split.entered,
      ),
    };
  });
}

/** A split without a value of its own is in the rest that `top` leaves. */
export function splitValue(value: string | null | undefined, messages: ReportMessages): string {
  if (value === undefined) return messages.other;
  return value === null ? messages.none : harmless(value);
}
