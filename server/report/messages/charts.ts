import type { StudyChartMessages } from "./study-charts.ts";

/** Words inside charts, in one language. Numbers arrive formatted; `count` decides the plural. */
export interface ChartMessages {
  /** What the bars and the tick in each small funnel of a split are. */
  readonly splitLegend: string;
  /** The same of a list of conversions. */
  readonly listLegend: string;
  /** Below the values that are drawn. */
  more(count: number, text: string): string;
  /** Below the funnel: what hatching, a dark end and an outline are. */
  readonly open: string;
  readonly exits: string;
  readonly before: string;
  /** On a step. */
  /** `groups`: those that it leaks in, empty where that is all. */
  leak(gain: string, groups: string): string;
  changed(points: string, other: string): string;
  /** What a change is against, in short. */
  readonly thanBefore: string;
  /** Above the bars of single stages in order `any`. */
  readonly byStage: string;
  /** Beside columns: how many entered. */
  readonly entries: string;
  readonly forecast: string;
  /** Of a point whose time isn't over. */
  readonly partial: string;
  /** "likely 28.0–33.0 %, nearly certainly 25.0–36.0 %" */
  ahead(likely: string, nearlyCertain: string): string;
  /** In the place of a chart that has nothing to draw. */
  readonly nothing: string;
  /** "median 6 d 2 h", "90 % within 11 d" */
  p90(duration: string): string;
  /** What a histogram and the curve above it show. */
  readonly timeToConvert: string;
  readonly convertedByTime: string;
  /** The same of the estimate that counts those who may still come. */
  readonly estimatedByTime: string;
  readonly byStep: string;
  /** A bar of a histogram. */
  bin(from: string, to: string, count: number, text: string): string;
  /** "12 d and more" */
  andMore(from: string): string;
  /** What the rows of bars are. */
  readonly stepsLegend: string;
  readonly barsLegend: string;
  readonly pipelineLegend: string;
  readonly timesLegend: string;
  /** At the end of a curve of what is known so far. */
  expected(share: string): string;
  /** Of the reasons that aren't listed. */
  otherReasons(count: number, text: string): string;
  /** Of studies. */
  readonly study: StudyChartMessages;
}
