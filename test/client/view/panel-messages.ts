import type { HostMessage, PanelState, PanelStrings } from "../../../client/panel/messages.ts";
import { chartFor } from "../../../server/report/charts/index.ts";
import { type TabForm, chartTabs } from "../../../server/report/charts/tabs.ts";
import { compileChart } from "../../../server/report/compile.ts";
import { reportFunnel } from "../../../server/report/words.ts";
import type { Sample } from "../../report/sample-results.ts";

/** The page's words as the extension would send them. */
export const strings: PanelStrings = {
  exports: {
    copy: "Copy",
    save: "Save",
    table: "Table, for a spreadsheet",
    markdown: "Markdown",
    png: "Picture (PNG)",
    svg: "Picture (SVG)",
    csv: "CSV",
    csvSemicolon: "CSV with semicolons",
    xlsx: "Excel workbook",
    vegaLite: "Vega-Lite",
    noPicture: "It can't be drawn here.",
  },
  people: {
    whose: "Whose",
    reached: "Reached",
    dropped: "Stopped before",
    show: "Show people",
    all: "All",
    reasons: "Reasons",
    columns: "Columns",
    save: "Save people…",
    close: "Close",
    why: "Why?",
    timeline: "What they did",
    looking: "Looking…",
    nobody: "Nobody.",
    failed: "There is no answer.",
    sortBy: "Sort by {0}",
  },
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
  view: "Views of {0}",
  tabSteps: "Steps",
  tabTrend: "Trend",
  tabTime: "Time to convert",
  tabFlow: "Flow",
  tabPipeline: "Pipeline",
  tabChart: "Chart",
  tabTable: "Table",
  tabSql: "SQL",
  sqlNote: "These statements read the rows.",
  openSql: "Open in an editor",
  hintReached: "Click or Enter: who reached it",
  hintDropped: "Click or Enter: who was lost here",
  hintTime: "Click or Enter: how long it took",
  hintText: "Click or Enter: its place in the text",
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
type Reported = Extract<Outcome, { kind: "report" }>;

export function outcomeOf(sample: Sample): Outcome {
  const report = reportFunnel(sample.result, sample.funnel, "en");
  return {
    kind: "report",
    funnel: sample.funnel.name,
    line: 3,
    report,
    ...chartsOf(sample, report),
    sql: "select actor, time\nfrom web",
    milliseconds: 41,
  };
}

/** As the server sends them: the first one compiled, the others as they are. */
function chartsOf(
  { result, funnel }: Sample,
  report: Reported["report"],
): Pick<Reported, "chart" | "others" | "tableFirst"> {
  const draw = ({ tab, form }: TabForm) => ({
    tab,
    vegaLite: chartFor(result, report, "en", { funnel, form }),
  });
  const [onTop, ...others] = chartTabs(result, funnel.chart);
  const first = draw(onTop);
  return {
    chart: { ...first, vega: compileChart(first.vegaLite) },
    others: others.map(draw),
    ...(funnel.chart === "table" ? { tableFirst: true } : {}),
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
  sql: "select 1",
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
