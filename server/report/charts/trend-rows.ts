import type { TrendModel } from "../../../language/index.ts";
import type { TrendPoint } from "../../engine/result.ts";
import { offsetAt } from "../dates.ts";
import { harmless } from "../harmless.ts";
import { widthInEms } from "./measure.ts";
import type { ChartScene } from "./scene.ts";
import { shareLabel, shareTicks } from "./ticks.ts";
import type { Tick } from "./plane.ts";

/** What a trend draws, in parts of its plane. */
export interface TrendRows {
  readonly ticks: readonly Tick[];
  readonly dates: readonly Tick[];
  readonly points: readonly object[];
  /** From point to point; dashed where one of the two may still change. */
  readonly segments: readonly object[];
  /** The ends of the intervals, in stretches without gaps. */
  readonly band: readonly object[];
  readonly ahead: readonly object[];
  readonly aheadBand: readonly object[];
  readonly notes: readonly object[];
  readonly mostEntered: number;
  readonly slots: number;
}

export function trendRows(scene: ChartScene): TrendRows {
  const { result, funnel, messages, figures, timeZone } = scene;
  const points = result.trend ?? [];
  const ahead = result.forecast?.points ?? [];
  const places = placesOf(points, ahead);
  const slots = Math.max(points.length, ...places.map((each) => each + 1));
  const interval = funnel?.trend?.interval ?? "daily";
  const short = axisDate(interval, messages.dates, timeZone);
  const long = longDate(interval, messages.dates, timeZone);
  const ticks = shareTicks(highest(points, ahead));
  const top = ticks.at(-1) ?? 1;
  const at = (index: number): number => (index + 0.5) / slots;
  const up = (share: number): number => Math.min(1, Math.max(0, share / top));
  const isOpen = ({ partial, immature = 0 }: TrendPoint): boolean => partial || immature > 0;
  const mostEntered = Math.max(0, ...points.map(({ entered }) => entered));
  const lastWhole = points.findLastIndex((each) => !isOpen(each) && each.conversion !== null);

  let run = 0;
  const band = points.flatMap((point, index) => {
    if (point.interval === null) {
      run += 1;
      return [];
    }
    return [{ at: at(index), low: up(point.interval[0]), high: up(point.interval[1]), run }];
  });
  const inRun = (wanted: number): number => band.filter((each) => each.run === wanted).length;
  const lone = new Set(
    [...new Set(band.map((each) => each.run))].filter((each) => inRun(each) === 1),
  );
  const segments = points.flatMap((point, index) => {
    const before = points[index - 1];
    if (before === undefined || before.conversion === null || point.conversion === null) return [];
    return [
      {
        from: at(index - 1),
        to: at(index),
        low: up(before.conversion),
        high: up(point.conversion),
        isOpen: isOpen(before) || isOpen(point),
      },
    ];
  });
  const start = lastKnown(points);
  const joined = [
    ...(start === undefined
      ? []
      : [{ at: at(start.index), share: start.share, most: start.share, least: start.share }]),
    ...ahead.map((point, index) => ({
      at: at(places[index] ?? 0),
      share: point.conversion,
      most: point.interval_95[1],
      least: point.interval_95[0],
    })),
  ];
  return {
    ticks: ticks.map((each) => ({ at: each / top, label: shareLabel(each, figures) })),
    dates: [...points, ...ahead.filter((_, index) => (places[index] ?? 0) >= points.length)].map(
      (each, index) => ({ at: at(index), label: short(Date.parse(each.start)) }),
    ),
    points: points.map((point, index) => {
      const share = figures.shareOf(point.converted, point.entered);
      return {
        at: at(index),
        slot: index,
        share: point.conversion === null ? null : up(point.conversion),
        entered: mostEntered === 0 ? 0 : point.entered / mostEntered,
        isOpen: isOpen(point),
        label: index === lastWhole ? share : "",
        labelEms: widthInEms(share, true),
        sentence: [
          `${long(Date.parse(point.start))}: ${figures.withInterval(share, point.interval)}`,
          messages.entered(point.entered, figures.count(point.entered)),
          messages.converted(point.converted, figures.count(point.converted)),
          ...(point.immature === undefined || point.immature === 0
            ? []
            : [
                messages.open(
                  point.immature,
                  figures.count(point.immature),
                  figures.count(point.entered),
                ),
              ]),
          ...(point.partial ? [messages.chart.partial] : []),
        ].join("; "),
      };
    }),
    segments,
    band: band.map((each) => ({ ...each, isLone: lone.has(each.run) })),
    ahead: joined.slice(1).map((point, index) => {
      const before = joined[index] ?? point;
      const known = ahead[index + joined.length - 1 - ahead.length];
      return {
        from: before.at,
        to: point.at,
        low: up(before.share),
        high: up(point.share),
        slot: places[index + joined.length - 1 - ahead.length] ?? 0,
        sentence:
          known === undefined
            ? ""
            : `${messages.changes.trend.ahead(long(Date.parse(known.start)))}: ${figures.share(known.conversion)}; ${messages.chart.ahead(figures.interval(known.interval_80), figures.interval(known.interval_95))}`,
      };
    }),
    aheadBand: [95, 80].flatMap((level) =>
      joined.map((point, index) => {
        const known = ahead[index - (joined.length - ahead.length)];
        const ends =
          known === undefined ? undefined : known[level === 80 ? "interval_80" : "interval_95"];
        const [low, high] = ends ?? [point.share, point.share];
        return { at: point.at, low: up(low), high: up(high), run: level };
      }),
    ),
    notes: noteRows(scene, points, at),
    mostEntered,
    slots,
  };
}

