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
    variant: later,
    control: later,
    goal: later,
    measure: later,
    confidence: later,
    split: later,
  },
  drivers: {
    goal: later,
    from: later,
    minimum: later,
  },
  minimum: {
    actors: later,
  },
  signals: {
    properties: later,
    and: later,
    events: later,
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
