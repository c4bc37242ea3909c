import { type Chart, drawChart } from "./chart.ts";
import { type PageContext, duration } from "./context.ts";
import { button, element, fill, icon, icons } from "./dom.ts";
import { renderFailure } from "./failure.ts";
import { renderMarkdown } from "./markdown.ts";
import type { Outcome } from "./outcome.ts";
import { renderStudyTable, renderTables } from "./table.ts";

type Reported = Extract<Outcome, { kind: "report" }>;
type Report = Reported["report"];
type Studied = Extract<Outcome, { kind: "study" }>;

/** One funnel or study on the page. */
export interface Section {
  readonly root: HTMLElement;
  /** Draws what can only be drawn once it stands in the document. */
  readonly draw: () => void;
  readonly dispose: () => void;
}

export function createSection(outcome: Outcome, index: number, context: PageContext): Section {
  const titleId = `funnel-${index}`;
  const root = element("section", { attributes: { "aria-labelledby": titleId } });
  if (outcome.kind === "failure") {
    root.append(
      title(outcome.funnel, outcome.line, titleId, context),
      renderFailure(outcome.failure, outcome.problems, context),
    );
    return { root, draw: () => {}, dispose: () => {} };
  }
  if (outcome.kind === "study") {
    root.append(...studyParts(outcome, titleId, context));
    return { root, draw: () => {}, dispose: () => {} };
  }
  const figure = createFigure(outcome, context);
  root.append(
    element("header", {}, [
      title(outcome.report.title, outcome.line, titleId, context),
      element("p", { class: "context", text: outcome.report.overview.context }),
      keyFigures(outcome.report, figure.toggle, context),
    ]),
    ...notices(outcome.report, context),
    figure.root,
    ...expectations(outcome.report, context),
    footnote(outcome, context),
  );
  return { root, draw: figure.draw, dispose: figure.dispose };
}

/** The answer in words, then the tables. */
function studyParts(outcome: Studied, titleId: string, context: PageContext): HTMLElement[] {
  const { report } = outcome;
  return [
    element("header", {}, [
      title(report.title, outcome.line, titleId, context),
      element("p", { class: "context", text: report.context }),
      ...(report.doc === undefined
        ? []
        : [element("div", { class: "doc" }, renderMarkdown(report.doc))]),
      element("div", { class: "key" }, [
        element(
          "div",
          { class: "key-words" },
          report.summary.map((text, index) =>
            element("p", { class: index === 0 ? "flow" : "certainty", text }),
          ),
        ),
      ]),
    ]),
    ...notices(report, context),
    element("div", { class: "tables" }, report.tables.map(renderStudyTable)),
    footnote({ ...outcome, report: { ...report, defaults: "" } }, context),
  ];
}

function title(
  name: string,
  line: number,
  id: string,
  { strings, send }: PageContext,
): HTMLElement {
  return element("h2", { attributes: { id } }, [
    button(name, () => send({ kind: "reveal", place: { kind: "line", line, character: 0 } }), {
      class: "title",
      title: strings.showInText,
    }),
  ]);
}

/** The answer first and large, then what it is made of. */
function keyFigures(
  { overview, doc }: Report,
  toggle: HTMLElement,
  { strings }: PageContext,
): HTMLElement {
  const certainty = [
    overview.interval === "" ? "" : `${strings.interval} ${overview.interval}`,
    overview.time,
    overview.open,
    overview.expected,
  ].filter((each) => each !== "");
  return element("div", {}, [
    ...(doc === undefined ? [] : [element("div", { class: "doc" }, renderMarkdown(doc))]),
    element("div", { class: "key" }, [
      element("p", { class: "share", text: overview.conversion }),
      element("div", { class: "key-words" }, [
        element("p", { class: "flow", text: overview.flow }),
        element("p", { class: "certainty" }, certainty.flatMap(piece)),
      ]),
      toggle,
    ]),
  ]);
}

/** A piece of a line that may break only between pieces. */
function piece(text: string, index: number): Node[] {
  const words = element("span", { class: "piece", text });
  return index === 0 ? [words] : [document.createTextNode(" · "), words];
}

