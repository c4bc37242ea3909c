import type { FunnelModel, TrendModel } from "../../language/index.ts";
import type { CompareResult, FunnelResult, Interval, TrendPoint } from "../engine/result.ts";
import type { ChangeReport } from "./change-report.ts";
import { describeRange } from "./dates.ts";
import { harmless } from "./harmless.ts";
import { measureText } from "./measures.ts";
import type { ReportMessages } from "./messages/words.ts";
import { type Figures, noFigure } from "./numbers.ts";
import { splitValue } from "./splits.ts";
import type { ReportRow } from "./report-table.ts";

/** So many points people read; the line shows all. */
const SHOWN = 13;

export function describeChanges(
  result: FunnelResult,
  funnel: FunnelModel,
  messages: ReportMessages,
  figures: Figures,
  timeZone: string,
): ChangeReport[] {
  const { trend, compare, leak } = result;
  const signs = createSigns(messages);
  return [
    ...(trend === undefined || trend.length === 0 || funnel.trend === undefined
      ? []
      : [describeTrend(trend, result, funnel.trend.interval, messages, figures, signs, timeZone)]),
    ...(compare === undefined
      ? []
      : [describeCompare(compare, result, funnel, messages, figures, signs, timeZone)]),
    ...(leak === undefined ? [] : [describeLeak(leak, funnel, messages)]),
  ];
}

function describeTrend(
  points: readonly TrendPoint[],
  { forecast }: FunnelResult,
  interval: TrendModel["interval"],
  messages: ReportMessages,
  figures: Figures,
  signs: Signs,
  timeZone: string,
): ChangeReport {
  const words = messages.changes.trend;
  const date = dateOf(interval, messages, timeZone);
  const isOpen = ({ partial, immature = 0 }: TrendPoint): boolean => partial || immature > 0;
  const last = points.findLast((point) => !isOpen(point));
  const shown = points.slice(-SHOWN);
  const hasDeadline = points.some(({ immature }) => immature !== undefined);
  const { entered, converted, conversion, interval: ends } = messages.headings;
  const rows = shown.map((point): ReportRow => {
    const share = { text: figures.share(point.conversion) };
    return {
      name: date(point.start),
      cells: [
        { text: figures.count(point.entered) },
        { text: figures.count(point.converted) },
        isOpen(point) ? { ...share, isPartial: true } : share,
        { text: figures.interval(point.interval) || noFigure },
        ...(hasDeadline ? [{ text: figures.count(point.immature ?? 0) }] : []),
        ...(point.measures ?? []).map((measure) => {
          const text = measureText(measure, messages, figures);
          return isOpen(point) ? { text, isPartial: true as const } : { text };
        }),
      ],
    };
  });
  const ahead = (forecast?.points ?? []).map((point): ReportRow => {
    const cells = ["", "", figures.share(point.conversion), figures.interval(point.interval_95)];
    return { name: words.ahead(date(point.start)), cells: cells.map((text) => ({ text })) };
  });
  const notes = [
    ...(shown.length < points.length
      ? [words.shown(figures.count(shown.length), figures.count(points.length))]
      : []),
    ...(shown.some(isOpen) ? [words.partial] : []),
  ];
  const headings = [words.starts[interval], entered, converted, conversion, ends];
  const [{ measures = [] } = {}] = points;
  return {
    kind: "trend",
    title: words.title[interval],
    sentences: [
      ...(last === undefined
        ? []
        : [
            words.last(
              date(last.start),
              figures.withInterval(figures.shareOf(last.converted, last.entered), last.interval),
            ),
          ]),
      ...forecastSentences(forecast, messages, figures, signs),
    ],
    line: points.map((point) => point.conversion),
    table: {
      title: "",
      headings: [
        ...headings,
        ...(hasDeadline ? [words.open] : []),
        ...measures.map(({ name }) => harmless(name)),
      ],
      rows: [...rows, ...ahead],
      note: notes.join(" "),
    },
  };
}

function forecastSentences(
  forecast: FunnelResult["forecast"],
  messages: ReportMessages,
  figures: Figures,
  signs: Signs,
): string[] {
  if (forecast === undefined) return [];
  const words = messages.changes.trend;
  if (forecast.reason !== undefined) return [words.tooFew];
  const method = words.forecast(forecast.method.startsWith("seasonal"));
  if (forecast.back_test === null) return [`${method}.`];
  const { error, points } = forecast.back_test;
  const off = messages.changes.compare.points(signs.points(error));
  return [`${method}; ${words.backTest(off, points, figures.count(points))}.`];
}

