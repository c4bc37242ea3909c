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
  leak(gain: string): string;
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
}
