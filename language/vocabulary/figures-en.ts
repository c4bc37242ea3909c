import type { FigureName } from "./figures.ts";

export const figureDocs: Readonly<Record<FigureName, string>> = {
  actors: "How many actors reached the stage.",
  conversion:
    "Those who reached B among those who reached A, as a share. With `within`, only if it took them no longer. Without stages, of the whole funnel.",
  dropoff: "Those who reached A but not B, as a share. Without stages, of the whole funnel.",
  median_time: "The median time from A to B. Without stages, from the entry to the goal.",
  average_time: "The mean time from A to B. Without stages, from the entry to the goal.",
  p90_time:
    "The time from A to B that nine of ten keep. Without stages, from the entry to the goal.",
  count:
    "How many rows of the stage there are; with a value, how many of them have it. `at`: one row an actor, `of`: all of their rows.",
  sum: "The sum of a value over the rows of a stage. `of`: all rows of the actors who reached it (revenue is `sum(amount) of Paid`), `at`: one row an actor.",
  avg: "The mean of a value over the rows of a stage; missing values are left out.",
  min: "The least value over the rows of a stage.",
  max: "The greatest value over the rows of a stage.",
  median: "The median of a value over the rows of a stage; missing values are left out.",
  share: "The share of those who reached the stage whose row fits the condition.",
  cost: "What a source cost: the sum of its `cost` over the rows in `during`.",
  value: "What a source is worth: the sum of its `value` over the rows in `during`.",
  nps: "The Net Promoter Score, −100 to 100: the share of the two highest marks minus that of 0 to 6. Marks go from 0 to 10 unless two more numbers say otherwise.",
  csat: "The share of satisfied answers: those that fit the condition.",
  repeat_rate:
    "Of those who reached the stage, the share who did it again later; with `within`, in that time.",
  ctr: "The click-through rate: the count of B by the count of A, two stages of a source of totals.",
  bounce_rate:
    "The share of visits with a single row. The source says with `session` what a visit is.",
  time_on_site:
    "The mean time from the first to the last row of a visit. The source says with `session` what a visit is.",
  events_per_visit:
    "The mean number of rows in a visit. The source says with `session` what a visit is.",
  win_rate:
    "Those who reached the goal among those who reached it or left by an `exit`; who is still open isn't counted.",
  sales_cycle: "The median time from the entry to the goal.",
  ltv: "The sum of a value over the goal's rows from the first goal on, for each converted actor: observed so far, not predicted.",
  referrals_per_actor: "How many rows of the stage there are for each actor who entered.",
};