/** A forecast begins behind what is known for good, which may lie before the last points. */
function placesOf(
  points: readonly TrendPoint[],
  ahead: NonNullable<ChartScene["result"]["forecast"]>["points"],
): number[] {
  const known = new Map(points.map(({ start }, index) => [start, index]));
  let next = points.length;
  return ahead.map(({ start }) => known.get(start) ?? next++);
}

/** Room for every share and most of their intervals, of which those of few actors know no bounds. */
function highest(
  points: readonly TrendPoint[],
  ahead: NonNullable<ChartScene["result"]["forecast"]>["points"],
): number {
  const shares = [...points, ...ahead].map(({ conversion }) => conversion ?? 0);
  const most = Math.max(0, ...shares);
  const ends = [
    ...points.map(({ interval }) => interval?.[1] ?? 0),
    ...ahead.map(({ interval_95: [, high] }) => high),
  ];
  return Math.max(most * 1.1, Math.min(Math.max(0, ...ends), most * 1.7)) || 1;
}

/** A forecast begins at what is known last. */
function lastKnown(
  points: readonly TrendPoint[],
): { readonly index: number; readonly share: number } | undefined {
  const index = points.findLastIndex(
    ({ conversion, partial, immature = 0 }) => conversion !== null && !partial && immature === 0,
  );
  const share = points[index]?.conversion ?? undefined;
  return share === undefined ? undefined : { index, share };
}

/** Of notes within the trend, each where its time lies in the place of its point. */
function noteRows(
  { funnel, messages, timeZone }: ChartScene,
  points: readonly TrendPoint[],
  at: (index: number) => number,
): object[] {
  const half = at(0);
  const starts = points.map(({ start }) => localTime(start, timeZone));
  const format = new Intl.DateTimeFormat(messages.dates, {
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  });
  return (funnel?.notes ?? [])
    .map((note) => ({
      text: harmless(note.text),
      time: Date.parse(`${note.at.local.slice(0, 23)}Z`),
    }))
    .sort((a, b) => a.time - b.time)
    .flatMap(({ text, time }) => {
      const index = starts.findLastIndex((start) => start <= time);
      const start = starts[index];
      if (start === undefined) return [];
      const end = starts[index + 1] ?? start + (start - (starts[index - 1] ?? start));
      // Behind the last point, and alone in a trend of one point: nobody knows where its time ends.
      if (time >= end && starts.length > 1) return [];
      const part = end > start ? (time - start) / (end - start) : 0.5;
      const label = `${format.format(time)} · ${text}`;
      return [{ at: at(index) - half + 2 * half * part, label, ems: widthInEms(label) }];
    })
    .map((note, index) => ({ ...note, index, sentence: note.label }));
}

function localTime(iso: string, timeZone: string): number {
  const time = Date.parse(iso);
  return time + offsetAt(time, timeZone);
}

type Interval = TrendModel["interval"];

function axisDate(interval: Interval, locale: string, timeZone: string): (time: number) => string {
  const parts: Readonly<Record<Interval, Intl.DateTimeFormatOptions>> = {
    hourly: {
      day: "numeric",
      month: "short",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    },
    daily: { day: "numeric", month: "short" },
    weekly: { day: "numeric", month: "short" },
    monthly: { month: "short", year: "numeric" },
  };
  return formatted({ ...parts[interval], timeZone }, locale);
}

function longDate(interval: Interval, locale: string, timeZone: string): (time: number) => string {
  const parts: Readonly<Record<Interval, Intl.DateTimeFormatOptions>> = {
    hourly: { dateStyle: "medium", timeStyle: "short" },
    daily: { dateStyle: "medium" },
    weekly: { dateStyle: "medium" },
    monthly: { month: "long", year: "numeric" },
  };
  return formatted({ ...parts[interval], timeZone }, locale);
}

function formatted(options: Intl.DateTimeFormatOptions, locale: string): (time: number) => string {
  const format = new Intl.DateTimeFormat(locale, options);
  return (time) => format.format(time).replaceAll(/[\u2009\u202f]/g, " ");
}
