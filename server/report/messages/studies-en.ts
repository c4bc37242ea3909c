import type { StudyMessages } from "./studies.ts";
import { scoresEn } from "./scores-en.ts";
import { trialsEn } from "./trials-en.ts";

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
  ...scoresEn,
  ...trialsEn,
  retention: {
    by: {
      day: "Retention by day",
      week: "Retention by week",
      month: "Retention by month",
    },
    started: (count, text) => `${text} ${count === 1 ? "actor" : "actors"} started`,
    returned: (share, of, period) => `${share} of ${of} came back ${period}`,
    period: (every, number) => `in ${every} ${number}`,
    tooEarly: "No later period is over yet",
    table: {
      day: "Came back so many days after the day of their start, %",
      week: "Came back so many weeks after the week of their start, %",
      month: "Came back so many months after the month of their start, %",
    },
    cohort: "Started",
    actors: "Actors",
    all: "All",
    partial: "* not over yet; left out of “All”.",
    latest: (_count, text, all) => `The latest ${text} of ${all} cohorts; the JSON has all.`,
  },
  scenario: {
    converted: (_count, now, then, difference) =>
      `${then} would convert instead of ${now} (${difference})`,
    unknown: "Too little is known of the funnel to tell how many would convert",
    arithmetic: "Arithmetic with the changed shares, everything else as it is: not a forecast",
    table: "Now and in the scenario",
    now: "Now",
    planned: "Scenario",
    difference: "Change",
  },
  audience: {
    actors: (count, text) => `${text} ${count === 1 ? "actor" : "actors"}`,
    reached: (stage) => `reached ${stage}`,
    notReached: (stage) => `but not ${stage}`,
    dropped: (stage) => `reached ${stage} and none of the stages after it`,
  },
};
