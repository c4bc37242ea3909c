import type { MeasureMessages } from "./measures.ts";

export const measuresEn: MeasureMessages = {
  title: "Measures",
  measure: "Measure",
  value: "Value",
  of: "n",
  by: (split) => `Measures by ${split}`,
  p90: (duration) => `90\u00a0% within ${duration}`,
  open: (_, count) => `without ${count} still open`,
};
