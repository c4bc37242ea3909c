/** Words inside the charts of studies, in one language. Numbers arrive formatted. */
export interface StudyChartMessages {
  /** Above the shares of an experiment's variants; `goal` is "Opened → Paid". */
  shares(goal: string, level: string, control: string): string;
  lift(control: string, level: string): string;
  readonly best: string;
  /** "305 of 469" */
  of(part: string, whole: string): string;
  readonly odds: string;
  readonly grades: string;
  readonly groups: string;
  readonly calibration: string;
  /** Below the axis of what was predicted. */
  readonly predicted: string;
  actors(count: number, text: string): string;
  readonly scenario: string;
}
