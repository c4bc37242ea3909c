import type { StageModel } from "../../language/index.ts";
import type { SplitResult } from "../engine/result.ts";
import { harmless } from "./harmless.ts";
import type { ReportMessages } from "./messages/words.ts";
import type { Figures } from "./numbers.ts";
import { noFigure } from "./numbers.ts";
import type { SplitReport } from "./report.ts";
import { describeStages } from "./stages.ts";

/** Each value of a split as a small funnel of its own, its lengths parts of its own entries. */
export function describeSplits(
  splits: readonly SplitResult[],
  models: readonly StageModel[],
  messages: ReportMessages,
  figures: Figures,
): SplitReport[] {
  return splits.map((split) => {
    const by = Object.entries(split.by).map(([name, value]) => [harmless(name), value] as const);
    const valueOf = (value: string | null): string =>
      value === null ? (split.other === true ? messages.other : messages.none) : harmless(value);
    const conversion = figures.shareOf(split.converted, split.entered);
    const entered = messages.entered(split.entered, figures.count(split.entered));
    const converted = messages.converted(split.converted, figures.count(split.converted));
    return {
      group: messages.splitBy(by.map(([name]) => name).join(", ")),
      title: by.map(([name, value]) => messages.splitValue(name, valueOf(value))).join(", "),
      value: by.map(([, value]) => valueOf(value)).join(" · "),
      summary: [`${entered} → ${converted}`, figures.withInterval(conversion, split.interval)].join(
        " · ",
      ),
      entered: figures.count(split.entered),
      converted: figures.count(split.converted),
      conversion,
      interval: figures.interval(split.interval) || noFigure,
      median: figures.duration(split.seconds?.median ?? null),
      share: split.conversion,
      stages: describeStages(split.stages, models, messages, figures),
    };
  });
}
