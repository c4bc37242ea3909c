import type { ChangeMessages } from "./changes.ts";

export const changesEn: ChangeMessages = {
  trend: {
    title: { hourly: "By hour", daily: "By day", weekly: "By week", monthly: "By month" },
    last: (date, share) => `Last complete: ${date}, ${share}`,
    shown: (shown, all) => `The last ${shown} of ${all}.`,
    starts: { hourly: "Hour", daily: "Day", weekly: "Week from", monthly: "Month" },
    open: "Open",
    partial: "* isn't over, or somebody may still convert.",
    ahead: (date) => `${date} (forecast)`,
    forecast: (isSeasonal) =>
      `Forecast by ${isSeasonal ? "seasonal exponential smoothing" : "exponential smoothing"}, with its 95\u00a0% interval`,
    backTest: (error, count, text) =>
      `off by ${error} on average in the last ${count === 1 ? "point" : `${text} points`}`,
    tooFew: "No forecast: it takes eight complete points and two seasons.",
  },
  compare: {
    previous: (range) => `The period before (${range})`,
    side: (title, entered, converted, share) => `${title}: ${entered} → ${converted} · ${share}`,
    changed: (stage, points, interval, p) =>
      `Changed most: ${stage}, ${points} (${interval}), ${p}.`,
    noise: "No step differs by more than noise.",
    overlap: (count, text) =>
      `${text} ${count === 1 ? "actor is" : "actors are"} in both; the tests take them for different people.`,
    now: "Now",
    before: "Before",
    difference: "Difference",
    p: "p",
    points: (text) => `${text} points`,
  },
  leak: {
    found: (stage, gain, groups) =>
      `Biggest leak: ${stage}${groups === "" ? "" : ` (${groups})`} · up to ${gain} more conversions`,
    none: "No leak is proven: no step does worse than its benchmark by more than noise.",
  },
};
