/** The words of measures, in one language. */
export interface MeasureMessages {
  readonly title: string;
  readonly measure: string;
  readonly value: string;
  /** What a figure was computed from: the heading of a column of numbers. */
  readonly of: string;
  /** In one line: "Measures by channel". */
  by(split: string): string;
  /** The 90th percentile beside a median. */
  p90(duration: string): string;
  /** Who is left out of a share of the decided. */
  open(count: number, text: string): string;
}
