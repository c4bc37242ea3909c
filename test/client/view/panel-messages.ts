import type { HostMessage, PanelState, PanelStrings } from "../../../client/panel/messages.ts";
import { reportFunnel } from "../../../server/report/words.ts";
import type { Sample } from "../../report/sample-results.ts";
import { compiled } from "../../report/scene.ts";

/** The page's words as the extension would send them. */
export const strings: PanelStrings = {
  emptyTitle: "No result yet",
  emptyHint: "Run a funnel.",
  runAll: "Run all funnels",
  runAgain: "Run again",
  cancel: "Cancel",
  cancelling: "Cancelling…",
  running: "Running {0}",
  runningAny: "Running",
  phaseStarting: "starting",
  phaseReading: "reading",
  phaseComputing: "computing",
  phaseDrawing: "drawing",
  stale: "The text has changed.",
  failedTitle: "This funnel could not be run",
  cancelledTitle: "The run was cancelled",
  line: "Line {0}",
  showInText: "Show in the text",
  showTable: "Table",
  showChart: "Chart",
  view: "View",
  chartLabel: "Funnel chart: {0}",
  tableLabel: "Stages of {0}",
  chartFailed: "The chart could not be drawn.",
  expectations: "Expectations",
  notices: "Notices",
  interval: "95 % interval",
  took: "took {0}",
  fromCache: "from the cache",
  finished: "Finished: {0}",
};

export const start: HostMessage = {
  kind: "start",
  uri: "file:///x/signup.funnel",
  file: "signup.funnel",
  locale: "en",
  strings,
};

type Outcome = Extract<PanelState, { kind: "done" }>["outcomes"][number];

export function outcomeOf(sample: Sample): Outcome {
  const report = reportFunnel(sample.result, sample.funnel, "en");
  return {
    kind: "report",
    funnel: sample.funnel.name,
    line: 3,
    report,
    chart: { vegaLite: {}, vega: compiled(sample) },
    milliseconds: 41,
  };
}

export const studyOutcome: Outcome = {
  kind: "study",
  funnel: "Habit",
  line: 20,
  report: {
    kind: "retention",
    title: "Habit",
    doc: "Who comes *back*.",
    context: "Retention by week · web",
    summary: ["25.0 % of 4 came back in week 1", "4 actors started"],
    announcement: "Habit: 25.0 % of 4 came back in week 1",
    tables: [
      {
        title: "Came back so many weeks after, %",
        headings: ["Started", "Actors", "0", "1"],
        rows: [
          {
            name: "All",
            cells: [{ text: "4" }, { text: "50.0" }, { text: "25.0" }],
            isTotal: true,
          },
          {
            name: "5 Jan 2026",
            cells: [{ text: "2" }, { text: "50.0" }, { text: "0", isPartial: true }],
          },
        ],
        note: "* not over yet.",
      },
    ],
    notices: [{ severity: "info", code: "FNL5101", text: "No row matches return.", line: 21 }],
    rows: "14 rows read from 1 file",
  },
  milliseconds: 12,
};

export const failedOutcome: Outcome = {
  kind: "failure",
  funnel: "Broken",
  line: 12,
  failure: "data",
  problems: [
    { code: "FNL5002", message: "There is no file.", severity: "error", line: 4, character: 12 },
  ],
};

export function done(...outcomes: readonly Outcome[]): HostMessage {
  return { kind: "state", state: { kind: "done", outcomes } };
}

export const running: HostMessage = {
  kind: "state",
  state: {
    kind: "running",
    runId: "run 1",
    funnel: "Signup",
    phase: "reading",
    elapsedMilliseconds: 3200,
  },
};
