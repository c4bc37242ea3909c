import type { TrendModel } from "../../../language/index.ts";

type Interval = TrendModel["interval"];

/** What reports say of changes over time and between groups, in one language. Numbers arrive formatted. */
export interface ChangeMessages {
  readonly trend: {
    readonly title: Readonly<Record<Interval, string>>;
    /** Of the last point that is over. `interval` included. */
    last(date: string, share: string): string;
    /** The last so many of all points are shown. */
    shown(shown: string, all: string): string;
    readonly starts: Readonly<Record<Interval, string>>;
    /** The column of those who may still convert. */
    readonly open: string;
    readonly partial: string;
    ahead(date: string): string;
    forecast(isSeasonal: boolean): string;
    /** `error`: in points of one hundred. */
    backTest(error: string, count: number, text: string): string;
    readonly tooFew: string;
  };
  readonly compare: {
    /** "1–31 Jan 2026" */
    previous(range: string): string;
    side(title: string, entered: string, converted: string, share: string): string;
    changed(stage: string, points: string, interval: string, p: string): string;
    readonly noise: string;
    overlap(count: number, text: string): string;
    readonly now: string;
    readonly before: string;
    readonly difference: string;
    readonly p: string;
    points(text: string): string;
  };
  readonly leak: {
    /** `groups` is empty against the period before. */
    found(stage: string, gain: string, groups: string): string;
    readonly none: string;
  };
}
