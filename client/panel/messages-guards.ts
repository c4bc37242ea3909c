import type {
  ChartPayload,
  FunnelOutcome,
  OtherChart,
  Problem,
} from "../../server/protocol/index.ts";
import type { HostMessage, PageMessage, PagePlace, PanelState, PanelStrings } from "./messages.ts";
import {
  type Guard,
  either,
  isBoolean,
  isCount,
  isFraction,
  isObject,
  isString,
  isTrue,
  listOf,
  literal,
  nullable,
  optional,
  shape,
} from "./guards.ts";
import { isAnswer, isDeskMessage } from "./desk-messages.ts";
import { isExportStrings } from "./export-strings.ts";
import { isPeopleOffer } from "./people-guards.ts";
import { isPeopleStrings } from "./people-strings.ts";

/** The message, or nothing where it has another form than this version knows. */
export function readHostMessage(message: unknown): HostMessage | undefined {
  return isHostMessage(message) ? message : undefined;
}

/** The message, or nothing where it has another form than this version knows. */
export function readPageMessage(message: unknown): PageMessage | undefined {
  return isPageMessage(message) ? message : undefined;
}

type StudyReport = Extract<FunnelOutcome, { kind: "study" }>["report"];
type ReportTable = StudyReport["tables"][number];
type ReportRow = ReportTable["rows"][number];
type FunnelReport = Extract<FunnelOutcome, { kind: "report" }>["report"];
type StageReport = FunnelReport["stages"][number];
type Of<Union extends { kind: string }, Kind extends Union["kind"]> = Extract<
  Union,
  { kind: Kind }
>;

const isSeverity = literal("error", "warning", "info", "hint");
const isFailureKind = literal("data", "cancelled", "internal", "file");

const isProblem = shape<Problem>({
  code: isString,
  message: isString,
  severity: isSeverity,
  line: optional(isCount),
  character: optional(isCount),
});

const isNotice = shape<FunnelReport["notices"][number]>({
  ofSource: optional(isTrue),
  severity: isSeverity,
  code: isString,
  text: isString,
  line: optional(isCount),
});

const isStage: Guard<StageReport> = shape<StageReport>({
  name: isString,
  title: isString,
  optional: isBoolean,
  count: isString,
  fromPrevious: isString,
  fromFirst: isString,
  interval: isString,
  lost: isString,
  median: isString,
  average: isString,
  p90: isString,
  step: listOf(isString),
  stepOf: isString,
  sentence: isString,
  drawn: shape<StageReport["drawn"]>({
    bar: isFraction,
    track: isFraction,
    low: nullable(isFraction),
    high: nullable(isFraction),
  }),
  offset: isCount,
});

const isTable = shape<ReportTable>({
  title: isString,
  headings: listOf(isString),
  rows: listOf(
    shape<ReportRow>({
      name: isString,
      cells: listOf(
        shape<ReportRow["cells"][number]>({ text: isString, isPartial: optional(isTrue) }),
      ),
      isTotal: optional(isTrue),
    }),
  ),
  note: isString,
});

const isReport = shape<FunnelReport>({
  title: isString,
  doc: optional(isString),
  summary: isString,
  overview: shape<FunnelReport["overview"]>({
    context: isString,
    figures: isString,
    flow: isString,
    conversion: isString,
    interval: isString,
    time: isString,
    open: isString,
    expected: isString,
  }),
  announcement: isString,
  rows: isString,
  defaults: isString,
  notices: listOf(isNotice),
  stages: listOf(isStage),
  positions: listOf(isTable),
  splits: listOf(
    shape<FunnelReport["splits"][number]>({
      group: isString,
      title: isString,
      value: isString,
      summary: isString,
      flow: isString,
      entered: isString,
      converted: isString,
      conversion: isString,
      interval: isString,
      median: isString,
      share: nullable(isFraction),
      stages: listOf(isStage),
    }),
  ),
  measures: listOf(isTable),
  reasonsTitle: isString,
  reasons: listOf(
    shape<FunnelReport["reasons"][number]>({
      stage: isString,
      lost: isString,
      parts: listOf(isString),
    }),
  ),
  changes: listOf(
    shape<FunnelReport["changes"][number]>({
      kind: literal("trend", "compare", "leak"),
      title: isString,
      sentences: listOf(isString),
      isNone: optional(isTrue),
      line: listOf(nullable(isFraction)),
      table: optional(isTable),
    }),
  ),
  expectations: listOf(
    shape<FunnelReport["expectations"][number]>({
      status: literal("pass", "fail", "warn", "unknown"),
      state: isString,
      text: isString,
      actual: isString,
      line: isCount,
    }),
  ),
  headings: shape<FunnelReport["headings"]>({
    stage: isString,
    count: isString,
    fromPrevious: isString,
    interval: isString,
    fromFirst: isString,
    lost: isString,
    median: isString,
    average: isString,
    p90: isString,
    entered: isString,
    converted: isString,
    conversion: isString,
  }),
});

const isStudyReport = shape<StudyReport>({
  kind: literal("retention", "experiment", "drivers", "score", "scenario", "audience"),
  title: isString,
  doc: optional(isString),
  context: isString,
  summary: listOf(isString),
  announcement: isString,
  tables: listOf(isTable),
  notices: listOf(isNotice),
  rows: isString,
});

