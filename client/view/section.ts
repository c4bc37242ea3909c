import { type PageContext, duration } from "./context.ts";
import { button, element, fill } from "./dom.ts";
import { exportMenus } from "./export-menu.ts";
import { renderFailure } from "./failure.ts";
import { funnelViews, studyViews } from "./figure.ts";
import { funnelHeader, studyHeader, title } from "./header.ts";
import type { Outcome } from "./outcome.ts";
import { type PeopleView, createPeople } from "./people.ts";
import { pieces } from "./pieces.ts";
import { expectations, findings, notices } from "./remarks.ts";
import { renderReportTable } from "./table.ts";
import type { Tabs } from "./tabs.ts";

type Reported = Extract<Outcome, { kind: "report" }>;
type Studied = Extract<Outcome, { kind: "study" }>;

/** One funnel or study on the page. */
export interface Section {
  readonly root: HTMLElement;
  /** Draws what can only be drawn once it stands in the document. */
  readonly draw: () => void;
  readonly dispose: () => void;
}

export function createSection(outcome: Outcome, index: number, context: PageContext): Section {
  const name = `funnel-${index}`;
  const root = element("section", { attributes: { "aria-labelledby": name } });
  switch (outcome.kind) {
    case "failure":
      root.append(
        title(outcome.funnel, outcome.line, name, context),
        renderFailure(outcome.failure, outcome.problems, context),
      );
      return { root, draw: () => {}, dispose: () => {} };
    case "study":
      return studySection(root, outcome, name, context);
    case "report":
      return funnelSection(root, outcome, name, context);
  }
}

function funnelSection(
  root: HTMLElement,
  outcome: Reported,
  name: string,
  context: PageContext,
): Section {
  const { report } = outcome;
  const people = createPeople(outcome, name, context);
  const views = funnelViews(outcome, name, withPeople(context, people));
  // Those of the groups of a split stand in the table.
  const measures = report.measures.slice(0, 1).map(renderReportTable);
  root.append(
    funnelHeader(outcome, name, context),
    ...notices(report, context),
    ...findings(report),
    figure(views, menusOf(outcome, context)),
    people.root,
    ...(measures.length === 0 ? [] : [element("div", { class: "measures" }, measures)]),
    ...expectations(report, context),
    footnote(outcome, report.defaults, context),
  );
  return { root, draw: views.draw, dispose: () => [views, people].forEach((one) => one.dispose()) };
}

/** Bars lead to who is behind them, where that can be shown. */
function withPeople(context: PageContext, { showStage }: PeopleView): PageContext {
  return showStage === undefined ? context : { ...context, showPeople: showStage };
}

function studySection(
  root: HTMLElement,
  outcome: Studied,
  name: string,
  context: PageContext,
): Section {
  const people = createPeople(outcome, name, context);
  const views = studyViews(outcome, name, context);
  root.append(
    studyHeader(outcome, name, context),
    ...notices(outcome.report, context),
    figure(views, [...listButton(people, context), ...menusOf(outcome, context)]),
    people.root,
    footnote(outcome, "", context),
  );
  return { root, draw: views.draw, dispose: () => [views, people].forEach((one) => one.dispose()) };
}

/** What is copied and saved: of a drawing that of the tab that is looked at. */
function menusOf(outcome: Reported | Studied, context: PageContext): HTMLElement[] {
  return exportMenus(outcome, () => context.tabFor(outcome.funnel) ?? "", context);
}

/** Of a study that is a list of people. */
function listButton({ showStudy }: PeopleView, { strings }: PageContext): HTMLElement[] {
  if (showStudy === undefined) return [];
  return [button(strings.people.show, showStudy, { class: "secondary" })];
}

/** The row of tabs with what can be done beside it, and what the chosen one shows. */
function figure({ list, panels }: Tabs, actions: readonly HTMLElement[]): HTMLElement {
  return element("div", { class: "figure" }, [
    element("div", { class: "figure-bar" }, [
      list,
      element("div", { class: "figure-actions" }, actions),
    ]),
    panels,
  ]);
}

function footnote(
  { report, milliseconds, fromCache }: Reported | Studied,
  defaults: string,
  { strings, locale }: PageContext,
): HTMLElement {
  const took = fromCache ? strings.fromCache : fill(strings.took, duration(milliseconds, locale));
  return element(
    "footer",
    {},
    [[...report.rows.split(" · "), took], defaults.split(" · ")]
      .filter((line) => line.some((text) => text !== ""))
      .map((line) => pieces("footnote", line)),
  );
}
