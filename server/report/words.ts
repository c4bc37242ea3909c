import type { FunnelModel, Locale } from "../../language/index.ts";
import type { ExpectationResult, FunnelResult } from "../engine/result.ts";
import { describeChanges } from "./changes.ts";
import { describeRange } from "./dates.ts";
import { harmless } from "./harmless.ts";
import { en } from "./messages/en.ts";
import { ru } from "./messages/ru.ts";
import type { ReportMessages } from "./messages/words.ts";
import { describeMeasures } from "./measures.ts";
import { describeMaturity } from "./maturity.ts";
import { describeNotices } from "./notices.ts";
import { type Figures, createFigures, noFigure } from "./numbers.ts";
import type { ExpectationReport, FunnelReport, ReportOverview } from "./report.ts";
import { describePositions } from "./positions.ts";
import { describeReasons } from "./reasons.ts";
import { describeSplits } from "./splits.ts";
import { describeStages } from "./stages.ts";
import { describeTotals, inCounts, peopleOf } from "./totals.ts";

export interface ReportOptions {
  /** Of the dates that only the data know, such as the last row's; IANA, default UTC. */
  readonly timeZone?: string | undefined;
}

/** The words and the plural rules of a language. */
export function reportMessages(locale: Locale): ReportMessages {
  return locale === "ru" ? ru : en;
}

/** Says a result in words. Pure; the same result gives the same words. */
export function reportFunnel(
  result: FunnelResult,
  funnel: FunnelModel,
  locale: Locale,
  options: ReportOptions = {},
): FunnelReport {
  const messages = inCounts(reportMessages(locale), result.stages);
  const figures = createFigures(messages);
  // A session is no length of time that everybody has.
  const window = result.window_seconds === "session" ? null : result.window_seconds;
  const overview = describeOverview(result, funnel, messages, figures, options.timeZone ?? "UTC");
  const stageCount = messages.stages(result.stages.length, figures.count(result.stages.length));
  return {
    title: harmless(funnel.name),
    ...(funnel.doc === undefined ? {} : { doc: funnel.doc }),
    summary: `${overview.context} · ${overview.figures}`,
    overview,
    announcement: `${stageCount}, ${overview.conversion}`,
    rows: describeRows(result, messages, figures),
    defaults: result.defaults.length === 0 ? "" : messages.defaults(result.defaults.join(" · ")),
    notices: [
      ...describeTotals(result.stages, messages),
      ...describeNotices(result, locale, messages, figures),
    ],
    stages: describeStages(
      result.stages,
      funnel.stages,
      window,
      messages,
      figures,
      result,
      result.entered,
    ),
    positions: describePositions(result, messages, figures),
    splits: describeSplits(result.splits ?? [], funnel, window, messages, figures),
    measures: describeMeasures(result, funnel, messages, figures),
    reasonsTitle: messages.reasons.title,
    reasons: describeReasons(result, funnel, messages, figures),
    changes: describeChanges(result, funnel, messages, figures, options.timeZone ?? "UTC"),
    expectations: (result.expectations ?? []).map((each) =>
      describeExpectation(each, messages, figures),
    ),
    headings: messages.headings,
  };
}

function describeOverview(
  result: FunnelResult,
  funnel: FunnelModel,
  messages: ReportMessages,
  figures: Figures,
  timeZone: string,
): ReportOverview {
  const range = describeRange(funnel.during, result, messages, timeZone);
  const sources = harmless(result.sources.map((source) => source.name).join(", "));
  const entered = messages.entered(result.entered, figures.count(result.entered));
  const converted = messages.converted(result.converted, figures.count(result.converted));
  const flow = `${entered} → ${converted}`;
  const conversion = figures.shareOf(result.converted, result.entered);
  const time =
    result.seconds === null ? "" : messages.median(figures.duration(result.seconds.median));
  const goal =
    result.positions?.at(-1) ?? result.stages.findLast((stage) => stage.optional !== true);
  const { open, expected } = describeMaturity(
    goal,
    peopleOf(result.stages, result.entered),
    result.window_seconds === "session" ? null : result.window_seconds,
    messages,
    figures,
  );
  const parts = [flow, figures.withInterval(conversion, result.interval), time];
  return {
    context: sources === "" ? range : `${range} · ${sources}`,
    figures: parts.filter((part) => part !== "").join(" · "),
    flow,
    conversion,
    interval: figures.interval(result.interval),
    time,
    open,
    expected,
  };
}

/** What was read and what was left out, source by source. */
export function describeRows(
  result: Pick<FunnelResult, "sources">,
  messages: ReportMessages,
  figures: Figures,
): string {
  const several = result.sources.length > 1;
  return result.sources
    .map(({ name, files, rows }) => {
      const parts = [
        messages.rowsRead(rows.read, figures.count(rows.read), files, figures.count(files)),
      ];
      if (rows.rejected > 0) {
        parts.push(messages.rejected(rows.rejected, figures.count(rows.rejected)));
      }
      if (rows.without_actor > 0) {
        parts.push(messages.withoutActor(rows.without_actor, figures.count(rows.without_actor)));
      }
      if (rows.unreadable_time > 0) {
        parts.push(
          messages.unreadableTime(rows.unreadable_time, figures.count(rows.unreadable_time)),
        );
      }
      if (rows.repeated !== undefined) {
        parts.push(messages.repeated(rows.repeated, figures.count(rows.repeated)));
      }
      if (rows.without_stage !== undefined) {
        parts.push(messages.withoutStage(rows.without_stage, figures.count(rows.without_stage)));
      }
      const text = parts.join(" · ");
      return several ? `${harmless(name)}: ${text}` : text;
    })
    .join("; ");
}

function describeExpectation(
  { line, text, actual, unit, status, otherwise }: ExpectationResult,
  messages: ReportMessages,
  figures: Figures,
): ExpectationReport {
  const shown = status === "fail" && otherwise === "warn" ? "warn" : status;
  const value = describeMeasure(actual, unit, figures);
  return {
    status: shown,
    state: messages.states[shown],
    text: `${harmless(text)}: ${value}`,
    actual: value,
    line: Math.max(0, line - 1),
  };
}

function describeMeasure(
  value: number | null,
  unit: ExpectationResult["unit"],
  figures: Figures,
): string {
  if (value === null) return noFigure;
  switch (unit) {
    case "share":
      return figures.share(value);
    case "duration":
      return figures.duration(value);
    case "number":
    case "money":
      return figures.number(value);
  }
}