interface Figure extends Section {
  readonly toggle: HTMLElement;
}

/** The chart and, in its place where wanted, the tables. */
function createFigure({ report, chart }: Reported, context: PageContext): Figure {
  const { strings } = context;
  const place = element("div", { class: "chart" });
  const tables = element(
    "div",
    { class: "tables" },
    renderTables(report, fill(strings.tableLabel, report.title)),
  );
  const root = element("div", { class: "figure" }, [place, tables]);
  let drawn: Promise<Chart | undefined> | undefined;

  const choices = {
    chart: button(strings.showChart, () => choose(false)),
    table: button(strings.showTable, () => choose(true)),
  };
  const toggle = element(
    "div",
    { class: "toggle", attributes: { role: "group", "aria-label": strings.view } },
    [choices.chart, choices.table],
  );
  const show = (table: boolean): void => {
    place.hidden = table;
    tables.hidden = !table;
    choices.chart.setAttribute("aria-pressed", String(!table));
    choices.table.setAttribute("aria-pressed", String(table));
  };
  const choose = (table: boolean): void => {
    context.chooseTable(report.title, table);
    show(table);
    draw();
  };
  const draw = (): void => {
    if (drawn !== undefined || place.hidden) return;
    drawn = drawChart(place, chart.vega, {
      label: `${fill(strings.chartLabel, report.title)}. ${report.summary}`,
      tooltip: context.tooltip,
      onChoose: (offset) => context.send({ kind: "reveal", place: { kind: "offset", offset } }),
    }).catch(() => {
      place.replaceChildren(element("p", { class: "notice", text: strings.chartFailed }));
      tables.hidden = false;
      return undefined;
    });
  };
  show(context.tableFor(report.title));
  return {
    root,
    toggle,
    draw,
    dispose: () => {
      void drawn?.then((made) => made?.dispose());
    },
  };
}

function notices(
  { notices: all }: Pick<Report, "notices">,
  { strings, send }: PageContext,
): HTMLElement[] {
  if (all.length === 0) return [];
  return [
    element(
      "ul",
      { class: "notices", attributes: { "aria-label": strings.notices } },
      all.map(({ severity, text, line, code }) => {
        const shape = severity === "error" || severity === "warning" ? icons.warn : icons.info;
        const words =
          line === undefined
            ? element("span", { text })
            : button(
                text,
                () => send({ kind: "reveal", place: { kind: "line", line, character: 0 } }),
                { class: "plain", title: strings.showInText },
              );
        return element("li", { title: code }, [icon(shape, severity), words]);
      }),
    ),
  ];
}

const stateIcons = {
  pass: icons.pass,
  fail: icons.fail,
  warn: icons.warn,
  unknown: icons.unknown,
} as const;

function expectations(report: Report, { strings, send }: PageContext): HTMLElement[] {
  if (report.expectations.length === 0) return [];
  return [
    element("h3", { text: strings.expectations }),
    element(
      "ul",
      { class: "expectations" },
      report.expectations.map(({ status, state, text, line }) =>
        element("li", { class: status }, [
          icon(stateIcons[status], status),
          element("span", { class: "state", text: state }),
          button(
            text,
            () => send({ kind: "reveal", place: { kind: "line", line, character: 0 } }),
            { class: "plain measure", title: strings.showInText },
          ),
        ]),
      ),
    ),
  ];
}

function footnote(
  {
    report,
    milliseconds,
    fromCache,
  }: Pick<Reported, "milliseconds" | "fromCache"> & {
    readonly report: Pick<Report, "rows" | "defaults">;
  },
  { strings, locale }: PageContext,
): HTMLElement {
  const took = fromCache ? strings.fromCache : fill(strings.took, duration(milliseconds, locale));
  return element(
    "footer",
    {},
    [[report.rows, took].filter((text) => text !== "").join(" · "), report.defaults]
      .filter((text) => text !== "")
      .map((text) => element("p", { text })),
  );
}
