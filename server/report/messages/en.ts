import { measuresEn } from "./measures-en.ts";
import { peopleEn } from "./people-en.ts";
import { reasonsEn } from "./reasons-en.ts";
import { chartsEn } from "./charts-en.ts";
import { changesEn } from "./changes-en.ts";
import type { ReportMessages } from "./words.ts";

function rows(count: number, text: string): string {
  return `${text} ${count === 1 ? "row" : "rows"}`;
}

export const en: ReportMessages = {
  numbers: "en",
  dates: "en-GB",
  units: { day: "d", hour: "h", minute: "min", second: "s", millisecond: "ms" },

  during: {
    upTo: (moment) => `everything up to ${moment}`,
    from: (moment) => `from ${moment}`,
    nothing: "no readable rows",
  },
  entered: (_count, text) => `${text} entered`,
  converted: (_count, text) => `${text} converted`,
  counts: {
    counted: (_count, text) => `${text} counted`,
    heading: "Counted",
    fromFirst: (share) => `${share} of the first count`,
    note: (count, stages) =>
      `${stages} ${count === 1 ? "is a count, not a number of people" : "are counts, not numbers of people"}: a share from there is a count by a count, without an interval.`,
  },
  median: (duration) => `median ${duration}`,
  open: (count, text, entered) =>
    `${text} of ${entered} still ${count === 1 ? "has" : "have"} time`,
  expected: (duration, share) =>
    `expected once everyone has had ${duration === "" ? "all their time" : duration}: ${share}`,
  stages: (count, text) => `${text} ${count === 1 ? "stage" : "stages"}`,
  optional: (name) => `${name} (optional)`,

  rowsRead: (count, text, files, filesText) =>
    `${rows(count, text)} read from ${filesText} ${files === 1 ? "file" : "files"}`,
  rejected: (_count, text) => `${text} could not be read`,
  withoutActor: (_count, text) => `${text} left out without an actor`,
  unreadableTime: (_count, text) => `${text} left out without a readable time`,
  repeated: (count, text) => `${text} left out as ${count === 1 ? "a repeat" : "repeats"}`,
  withoutStage: (_count, text) => `${text} at no stage`,
  defaults: (list) => `Defaults: ${list}`,
  limit: (kind, limit) => `Cut off by a limit (${kind}: ${limit}).`,
  rejectedRow: (file, line, reason) => `${file}, line ${line}: ${reason}`,

  step: {
    ofStage: (stage) => `of ${stage}`,
    lost: (_count, text) => `lost ${text}`,
  },
  sentence: {
    entry: (stage, _count, text) => `${stage}: ${text} entered`,
    later: (stage, _count, text) => `${stage}: ${text}`,
    fromPrevious: (share, stage, interval) =>
      `${share} of ${stage}${interval === "" ? "" : ` (95\u00a0% interval ${interval})`}`,
    fromFirst: (share) => `${share} of all who entered`,
    lost: (_count, text) => `${text} lost`,
    times: (median, average, p90) =>
      `time: median ${median}, mean ${average}, 90\u00a0% within ${p90}`,
  },

  splitBy: (split) => `By ${split}`,
  other: "Other",
  none: "(none)",
  splitValue: (split, value) => `${split}: ${value}`,

  changes: changesEn,
  reasons: reasonsEn,

  people: peopleEn,
  positions: {
    title: "By number of stages",
    stages: "Stages",
    of: (position, all) => `${position} of ${all}`,
  },
  measures: measuresEn,

  states: {
    pass: "holds",
    fail: "fails",
    warn: "fails, as a warning",
    unknown: "not enough data",
  },

  headings: {
    stage: "Stage",
    count: "Actors",
    fromPrevious: "From previous",
    interval: "95\u00a0% interval",
    fromFirst: "From first",
    lost: "Lost",
    median: "Median time",
    average: "Mean time",
    p90: "90\u00a0% within",
    entered: "Entered",
    converted: "Converted",
    conversion: "Conversion",
  },
  chart: chartsEn,
};
