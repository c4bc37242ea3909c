import type { StudyMessages } from "./studies.ts";

export const studiesEn: StudyMessages = {
  kinds: {
    retention: "Retention",
    experiment: "Experiment",
    drivers: "Drivers",
    score: "Score",
    scenario: "Scenario",
    audience: "Audience",
  },
  on: (kind, funnel) => `${kind} on ${funnel}`,
  audience: {
    actors: (count, text) => `${text} ${count === 1 ? "actor" : "actors"}`,
    reached: (stage) => `reached ${stage}`,
    notReached: (stage) => `but not ${stage}`,
    dropped: (stage) => `reached ${stage} and none of the stages after it`,
  },
};