const isTab = literal<OtherChart["tab"]>("steps", "trend", "time", "flow", "pipeline");

export const isOutcome: Guard<FunnelOutcome> = either<FunnelOutcome>(
  shape<Of<FunnelOutcome, "report">>({
    kind: literal("report"),
    funnel: isString,
    line: isCount,
    report: isReport,
    chart: shape<Of<FunnelOutcome, "report">["chart"]>({
      tab: isTab,
      vegaLite: isObject,
      vega: isObject,
    }),
    others: listOf(shape<OtherChart>({ tab: isTab, vegaLite: isObject })),
    tableFirst: optional(isTrue),
    sql: isString,
    milliseconds: isCount,
    fromCache: optional(isTrue),
    people: optional(isPeopleOffer),
  }),
  shape<Of<FunnelOutcome, "study">>({
    kind: literal("study"),
    funnel: isString,
    line: isCount,
    report: isStudyReport,
    chart: optional(shape<ChartPayload>({ vegaLite: isObject, vega: isObject })),
    sql: isString,
    milliseconds: isCount,
    fromCache: optional(isTrue),
    people: optional(isPeopleOffer),
  }),
  shape<Of<FunnelOutcome, "failure">>({
    kind: literal("failure"),
    funnel: isString,
    line: isCount,
    failure: isFailureKind,
    problems: listOf(isProblem),
  }),
);

export const isPanelState: Guard<PanelState> = either<PanelState>(
  shape<Of<PanelState, "idle">>({ kind: literal("idle") }),
  shape<Of<PanelState, "running">>({
    kind: literal("running"),
    runId: isString,
    funnel: optional(isString),
    phase: literal("starting", "reading", "computing", "drawing"),
    fraction: optional(isFraction),
    elapsedMilliseconds: isCount,
  }),
  shape<Of<PanelState, "done">>({ kind: literal("done"), outcomes: listOf(isOutcome) }),
  shape<Of<PanelState, "failed">>({
    kind: literal("failed"),
    failure: isFailureKind,
    problems: listOf(isProblem),
  }),
);

export const isStrings: Guard<PanelStrings> = shape<PanelStrings>({
  people: isPeopleStrings,
  exports: isExportStrings,
  emptyTitle: isString,
  emptyHint: isString,
  runAll: isString,
  runAgain: isString,
  cancel: isString,
  cancelling: isString,
  running: isString,
  runningAny: isString,
  phaseStarting: isString,
  phaseReading: isString,
  phaseComputing: isString,
  phaseDrawing: isString,
  stale: isString,
  failedTitle: isString,
  cancelledTitle: isString,
  line: isString,
  showInText: isString,
  view: isString,
  tabSteps: isString,
  tabTrend: isString,
  tabTime: isString,
  tabFlow: isString,
  tabPipeline: isString,
  tabChart: isString,
  tabTable: isString,
  tabSql: isString,
  sqlNote: isString,
  openSql: isString,
  hintReached: isString,
  hintDropped: isString,
  hintTime: isString,
  hintText: isString,
  chartLabel: isString,
  tableLabel: isString,
  chartFailed: isString,
  expectations: isString,
  notices: isString,
  interval: isString,
  took: isString,
  fromCache: isString,
  finished: isString,
});

export const isCompiled = shape<Of<HostMessage, "compiled">>({
  kind: literal("compiled"),
  id: isCount,
  vega: nullable(isObject),
});

const isHostMessage: Guard<HostMessage> = either<HostMessage>(
  shape<Of<HostMessage, "start">>({
    kind: literal("start"),
    uri: isString,
    file: isString,
    locale: isString,
    strings: isStrings,
  }),
  shape<Of<HostMessage, "state">>({ kind: literal("state"), state: isPanelState }),
  shape<Of<HostMessage, "stale">>({ kind: literal("stale"), stale: isBoolean }),
  isCompiled,
  isAnswer,
);

const isPlace: Guard<PagePlace> = either<PagePlace>(
  shape<Of<PagePlace, "line">>({ kind: literal("line"), line: isCount, character: isCount }),
  shape<Of<PagePlace, "offset">>({ kind: literal("offset"), offset: isCount }),
);

export const isCompile = shape<Of<PageMessage, "compile">>({
  kind: literal("compile"),
  id: isCount,
  vegaLite: isObject,
});

export const isOpenSql = shape<Of<PageMessage, "openSql">>({
  kind: literal("openSql"),
  funnel: isString,
  sql: isString,
});

const isPageMessage: Guard<PageMessage> = either<PageMessage>(
  shape<Of<PageMessage, "ready">>({ kind: literal("ready") }),
  shape<Of<PageMessage, "run">>({ kind: literal("run"), funnel: optional(isString) }),
  shape<Of<PageMessage, "cancel">>({ kind: literal("cancel") }),
  shape<Of<PageMessage, "reveal">>({ kind: literal("reveal"), place: isPlace }),
  isCompile,
  isOpenSql,
  isDeskMessage,
);
