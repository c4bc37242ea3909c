import { plural } from "./ru-plural.ts";
import type { StudyChartMessages } from "./study-charts.ts";

export const studyChartsRu: StudyChartMessages = {
  shares: (goal, level, control) => `${goal}: доля и её ${level}-й интервал; отметка — ${control}`,
  lift: (control, level) => `Прирост против ${control} в процентах, с ${level}-м интервалом`,
  best: "Скорее всего, лучший вариант",
  of: (part, whole) => `${part} из ${whole}`,
  odds: "Шансы дойти с признаком ÷ без него; сплошные точки — больше, чем случайность",
  grades: "Кто дошёл, по классам, с 95\u00a0%-м интервалом; отметка — доля всех",
  groups: "По убыванию балла: доля группы ÷ доля всех (отметка)",
  calibration: "Что вышло из предсказаний: на пунктире они сбылись",
  predicted: "предсказано →",
  actors: (count, text) => `${text} ${plural(count, "участник", "участника", "участников")}`,
  scenario: "Полоса — как есть, контур — как было бы",
};