function describeCompare(
  compare: CompareResult,
  result: FunnelResult,
  funnel: FunnelModel,
  messages: ReportMessages,
  figures: Figures,
  signs: Signs,
  timeZone: string,
): ChangeReport {
  const words = messages.changes.compare;
  const { first } = compare;
  const [left = "", right = ""] = compare.to.split(" vs ").map(harmless);
  const other =
    first === undefined
      ? words.previous(describeRange(asTimes, compare, messages, timeZone))
      : right;
  const mine = first?.stages ?? result.stages;
  const side = (title: string, of: Pick<CompareResult, "entered" | "converted">): string =>
    words.side(
      title,
      messages.entered(of.entered, figures.count(of.entered)),
      messages.converted(of.converted, figures.count(of.converted)),
      figures.shareOf(of.converted, of.entered),
    );
  const named = compare.stages.find(({ name }) => name === compare.named);
  const rows = compare.stages.map((stage): ReportRow => {
    const own = mine.find(({ name }) => name === stage.name)?.conversion_from_previous ?? null;
    const cells = [
      figures.share(own),
      figures.share(stage.conversion_from_previous),
      stage.difference === null ? noFigure : signs.signed(stage.difference),
      signs.range(stage.interval) || noFigure,
      signs.chance(stage.p_adjusted),
    ];
    return { name: titleOf(stage.name, funnel), cells: cells.map((text) => ({ text })) };
  });
  // Of counts alone nobody can tell what is noise.
  const isTested = result.stages.some(({ totals }) => totals !== true);
  const told =
    named === undefined || named.difference === null
      ? words.noise
      : words.changed(
          titleOf(named.name, funnel),
          words.points(signs.signed(named.difference)),
          signs.range(named.interval),
          `${words.p} ${signs.chance(named.p_adjusted, true)}`,
        );
  return {
    kind: "compare",
    title: first === undefined ? "" : `${left} – ${right}`,
    sentences: [
      ...(first === undefined ? [] : [side(left, first)]),
      side(other, compare),
      ...(isTested ? [told] : []),
      ...(compare.overlap === undefined
        ? []
        : [words.overlap(compare.overlap, figures.count(compare.overlap))]),
    ],
    line: [],
    table: {
      title: "",
      headings: [
        messages.headings.stage,
        ...(first === undefined ? [words.now, words.before] : [left, right]),
        words.difference,
        messages.headings.interval,
        words.p,
      ],
      rows,
      note: "",
    },
  };
}

/** The other range is known by its ends, not as the text gives one. */
const asTimes = { kind: "last", duration: 0 } as const;

function describeLeak(
  leak: NonNullable<FunnelResult["leak"]> | null,
  funnel: FunnelModel,
  messages: ReportMessages,
): ChangeReport {
  const words = messages.changes.leak;
  const plain = { kind: "leak", title: "", line: [] } as const;
  if (leak === null) return { ...plain, sentences: [words.none], isNone: true };
  const texts = funnel.splits.map(({ text }) => text);
  const groups = (leak.by ?? []).map((by) => {
    const values = new Map(Object.entries(by));
    return texts
      .map((text) => messages.splitValue(harmless(text), splitValue(values.get(text), messages)))
      .join(", ");
  });
  // Fractions of a person promise more than is known.
  const gain = new Intl.NumberFormat(messages.numbers, {
    maximumFractionDigits: leak.gain < 10 ? 1 : 0,
  }).format(leak.gain);
  return {
    ...plain,
    sentences: [words.found(titleOf(leak.stage, funnel), gain, groups.join("; "))],
  };
}

function titleOf(name: string, { stages }: FunnelModel): string {
  return harmless(stages.find((stage) => stage.name === name)?.label ?? name);
}

/** When a point begins, as precisely as its length asks for. */
function dateOf(
  interval: TrendModel["interval"],
  messages: ReportMessages,
  timeZone: string,
): (iso: string) => string {
  const parts: Readonly<Record<TrendModel["interval"], Intl.DateTimeFormatOptions>> = {
    hourly: { dateStyle: "medium", timeStyle: "short" },
    daily: { dateStyle: "medium" },
    weekly: { dateStyle: "medium" },
    monthly: { year: "numeric", month: "short" },
  };
  const format = new Intl.DateTimeFormat(messages.dates, { ...parts[interval], timeZone });
  return (iso) => format.format(Date.parse(iso)).replaceAll(/[\u2009\u202f]/g, " ");
}

export interface Signs {
  /** "3.1", of a share. */
  points(share: number): string;
  /** "−3.1" */
  signed(share: number): string;
  /** "−5.0 … −1.2" */
  range(interval: Interval | null): string;
  /** "0.021", "< 0.001"; with its sign "= 0.021". */
  chance(p: number | null, withSign?: boolean): string;
}

export function createSigns({ numbers }: ReportMessages): Signs {
  const one = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  const plain = new Intl.NumberFormat(numbers, one);
  const withSign = new Intl.NumberFormat(numbers, { ...one, signDisplay: "exceptZero" });
  const three = new Intl.NumberFormat(numbers, {
    minimumFractionDigits: 3,
    maximumFractionDigits: 3,
  });
  const percent = (share: number): number => Math.round(share * 1e8) / 1e6;
  const signed = (share: number): string => withSign.format(percent(share)).replace("-", "−");
  return {
    points: (share) => plain.format(percent(share)),
    signed,
    range: (interval) => (interval === null ? "" : interval.map(signed).join(" … ")),
    chance(p, isSaid = false) {
      if (p === null) return noFigure;
      if (p < 0.001) return `< ${three.format(0.001)}`;
      return `${isSaid ? "= " : ""}${three.format(p)}`;
    },
  };
}
