import type { TrialMessages } from "./trials.ts";

const inBrackets = (range: string): string => (range === "" ? "" : ` (${range})`);

export const trialsEn: TrialMessages = {
  experiment: {
    beats: (variant, control, points, range, p) =>
      `${variant} beats ${control}: ${points}${inBrackets(range)}, ${p}`,
    worse: (variant, control, points, range, p) =>
      `${variant} is worse than ${control}: ${points}${inBrackets(range)}, ${p}`,
    noise: (variant, control, points, range) =>
      `${variant} and ${control}: no difference beyond noise, ${points}${inBrackets(range)}`,
    plain: (variant, control, points, range) =>
      `${variant} against ${control}: ${points}${inBrackets(range)}`,
    detectable: (points) =>
      points === ""
        ? "with these numbers no difference could have been found"
        : `with these numbers at least ${points} could have been found`,
    needed: (_count, text) =>
      `to find one as small as this takes about ${text} actors in each variant`,
    nobody: (variant) => `${variant}: nobody got that far, so there is nothing to compare`,
    untrusted: (p) =>
      `Not to be trusted: the actors aren't split as planned (${p}), so no winner is named`,
    noControl: (control) => `Nobody is in ${control}, so there is nothing to compare with`,
    several: (count) => `${count} with several variants`,
    without: (count) => `${count} without one`,
    others: (count) => `${count} with other values`,
    leftOut: (list) => `Left out: ${list}`,
    variant: "Variant",
    entered: "Entered",
    conversion: (level) => `Conversion (${level})`,
    difference: (level) => `Difference (${level})`,
    lift: "Lift",
    best: "Likely the best",
    p: "p",
    measure: (name) => name,
    value: "Value",
    of: "Of",
    corrected: "p is corrected for the number of variants.",
  },
  drivers: {
    did: (event) => `Doing ${event}`,
    more: (signal, odds, range, p) =>
      `${signal} goes along with converting: odds ${odds} times as high (${range}), ${p}`,
    less: (signal, odds, range, p) =>
      `${signal} goes along with not converting: odds ${odds} times as high (${range}), ${p}`,
    only: (signal, p) => `${signal}: nobody converted without it, ${p}`,
    never: (signal, p) => `${signal}: nobody converted with it, ${p}`,
    none: "Nothing goes along with converting beyond noise",
    nothing: "There is nothing to compare: too few actors, or nothing that only some of them had",
    tried: (count, text, minimum, converted, all) =>
      `${text} ${count === 1 ? "signal" : "signals"} tried, each with at least ${minimum} actors who had it and who hadn't; ${converted} of ${all} converted`,
    caution: "What goes along with converting needn't be its cause",
    title: (from, to) => `What goes along with ${from} → ${to}`,
    signal: "Signal",
    actors: "Had it",
    odds: "Odds ×",
    interval: "95\u00a0%",
    p: "p",
    corrected: (count, text) =>
      `p is corrected for the ${text} ${count === 1 ? "signal" : "signals"} tried.`,
    surest: (text, all) => `The surest ${text} of ${all}; the JSON has all.`,
  },
};
