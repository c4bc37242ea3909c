import type { StudyChartMessages } from "./study-charts.ts";

export const studyChartsEn: StudyChartMessages = {
  shares: (goal, level, control) =>
    `${goal}: the share with its ${level} interval; the mark is ${control}`,
  lift: (control, level) =>
    `How much better than ${control}, in percent of its share, with the ${level} interval`,
  best: "Likely the best",
  of: (part, whole) => `${part} of ${whole}`,
  odds: "Odds of converting with it ÷ without it; full dots are more than noise",
  grades: "Who converted, by grade, with the 95\u00a0% interval; the mark is the share of all",
  groups: "By falling score: the share of each group ÷ that of all, the mark",
  calibration: "What came of the predictions: on the dashed line they came true",
  predicted: "predicted →",
  actors: (count, text) => `${text} ${count === 1 ? "actor" : "actors"}`,
  scenario: "The bar is as it is, the outline as it would be",
};
