import * as vscode from "vscode";
import type { ExportStrings } from "./export-strings.ts";
import type { PanelStrings } from "./messages.ts";
import type { PeopleStrings } from "./people-strings.ts";

/** The page's own words in the user's language. */
export function panelStrings(): PanelStrings {
  const { t } = vscode.l10n;
  return {
    people: peopleStrings(),
    exports: exportStrings(),
    emptyTitle: t("No result yet"),
    emptyHint: t("Run a funnel to see here how many of its actors get from stage to stage."),
    runAll: t("Run all funnels"),
    runAgain: t("Run again"),
    cancel: t("Cancel"),
    cancelling: t("Cancelling…"),
    running: t("Running {0}"),
    runningAny: t("Running"),
    phaseStarting: t("starting the engine"),
    phaseReading: t("reading rows"),
    phaseComputing: t("computing"),
    phaseDrawing: t("drawing"),
    stale: t("The text has changed since this run."),
    failedTitle: t("This funnel could not be run"),
    cancelledTitle: t("The run was cancelled"),
    line: t("Line {0}"),
    showInText: t("Show in the text"),
    view: t("Views of {0}"),
    tabSteps: t("Steps"),
    tabTrend: t("Trend"),
    tabTime: t("Time to convert"),
    tabFlow: t("Flow"),
    tabPipeline: t("Pipeline"),
    tabChart: t("Chart"),
    tabTable: t("Table"),
    tabSql: t("SQL"),
    sqlNote: t("These statements read the rows; the figures are worked out from what they give."),
    openSql: t("Open in an editor"),
    hintReached: t("Click or Enter: who reached it"),
    hintDropped: t("Click or Enter: who was lost here"),
    hintTime: t("Click or Enter: how long it took"),
    hintText: t("Click or Enter: its place in the text"),
    chartLabel: t("Funnel chart: {0}"),
    tableLabel: t("Stages of {0}"),
    chartFailed: t("The chart could not be drawn; the table has the same figures."),
    expectations: t("Expectations"),
    notices: t("Notices"),
    interval: t("95 % interval"),
    took: t("took {0}"),
    fromCache: t("from the cache"),
    finished: t("Finished: {0}"),
  };
}

function exportStrings(): ExportStrings {
  const { t } = vscode.l10n;
  return {
    copy: t("Copy"),
    save: t("Save"),
    table: t("Table, for a spreadsheet"),
    markdown: t("Markdown"),
    png: t("Picture (PNG)"),
    svg: t("Picture (SVG)"),
    csv: t("CSV"),
    csvSemicolon: t("CSV with semicolons and decimal commas"),
    xlsx: t("Excel workbook"),
    vegaLite: t("Vega-Lite"),
    noPicture: t("It can't be drawn here."),
  };
}

function peopleStrings(): PeopleStrings {
  const { t } = vscode.l10n;
  return {
    whose: t("Whose"),
    reached: t("Reached"),
    dropped: t("Stopped before"),
    show: t("Show people"),
    all: t("All"),
    reasons: t("Reasons"),
    columns: t("Columns"),
    save: t("Save people…"),
    close: t("Close"),
    why: t("Why?"),
    timeline: t("What they did"),
    looking: t("Looking…"),
    nobody: t("Nobody."),
    failed: t("There is no answer; try it again."),
    sortBy: t("Sort by {0}"),
  };
}
