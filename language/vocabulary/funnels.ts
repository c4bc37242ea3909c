import { later, runs, type Table } from "./keyword.ts";

/** The statements of a funnel. */
export const funnels = {
  funnel: {
    during: runs(
      "When an actor may enter the funnel: two dates, a period (`2026-Q1`) or `last 30 days`. Later stages may happen after it. Without it, all of the data.",
      "during ${1:2026-01-01} .. ${2:2026-03-31}",
    ),
    where: runs(
      "Only rows for which the condition holds count. Before the first stage it is the funnel's, after a stage the stage's.",
      "where ${1:condition}",
    ),
    segment: runs(
      "Only the rows of a segment count. Several segments must all hold.",
      "segment ${1:Name}",
    ),
    order: runs(
      "In which order the stages must happen. Without it, `sequential`; with `model aarrr`, `independent`.",
      "order ${1:sequential}",
    ),
    window: runs(
      "The longest time from the entry to the last stage: `window 14 days`. Without it, no limit.",
      "window ${1:14 days}",
    ),
    stage: runs(
      'A stage: its name and what an actor must do to reach it. A string behind the name is what people read: `stage Paid "Оплата": payment`.',
      "stage ${1:Name}: ${2:event}",
    ),
    optional: runs(
      "A stage that may be skipped. It never changes whether another stage is reached.",
      "optional stage ${1:Name}: ${2:event}",
    ),
    split: runs(
      "The same figures for each value: `split by channel`. `top 5` keeps the five largest. At most two in a funnel.",
      "split by ${1:column}",
    ),
    expect: runs(
      "What should hold of the figures; checked at each run: `expect conversion(Visit -> Paid) >= 20%`.",
      "expect ${1:conversion} >= ${2:20%}",
    ),
    entry: runs(
      "Which start the chosen attempt of an actor has: `first` (the default) or `last`.",
      "entry ${1|first,last|}",
    ),
    count: runs(
      "What is counted: `actors` (the default), each once, or their `attempts`.",
      "count ${1|actors,attempts|}",
    ),
    model: runs(
      "A named model of stages: its names, their order and what they mean. `model aarrr` names Acquisition, Activation, Retention, Referral, Revenue.",
      "model ${1|aarrr,aida,sales,traditional,inverted|}",
    ),
    actor: runs(
      'Another unit for this funnel: accounts instead of users. `actor account_id "accounts"`',
      "actor ${1:account_id}",
    ),
    same: runs(
      "Held constant: all rows of an attempt share its value, as `same order_id`.",
      "same ${1:column}",
    ),
    without: runs(
      "An event that must not happen between two stages: `without refund between Trial and Paid`.",
      "without ${1:event} between ${2:Stage} and ${3:Stage}",
    ),
    exit: later(
      "A way out: who did it after the deepest stage reached isn't lost but gone that way. `exit Refunded: refund`",
      "exit ${1:Name}: ${2:event}",
    ),
    compare: later(
      "Sets the figures beside those of the period before, or one segment beside another: `compare mobile vs desktop`.",
      "compare previous period",
    ),
    trend: later(
      "The figures over time, a point an hour, day, week or month: `trend weekly`. `forecast 4` adds four points ahead.",
      "trend ${1|weekly,daily,monthly,hourly|}",
    ),
    note: later(
      'A mark on time axes: `note 2026-02-01 "New prices"`.',
      'note ${1:2026-02-01} "${2:what happened}"',
    ),
    measure: later(
      "A figure of one's own: `measure revenue = sum(amount) of Paid`. Expectations and other measures can use its name.",
      "measure ${1:name} = ${2:figure}",
    ),
    chart: later(
      "Which chart to show. Without it, the one that fits the statements of the funnel.",
      "chart ${1|funnel,bars,steps,time,trend,survival,flow,pipeline,table|}",
    ),
  },
  during: {
    last: runs(
      "The days, or other time, before the latest row of the data: `last 30 days`.",
      "last ${1:30 days}",
    ),
  },
  order: {
    sequential: runs(
      "Each stage at or after the one before; anything may happen in between. This is the default.",
    ),
    strict: later("As `sequential`, but the actor may do nothing else in between."),
    any: later("The stages in any order: how many of them an actor did."),
    independent: later(
      "Each stage for itself after the first one: referral doesn't need retention. The default with `model aarrr`.",
    ),
    furthest: later(
      "A later stage implies the earlier ones: for status columns, and stages that are sometimes skipped.",
    ),
  },
  window: {
    unlimited: runs("No limit of time. This is the default."),
    session: later("All stages within one visit, as the source's `session` defines it."),
  },
  entry: {
    first: runs("The earliest entry. This is the default."),
    last: runs(
      "The latest entry from which the same stage can be reached. Counts don't change, times do.",
    ),
  },
  count: {
    actors: runs("Each actor counts once. This is the default."),
    attempts: later(
      "Each attempt counts: who starts again after the goal or after the window counts again.",
    ),
  },
  model: {
    traditional: runs("Stages with any names, read from the first to the last."),
    inverted: later(
      "Stages with any names, read from the last one back: what came before those who did it.",
    ),
    aida: runs("Attention, Interest, Desire, Action."),
    aarrr: later(
      "Acquisition, Activation, Retention, Referral, Revenue; the later ones independent of each other.",
    ),
    sales: runs("Awareness, Interest, Consideration, Decision, Loyalty."),
  },
  stage: {
    where: runs("Only rows for which the condition holds reach the stage.", "where ${1:condition}"),
    or: runs(
      "Another event that reaches the stage as well: `sign_up or invite_accepted`.",
      "or ${1:event}",
    ),
    within: runs(
      "The longest time after the previous required stage: `within 3 days`.",
      "within ${1:3 days}",
    ),
    after: runs(
      "The shortest time after the previous required stage: `after 1 day`.",
      "after ${1:1 day}",
    ),
    at: runs(
      "`at least n times`: the stage is reached with the n-th such row.",
      "at least ${1:2} times",
    ),
    least: runs("`at least n times`: the stage is reached with the n-th such row."),
    times: runs("`at least n times`: the stage is reached with the n-th such row."),
  },
  steps: {
    any: runs("`any event`: every row, whatever its event.", "any event"),
    event: runs("`any event`: every row, whatever its event."),
  },
  split: {
    by: runs("The value to split by: a column, or what is computed from columns."),
    at: runs(
      "Which row the value is taken from: `entry` (the default), `first`, `last`, `every` or a stage.",
      "at entry",
    ),
    entry: runs("The value on the actor's first entry row. This is the default."),
    first: later("The first value along the attempt that isn't missing."),
    last: later("The last value along the attempt that isn't missing."),
    every: later(
      "The funnel within the rows of each value on its own; actors may count under several.",
    ),
    top: runs("Keeps the largest values; the rest becomes one group: `top 5`.", "top ${1:5}"),
  },
  compare: {
    previous: later(
      "`previous period`: the same length just before `during`, as it stood then.",
      "previous period",
    ),
    period: later("`previous period`: the same length just before `during`, as it stood then."),
    vs: later("Between the two segments: `mobile vs desktop`."),
  },
  trend: {
    hourly: later("A point an hour."),
    daily: later("A point a day."),
    weekly: later("A point a week, from Monday."),
    monthly: later("A point a month."),
    forecast: later(
      "How many points ahead are forecast, with their intervals: `forecast 4`.",
      "forecast ${1:4}",
    ),
  },
  chart: {
    funnel: later("Stages as bars that get narrower, with the share of each step."),
    bars: later("A bar a stage, side by side for the values of a split."),
    steps: later("The conversion of each step alone, without those before it."),
    time: later("How long it takes from stage to stage: a histogram."),
    trend: later("The conversion over time; needs `trend`."),
    survival: later(
      "The share converted by the time since the entry, those still open counted rightly.",
    ),
    flow: later("What those did next who didn't go on."),
    pipeline: later("Where those stand who are still open."),
    table: later("All figures as a table."),
  },
  without: {
    between: runs(
      "Between which two stages it must not happen.",
      "between ${1:Stage} and ${2:Stage}",
    ),
    and: runs("Between which two stages it must not happen."),
    else: runs(
      "`else drop actor`: who would reach the later stage but for this rule counts at no stage.",
      "else drop actor",
    ),
    drop: runs(
      "`else drop actor`: who would reach the later stage but for this rule counts at no stage.",
    ),
    actor: runs(
      "`else drop actor`: who would reach the later stage but for this rule counts at no stage.",
    ),
  },
  measure: {
    at: later("The row of the stage in the chosen attempt, one an actor: `avg(amount) at Paid`."),
    of: later(
      "All rows of the actor that match the stage, from the entry to the window's end: `sum(amount) of Paid`.",
    ),
    within: later("Only who needed no longer: `conversion(A -> B within 3 days)`."),
    as: later("How the figure is shown. Without it, by its unit."),
    percent: later("Shown as a share: 12.5 %."),
    number: later("Shown as a number."),
    duration: later("Shown as a duration."),
    currency: later('Shown as money: `as currency "EUR"`.', 'currency "${1:EUR}"'),
  },
  expect: {
    when: runs(
      "The expectation is judged only where this holds too; else there is not enough data.",
      "when ${1:actors(Stage)} >= ${2:100}",
    ),
    else: runs("What a failure is: `fail` (the default) or `warn`.", "else ${1|warn,fail|}"),
    warn: runs("A failure is only a warning."),
    fail: runs("A failure fails the run. This is the default."),
    trend: later(
      "`trend within forecast`: the last complete point lies in the interval forecast from those before.",
      "trend within forecast",
    ),
    within: later(
      "`trend within forecast`: the last complete point lies in the interval forecast from those before.",
    ),
    forecast: later(
      "`trend within forecast`: the last complete point lies in the interval forecast from those before.",
    ),
  },
} satisfies Table;
