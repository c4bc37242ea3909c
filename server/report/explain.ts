import type { FunnelModel, Locale } from "../../language/index.ts";
import type { ExplainedAttempt, ExplainedStop, ExplainResult } from "../engine/result.ts";
import { harmless } from "./harmless.ts";
import type { ExplainMessages } from "./messages/reasons.ts";
import { createFigures, type Figures } from "./numbers.ts";
import { reportMessages, type ReportOptions } from "./words.ts";

/** Why one actor is where they are, in words. */
export interface ExplainReport {
  /** "Signup · u42" */
  readonly title: string;
  readonly rows: readonly ExplainedLine[];
  /** "… and 20 more rows"; empty where all are there. */
  readonly more: string;
  /** "Paid came 3 h 10 min after the window of 14 d."; one an attempt. */
  readonly sentences: readonly string[];
}

export interface ExplainedLine {
  /** Empty where rows have no times. */
  readonly time: string;
  readonly event: string;
  /** "→ Paid": the stage that it stands for in the attempt; else empty. */
  readonly chosen: string;
}

/** So many rows people read where nothing else is said; the JSON has all. */
const SHOWN = 200;

export function reportExplained(
  result: ExplainResult,
  funnel: FunnelModel,
  locale: Locale,
  options: ReportOptions & { readonly rows?: number } = {},
): ExplainReport {
  const messages = reportMessages(locale);
  const { explain, backward } = messages.reasons;
  const isBackward = funnel.model === "inverted";
  const words = isBackward ? { ...explain, ...backward.explain } : explain;
  const figures = createFigures(messages);
  const format = new Intl.DateTimeFormat(messages.dates, {
    dateStyle: "medium",
    timeStyle: "medium",
    timeZone: options.timeZone ?? "UTC",
  });
  const rows = result.rows.map(({ time, event }, place): ExplainedLine => {
    const stages = result.attempts.flatMap((attempt) =>
      attempt.stages.filter(({ row }) => row === place).map(({ name }) => labelOf(name, funnel)),
    );
    return {
      time: time === null ? "" : format.format(new Date(time)),
      event: harmless(event),
      chosen: stages.length === 0 ? "" : words.chosen(stages.join(", ")),
    };
  });
  const shown = options.rows ?? SHOWN;
  const left = rows.length - shown;
  const first = labelOf((isBackward ? funnel.stages.at(-1) : funnel.stages[0])?.name ?? "", funnel);
  const said =
    result.dropped === true
      ? [words.dropped]
      : result.attempts.length === 0
        ? [words.neverEntered(first)]
        : result.attempts.flatMap((attempt) =>
            sentences(attempt, result, rows, funnel, words, figures),
          );
  return {
    title: `${harmless(result.funnel)} · ${harmless(result.actor)}`,
    rows: rows.slice(0, shown),
    more:
      left <= 0
        ? ""
        : options.rows === undefined
          ? words.more(left, figures.count(left))
          : messages.people.moreRows(left, figures.count(left)),
    sentences: said.filter((text) => text !== ""),
  };
}

function sentences(
  { stages, converted, stopped, also = [] }: ExplainedAttempt,
  result: ExplainResult,
  rows: readonly ExplainedLine[],
  funnel: FunnelModel,
  words: ExplainMessages,
  figures: Figures,
): string[] {
  const timeOf = (row: number | undefined): number =>
    Date.parse(result.rows[row ?? -1]?.time ?? "");
  const isBackward = funnel.model === "inverted";
  // The rows stand in the order of time, stages perhaps not.
  const inTime = stages.toSorted((a, b) => a.row - b.row);
  const [first, last] = [inTime[0], inTime.at(-1)];
  const goal = funnel.stages.findLast(({ optional }) => !optional)?.name;
  const final = funnel.order === "independent" ? stages.find(({ name }) => name === goal) : last;
  const reachedOf = (stop: ExplainedStop | undefined): string => {
    if (funnel.order === "independent") return labelOf(funnel.stages[0]?.name ?? "", funnel);
    const end = stop !== undefined && isBackward ? first : last;
    return labelOf(end?.name ?? "", funnel);
  };
  const seconds = (timeOf(final?.row) - timeOf(first?.row)) / 1000;
  const duration = Number.isNaN(seconds) ? "" : figures.duration(seconds);
  const reached = isBackward ? first : final;
  return [
    ...(converted ? [words.converted(labelOf(reached?.name ?? "", funnel), duration)] : []),
    ...[...(stopped === undefined ? [] : [stopped]), ...also].map((each) =>
      stop(each, reachedOf(each), rows, funnel, words, figures),
    ),
  ];
}

function stop(
  { stage, reason, exit, row, rules = [], near }: ExplainedStop,
  reached: string,
  rows: readonly ExplainedLine[],
  funnel: FunnelModel,
  words: ExplainMessages,
  figures: Figures,
): string {
  const name = labelOf(stage, funnel);
  const line = rows[row ?? -1];
  const time = line?.time ?? "";
  const by = figures.duration(near?.seconds ?? null);
  const broken = funnel.stages.find((each) => each.name === near?.stage);
  const late = labelOf(near?.stage ?? stage, funnel);
  const limit = (microseconds: number | undefined): string =>
    figures.duration(microseconds === undefined ? null : microseconds / 1e6);
  switch (reason) {
    case "exit": {
      const way = funnel.exits.find((each) => each.name === exit);
      return words.exit(harmless(way?.label ?? way?.name ?? ""), time);
    }
    case "open":
      return words.open(name, time);
    case "late":
      return typeof funnel.window === "number"
        ? words.late(name, by, limit(funnel.window))
        : words.late(name, by, "");
    case "within":
      return words.within(late, by, limit(broken?.within));
    case "after":
      return words.after(late, by, limit(broken?.after));
    case "without": {
      const forbidden = rows[near?.forbidden ?? -1];
      return words.without(forbidden?.event ?? "", forbidden?.time ?? "");
    }
    case "same":
      return words.same(name);
    case "at_least":
      return words.atLeast(name);
    case "strict":
      return words.strict(name);
    case "several":
      return words.several(name, rules.map((rule) => keywords.get(rule) ?? rule).join(", "));
    case "before":
      return words.before(name, reached, time);
    case "other":
      return words.other(line?.event ?? "", time, name);
    default:
      return words.nothing(reached);
  }
}

/** Rules as they are written. */
const keywords: ReadonlyMap<string, string> = new Map([
  ["late", "window"],
  ["at_least", "at least"],
  ["strict", "order strict"],
]);

function labelOf(name: string, { stages }: FunnelModel): string {
  return harmless(stages.find((stage) => stage.name === name)?.label ?? name);
}
