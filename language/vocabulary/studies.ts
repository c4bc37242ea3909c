import { runs, type Table } from "./keyword.ts";

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
    from: runs,
  },
  score: {
    goal: runs,
    points: runs,
    learn: runs,
    from: runs,
    grades: runs,
  },
  "score-from": {
    column: runs,
  },
  points: {
    when: runs,
    did: runs,
    at: runs,
    least: runs,
    times: runs,
  },
  scenario: {
    stage: runs,
  },
} satisfies Table;
