import type { ReasonMessages } from "./reasons.ts";

export const reasonsEn: ReasonMessages = {
  title: "Why they stopped",
  lost: (_, text) => `${text} lost`,
  exit: (_, text, name) => `${text} left by ${name}`,
  parts: {
    open: (count, text) => `${text} still ${count === 1 ? "has" : "have"} time`,
    without: (_, text) => `${text} had a forbidden step in between`,
    late: (_, text) => `${text} too late for the window`,
    within: (_, text) => `${text} over a step's limit`,
    after: (_, text) => `${text} too early`,
    same: (_, text) => `${text} with another value of what must be the same`,
    at_least: (_, text) => `${text} too few times`,
    strict: (_, text) => `${text} with something else in between`,
    several: (_, text) => `${text} by several rules`,
    before: (_, text) => `${text} did it before`,
    nothing: (_, text) => `${text} did nothing more`,
    rest: (_, text) => `${text} never did it`,
  },
  other: (_, text, events) => `${text} did something else (${events})`,
  explain: {
    neverEntered: (first) => `Never entered: there is no ${first} in the funnel's time.`,
    dropped: "Left out of the funnel by a without … else drop actor.",
    converted: (goal, duration) =>
      duration === "" ? `Reached ${goal}.` : `Reached ${goal} after ${duration}.`,
    exit: (name, time) => `Left by ${name}${time === "" ? "" : ` on ${time}`}.`,
    open: (stage, time) =>
      `Still has time for ${stage}${time === "" ? "" : `, since the entry on ${time}`}.`,
    late: (stage, by, window) =>
      window === ""
        ? `${stage} came in another visit.`
        : `${stage} came ${by} after the window of ${window}.`,
    within: (stage, by, limit) => `${stage} came ${by} after its limit of ${limit}.`,
    after: (stage, by, limit) => `${stage} came ${by} too early: it counts only after ${limit}.`,
    without: (event, time) =>
      `${event} came in between${time === "" ? "" : `, on ${time}`}, which a without forbids.`,
    same: (stage) => `${stage} came with another value of what must be the same.`,
    atLeast: (stage) => `${stage} came too few times, or a stage before it did.`,
    strict: (stage) => `Something else came before ${stage}, which order strict forbids.`,
    several: (stage, rules) => `Several rules together stand in the way of ${stage}: ${rules}.`,
    before: (stage, previous, time) =>
      `${stage} came before ${previous}${time === "" ? "" : `, on ${time}`}, and not again.`,
    other: (event, time, stage) =>
      `Did ${event} next${time === "" ? "" : `, on ${time}`}, but never ${stage}.`,
    nothing: (previous) => `Did nothing more after ${previous}.`,
    chosen: (stage) => `→ ${stage}`,
    more: (count, text) => `… and ${text} more ${count === 1 ? "row" : "rows"}: see --format json`,
  },
  backward: {
    parts: {
      late: (_, text) => `${text} too long before for the window`,
      before: (_, text) => `${text} did it only afterwards`,
      nothing: (_, text) => `${text} did nothing before`,
      rest: (_, text) => `${text} never did it before`,
    },
    other: (_, text, events) => `${text} did something else before (${events})`,
    explain: {
      converted: (first, duration) =>
        duration === "" ? `Read back to ${first}.` : `Read back to ${first}, ${duration} before.`,
      late: (stage, by, window) =>
        window === ""
          ? `${stage} came in another visit.`
          : `${stage} came ${by} before the window of ${window}.`,
      before: (stage, next, time) =>
        `${stage} came only after ${next}${time === "" ? "" : `, on ${time}`}.`,
      other: (event, time, stage) =>
        `Did ${event} before${time === "" ? "" : `, on ${time}`}, but never ${stage}.`,
      nothing: (next) => `Did nothing before ${next}.`,
    },
  },
};
