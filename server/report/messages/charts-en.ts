import type { ChartMessages } from "./charts.ts";

export const chartsEn: ChartMessages = {
  splitLegend: "Share of those who entered; the mark is the whole funnel",
  listLegend: "Conversion; the mark is the whole funnel",
  more: (count, text) => `and ${text} more ${count === 1 ? "value" : "values"}: see the table`,
  open: "still have time",
  exits: "left by an exit",
  before: "the period before, as part of its own entries",
  leak: (gain) => `biggest leak: up to ${gain} more`,
  changed: (points, other) => `${points} against ${other}`,
  thanBefore: "the period before",
  byStage: "Each stage by itself",
  entries: "entered",
  forecast: "forecast",
  partial: "isn't over",
  ahead: (likely, nearlyCertain) => `80\u00a0% interval ${likely}, 95\u00a0% ${nearlyCertain}`,
  nothing: "Nothing to draw: nobody is in it.",
};
