import { later, runs, type Table } from "./keyword.ts";

/** The statements of retentions, experiments, drivers, scores and scenarios. */
export const studies = {
  retention: {
    where: runs,
    start: runs,
    return: runs,
    every: runs,
    split: runs,
    measure: runs,
  },
  every: {
    day: runs,
    week: runs,
    month: runs,
    for: runs,
  },
  experiment: {
    variant: runs,
    control: runs,
    goal: runs,
    measure: runs,
    confidence: runs,
    split: runs,
  },
  drivers: {
    goal: runs,
    from: runs,
    minimum: runs,
  },
  minimum: {
    actors: runs,
  },
  signals: {
    properties: runs,
    and: runs,
    events: runs,
  },
  learn: {
    from: later,
  },
  score: {
    goal: later,
    points: later,
    learn: later,
    from: later,
    grades: later,
  },
  "score-from": {
    column: later,
  },
  points: {
    when: later,
    did: later,
    at: later,
    least: later,
    times: later,
  },
  scenario: {
    stage: runs,
  },
} satisfies Table;
