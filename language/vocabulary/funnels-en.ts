import { type ToldOf, told } from "./keyword.ts";
import type { funnels } from "./funnels.ts";

export const funnelDocs: ToldOf<typeof funnels> = {
  funnel: {
    during: told(
      "When an actor may enter the funnel: two dates, a period (`2026-Q1`) or `last 30 days`. Later stages may happen after it. Without it, all of the data.",
      "during ${1:2026-01-01} .. ${2:2026-03-31}",
    ),
    where: told(
      "Only rows for which the condition holds count. Before the first stage it is the funnel's, after a stage the stage's.",
      "where ${1:condition}",
    ),
    segment: told(
      "Only the rows of a segment count. Several segments must all hold.",
      "segment ${1:Name}",
    ),
    order: told(
      "In which order the stages must happen. Without it, `sequential`; with `model aarrr`, `independent`.",
      "order ${1:sequential}",
    ),
    window: told(
      "The longest time from the entry to the last stage: `window 14 days`. Without it, no limit.",
      "window ${1:14 days}",
    ),
    stage: told(
      'A stage: its name and what an actor must do to reach it. A string behind the name is what people read: `stage Paid "Оплата": payment`.',
      "stage ${1:Name}: ${2:event}",
    ),
    optional: told(
      "A stage that may be skipped. It never changes whether another stage is reached.",
      "optional stage ${1:Name}: ${2:event}",
    ),
    split: told(
      "The same figures for each value: `split by channel`. `top 5` keeps the five largest. At most two in a funnel.",
      "split by ${1:column}",
    ),
    expect: told(
      "What should hold of the figures; checked at each run: `expect conversion(Visit -> Paid) >= 20%`.",
      "expect ${1:conversion} >= ${2:20%}",
    ),
    entry: told(
      "Which start the chosen attempt of an actor has: `first` (the default) or `last`.",
      "entry ${1|first,last|}",
    ),
    count: told(
      "What is counted: `actors` (the default), each once, or their `attempts`.",
      "count ${1|actors,attempts|}",
    ),
    model: told(
      "A named model of stages: its names, their order and what they mean. `model aarrr` names Acquisition, Activation, Retention, Referral, Revenue.",
      "model ${1|aarrr,aida,sales,traditional,inverted|}",
    ),
    actor: told(
      'Another unit for this funnel: accounts instead of users. `actor account_id "accounts"`',
      "actor ${1:account_id}",
    ),
    same: told(
      "Held constant: all rows of an attempt share its value, as `same order_id`.",
      "same ${1:column}",
    ),
    without: told(
      "An event that must not happen between two stages: `without refund between Trial and Paid`.",
      "without ${1:event} between ${2:Stage} and ${3:Stage}",
    ),
    exit: told(
      "A way out: who did it after the deepest stage reached isn't lost but gone that way. `exit Refunded: refund`",
      "exit ${1:Name}: ${2:event}",
    ),
    compare: told(
      "Sets the figures beside those of the period before, or one segment beside another: `compare mobile vs desktop`.",
      "compare previous period",
    ),
    trend: told(
      "The figures over time, a point an hour, day, week or month: `trend weekly`. `forecast 4` adds four points ahead.",
      "trend ${1|weekly,daily,monthly,hourly|}",
    ),
    note: told(
      'A mark on time axes: `note 2026-02-01 "New prices"`.',
      'note ${1:2026-02-01} "${2:what happened}"',
    ),
    measure: told(
      "A figure of one's own: `measure revenue = sum(amount) of Paid`. Expectations and other measures can use its name.",
      "measure ${1:name} = ${2:figure}",
    ),
    chart: told(
      "Which chart to show. Without it, the one that fits the statements of the funnel.",
      "chart ${1|funnel,bars,steps,time,trend,survival,flow,pipeline,table|}",
    ),
  },
  during: {
    last: told(
      "The days, or other time, before the latest row of the data: `last 30 days`.",
      "last ${1:30 days}",
    ),
  },
  order: {
    sequential: told(
      "Each stage at or after the one before; anything may happen in between. This is the default.",
    ),
    strict: told("As `sequential`, but the actor may do nothing else in between."),
    any: told("The stages in any order: how many of them an actor did."),
    independent: told(
      "Each stage for itself after the first one: referral doesn't need retention. The default with `model aarrr`.",
    ),
    furthest: told(
      "A later stage implies the earlier ones: for status columns, and stages that are sometimes skipped.",
    ),
  },
  window: {
    unlimited: told("No limit of time. This is the default."),
    session: told("All stages within one visit, as the source's `session` defines it."),
  },
  entry: {
    first: told("The earliest entry. This is the default."),
    last: told(
      "The latest entry from which the same stage can be reached. Counts don't change, times do.",
    ),
  },
  count: {
    actors: told("Each actor counts once. This is the default."),
    attempts: told(
      "Each attempt counts: who starts again after the goal or after the window counts again.",
    ),
  },
  model: {
    traditional: told("Stages with any names, read from the first to the last."),
    inverted: told(
      "Stages with any names, read from the last one back: what came before those who did it.",
    ),
    aida: told("Attention, Interest, Desire, Action."),
    aarrr: told(
      "Acquisition, Activation, Retention, Referral, Revenue; the later ones independent of each other.",
    ),
    sales: told("Awareness, Interest, Consideration, Decision, Loyalty."),
  },
  stage: {
    where: told("Only rows for which the condition holds reach the stage.", "where ${1:condition}"),
    or: told(
      "Another event that reaches the stage as well: `sign_up or invite_accepted`.",
      "or ${1:event}",
    ),
    within: told(
      "The longest time after the previous required stage: `within 3 days`.",
      "within ${1:3 days}",
    ),
    after: told(
      "The shortest time after the previous required stage: `after 1 day`.",
      "after ${1:1 day}",
    ),
    at: told(
      "`at least n times`: the stage is reached with the n-th such row.",
      "at least ${1:2} times",
    ),
    least: told("`at least n times`: the stage is reached with the n-th such row."),
    times: told("`at least n times`: the stage is reached with the n-th such row."),
  },
  steps: {
    any: told("`any event`: every row, whatever its event.", "any event"),
    event: told("`any event`: every row, whatever its event."),
  },
  split: {
    by: told("The value to split by: a column, or what is computed from columns."),
    at: told(
      "Which row the value is taken from: `entry` (the default), `first`, `last`, `every` or a stage.",
      "at entry",
    ),
    entry: told("The value on the actor's first entry row. This is the default."),
    first: told("The first value along the attempt that isn't missing."),
    last: told("The last value along the attempt that isn't missing."),
    every: told(
      "The funnel within the rows of each value on its own; actors may count under several.",
    ),
    top: told("Keeps the largest values; the rest becomes one group: `top 5`.", "top ${1:5}"),
  },
  compare: {
    previous: told(
      "`previous period`: the same length just before `during`, as it stood then.",
      "previous period",
    ),
    period: told("`previous period`: the same length just before `during`, as it stood then."),
    vs: told("Between the two segments: `mobile vs desktop`."),
  },
  trend: {
    hourly: told("A point an hour."),
    daily: told("A point a day."),
    weekly: told("A point a week, from Monday."),
    monthly: told("A point a month."),
    forecast: told(
      "How many points ahead are forecast, with their intervals: `forecast 4`.",
      "forecast ${1:4}",
    ),
  },
  chart: {
    funnel: told("Stages as bars that get narrower, with the share of each step."),
    bars: told("A bar a stage, side by side for the values of a split."),
    steps: told("The conversion of each step alone, without those before it."),
    time: told("How long it takes from stage to stage: a histogram."),
    trend: told("The conversion over time; needs `trend`."),
    survival: told(
      "The share converted by the time since the entry, those still open counted rightly.",
    ),
    flow: told("What those did next who didn't go on."),
    pipeline: told("Where those stand who are still open."),
    table: told("All figures as a table."),
  },
  without: {
    between: told(
      "Between which two stages it must not happen.",
      "between ${1:Stage} and ${2:Stage}",
    ),
    and: told("Between which two stages it must not happen."),
    else: told(
      "`else drop actor`: who would reach the later stage but for this rule counts at no stage.",
      "else drop actor",
    ),
    drop: told(
      "`else drop actor`: who would reach the later stage but for this rule counts at no stage.",
    ),
    actor: told(
      "`else drop actor`: who would reach the later stage but for this rule counts at no stage.",
    ),
  },
  measure: {
    at: told("The row of the stage in the chosen attempt, one an actor: `avg(amount) at Paid`."),
    of: told(
      "All rows of the actor that match the stage, from the entry to the window's end: `sum(amount) of Paid`.",
    ),
    within: told("Only who needed no longer: `conversion(A -> B within 3 days)`."),
    as: told("How the figure is shown. Without it, by its unit."),
    percent: told("Shown as a share: 12.5 %."),
    number: told("Shown as a number."),
    duration: told("Shown as a duration."),
    currency: told('Shown as money: `as currency "EUR"`.', 'currency "${1:EUR}"'),
  },
  expect: {
    when: told(
      "The expectation is judged only where this holds too; else there is not enough data.",
      "when ${1:actors(Stage)} >= ${2:100}",
    ),
    else: told("What a failure is: `fail` (the default) or `warn`.", "else ${1|warn,fail|}"),
    warn: told("A failure is only a warning."),
    fail: told("A failure fails the run. This is the default."),
    trend: told(
      "`trend within forecast`: the last complete point lies in the interval forecast from those before.",
      "trend within forecast",
    ),
    within: told(
      "`trend within forecast`: the last complete point lies in the interval forecast from those before.",
    ),
    forecast: told(
      "`trend within forecast`: the last complete point lies in the interval forecast from those before.",
    ),
  },
};
