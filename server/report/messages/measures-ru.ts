import type { MeasureMessages } from "./measures.ts";

export const measuresRu: MeasureMessages = {
  title: "Показатели",
  measure: "Показатель",
  value: "Значение",
  of: "n",
  by: (split) => `Показатели по ${split}`,
  p90: (duration) => `90\u00a0% за ${duration}`,
  open: (_, count) => `без открытых: ${count}`,
};
