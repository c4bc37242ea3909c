import type { ChartMessages } from "./charts.ts";
import type { PeopleMessages } from "./people.ts";
import type { ReasonMessages } from "./reasons.ts";
import type { MeasureMessages } from "./measures.ts";
import type { ChangeMessages } from "./changes.ts";

/** What a report says, in one language. Numbers arrive formatted; `count` decides the plural. */
export interface ReportMessages {
  /** BCP 47 tags for numbers and for dates. */
  readonly numbers: string;
  readonly dates: string;
  readonly units: DurationUnits;

  /** Over which entries: a range, or everything up to the last row. */
  readonly during: {
    upTo(moment: string): string;
    from(moment: string): string;
    /** No readable row at all. */
    readonly nothing: string;
  };
  entered(count: number, text: string): string;
  converted(count: number, text: string): string;
  /** Of stages that are counts, not people. */
  readonly counts: {
    counted(count: number, text: string): string;
    /** What stands over a column of such counts. */
    readonly heading: string;
    fromFirst(share: string): string;
    note(count: number, stages: string): string;
  };
  median(duration: string): string;
  /** Have not got there, but could; out of all who entered. */
  open(count: number, text: string, entered: string): string;
  /** `duration` is empty where each step has its own. */
  expected(duration: string, share: string): string;
  stages(count: number, text: string): string;
  optional(name: string): string;

  rowsRead(rows: number, rowsText: string, files: number, filesText: string): string;
  rejected(count: number, text: string): string;
  withoutActor(count: number, text: string): string;
  unreadableTime(count: number, text: string): string;
  repeated(count: number, text: string): string;
  withoutStage(count: number, text: string): string;
  defaults(list: string): string;
  limit(kind: string, limit: string): string;
  rejectedRow(file: string, line: string, reason: string): string;

  /** Between two bars. */
  readonly step: {
    /** Named only where the bar above is another one, an optional stage. */
    ofStage(stage: string): string;
    lost(count: number, text: string): string;
  };
  /** A stage in one sentence. `interval` is empty where there is none. */
  readonly sentence: {
    entry(stage: string, count: number, text: string): string;
    later(stage: string, count: number, text: string): string;
    fromPrevious(share: string, stage: string, interval: string): string;
    fromFirst(share: string): string;
    lost(count: number, text: string): string;
    times(median: string, average: string, p90: string): string;
  };

  splitBy(split: string): string;
  readonly other: string;
  readonly none: string;
  splitValue(split: string, value: string): string;

  readonly changes: ChangeMessages;

  readonly reasons: ReasonMessages;

  readonly people: PeopleMessages;

  /** In order `any`: by how many of the stages. */
  readonly positions: {
    readonly title: string;
    readonly stages: string;
    of(position: string, all: string): string;
  };

  readonly measures: MeasureMessages;

  readonly states: {
    readonly pass: string;
    readonly fail: string;
    readonly warn: string;
    readonly unknown: string;
  };

  readonly headings: {
    readonly stage: string;
    readonly count: string;
    readonly fromPrevious: string;
    readonly interval: string;
    readonly fromFirst: string;
    readonly lost: string;
    readonly median: string;
    readonly average: string;
    readonly p90: string;
    readonly entered: string;
    readonly converted: string;
    readonly conversion: string;
  };
  readonly chart: ChartMessages;
}

export interface DurationUnits {
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
  readonly millisecond: string;
}
