import type { ScoreMessages } from "./scores.ts";

const actors = (count: number, text: string): string =>
  `${text} ${count === 1 ? "actor" : "actors"}`;

export const scoresEn: ScoreMessages = {
  score: {
    better: (auc, share) =>
      `Tells who converts: of two, the one who did had the higher score ${share} of the time (AUC ${auc})`,
    chance: (auc) => `No better than chance (AUC ${auc}, and 0.5 is chance)`,
    worse: (auc) => `Worse than chance: who converts has the lower score (AUC ${auc})`,
    nothing: "Nothing to tell apart: of those who can be judged all converted, or nobody did",
    top: (share, lift, scores) =>
      `The highest group (${scores}) converts at ${share}, ${lift} times the average`,
    judged: (count, text, converted, share) =>
      `Judged on ${actors(count, text)}, of whom ${converted} converted (${share})`,
    trained: (count, text) => `Learned from ${actors(count, text)} who entered before them`,
    immature: (count, text) => `Not judged: ${actors(count, text)} who entered too recently`,
    withoutScore: (count, text) => `Not judged: ${actors(count, text)} without a score`,
    already: (count, text) =>
      `Not judged: ${actors(count, text)} who ${count === 1 ? "was" : "were"} there from the first row`,
    grades: "By grade",
    grade: "Grade",
    scores: "Score",
    actors: "Actors",
    converted: "Converted",
    share: "Share",
    interval: "95 %",
    rest: "below",
    groups: "By falling score",
    lift: "Lift",
    predicted: "Predicted",
    groupsNote: "Lift: the share of the group ÷ that of all. Equal scores stay together.",
    rules: "Points",
    rule: "When",
    points: "Points",
    later: "Only later",
    laterNote: "A score counts what was known at the entry: what came later gave no points.",
    weights: "What was learned",
    signal: "Signal",
    odds: "Odds ×",
    did: (event) => `did ${event}`,
    has: (name, value) => `${name} = ${value}`,
    against: "Compared with",
    otherValue: "another value",
    missing: "missing",
    strongest: (shown, all) => `The ${shown} strongest of ${all} are shown; the JSON has all.`,
    weightsNote: "What goes along with the goal needn't cause it.",
  },
};
