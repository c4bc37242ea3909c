/** The figures over a funnel's result that expectations can name. */
export const shareFigures = ["conversion", "dropoff"] as const;
export const timeFigures = ["median_time", "average_time", "p90_time"] as const;

export type StepFigure = (typeof shareFigures)[number] | (typeof timeFigures)[number];

export const stepFigures: readonly StepFigure[] = [...shareFigures, ...timeFigures];

export const availableFigures: readonly string[] = ["actors", ...stepFigures];

/** Part of the language, but not of this version. */
export const plannedFigures: ReadonlySet<string> = new Set([
  "count",
  "sum",
  "avg",
  "min",
  "max",
  "median",
  "share",
  "cost",
  "value",
  "nps",
  "csat",
  "repeat_rate",
  "ctr",
  "bounce_rate",
  "time_on_site",
  "events_per_visit",
  "win_rate",
  "sales_cycle",
  "ltv",
  "referrals_per_actor",
]);

export function findStepFigure(name: string): StepFigure | undefined {
  return stepFigures.find((figure) => figure === name);
}

export function isTimeFigure(figure: StepFigure): boolean {
  return timeFigures.some((name) => name === figure);
}
