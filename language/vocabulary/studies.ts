import { later, type Table } from "./keyword.ts";

/** The statements of retentions, experiments, drivers, scores and scenarios. */
export const studies = {
  retention: {
    where: later,
    start: later,
    return: later,
    every: later,
    split: later,
    measure: later,
  },
  every: {
    day: later,
    week: later,
    month: later,
    for: later,
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
    stage: later,
  },
} satisfies Table;
