import { type Chart, type Choice, drawChart } from "./chart.ts";
import type { PageContext } from "./context.ts";
import { button, element, fill } from "./dom.ts";
import type { Outcome } from "./outcome.ts";
import { renderReportTable, renderTables } from "./table.ts";
import { type Tab, type Tabs, createTabs } from "./tabs.ts";

type Reported = Extract<Outcome, { kind: "report" }>;
type Studied = Extract<Outcome, { kind: "study" }>;
type ChartTab = Reported["chart"]["tab"];

/** The views of a funnel: its charts, the figures as tables, the query. */
export function funnelViews(outcome: Reported, name: string, context: PageContext): Tabs {
  const { report } = outcome;
  const { strings } = context;
  const titles: Readonly<Record<ChartTab, string>> = {
    steps: strings.tabSteps,
    trend: strings.tabTrend,
    time: strings.tabTime,
    flow: strings.tabFlow,
    pipeline: strings.tabPipeline,
  };
  const choose = (choice: Choice): void => {
    const { offset } = choice;
    if (choice.kind === "time" && hasTimes) tabs.choose("time");
    else if (choice.kind === "people" && context.showPeople !== undefined) {
      context.showPeople(choice.stage, choice.who);
    } else if (offset !== undefined) {
      context.send({ kind: "reveal", place: { kind: "offset", offset } });
    }
  };
  const hint = (choice: Choice): string => {
    if (choice.kind === "time" && hasTimes) return strings.hintTime;
    if (choice.kind === "people" && context.showPeople !== undefined) {
      return choice.who === "reached" ? strings.hintReached : strings.hintDropped;
    }
    return choice.offset === undefined ? "" : strings.hintText;
  };
  const charts = [outcome.chart, ...outcome.others];
  const hasTimes = charts.some(({ tab }) => tab === "time");
  const sentencesOf = (tab: ChartTab): readonly string[] =>
    tab === "trend" ? report.changes.flatMap((one) => (one.kind === tab ? one.sentences : [])) : [];
  const drawn = charts.map((chart): Tab => {
    const label = `${fill(strings.chartLabel, report.title)}. ${titles[chart.tab]}. ${report.summary}`;
    const sentences = sentencesOf(chart.tab);
    return {
      id: chart.tab,
      title: titles[chart.tab],
      open: (panel) => openChart(panel, chart, sentences, { label, choose, hint, context }),
    };
  });
  const table: Tab = {
    id: "table",
    title: strings.tabTable,
    open: (panel) => {
      const caption = fill(strings.tableLabel, report.title);
      panel.append(element("div", { class: "tables" }, renderTables(report, caption)));
      return undefined;
    },
  };
  const views = outcome.tableFirst === true ? [table, ...drawn] : [...drawn, table];
  const tabs = tabsOf([...views, ...sqlTab(outcome, context)], outcome, name, context);
  return tabs;
}

export function studyViews(outcome: Studied, name: string, context: PageContext): Tabs {
  const { report, chart } = outcome;
  const { strings } = context;
  const label = `${fill(strings.chartLabel, report.title)}. ${report.announcement}`;
  const choose = (): void => {};
  const hint = (): string => "";
  const drawn: readonly Tab[] =
    chart === undefined
      ? []
      : [
          {
            id: "chart",
            title: strings.tabChart,
            open: (panel) => openChart(panel, chart, [], { label, choose, hint, context }),
          },
        ];
  const table: Tab = {
    id: "table",
    title: strings.tabTable,
    open: (panel) => {
      panel.append(element("div", { class: "tables" }, report.tables.map(renderReportTable)));
      return undefined;
    },
  };
  const tables = report.tables.length === 0 ? [] : [table];
  return tabsOf([...drawn, ...tables, ...sqlTab(outcome, context)], outcome, name, context);
}

function tabsOf(
  tabs: readonly Tab[],
  { funnel, report }: Reported | Studied,
  name: string,
  context: PageContext,
): Tabs {
  const usesScreenReader = document.body.classList.contains("vscode-using-screen-reader");
  return createTabs(tabs, {
    label: fill(context.strings.view, report.title),
    name,
    chosen: context.tabFor(funnel) ?? (usesScreenReader ? "table" : undefined),
    onChoose: (id) => context.chooseTab(funnel, id),
  });
}

interface Drawing {
  readonly vegaLite: object;
  /** Absent: to be compiled first. */
  readonly vega?: object;
}

interface DrawingOptions {
  readonly label: string;
  readonly choose: (choice: Choice) => void;
  readonly hint: (choice: Choice) => string;
  readonly context: PageContext;
}

function openChart(
  panel: HTMLElement,
  { vegaLite, vega }: Drawing,
  sentences: readonly string[],
  { label, choose, hint, context }: DrawingOptions,
): () => void {
  const place = element("div", { class: "chart" });
  panel.append(...sentences.map((text) => element("p", { class: "sentence", text })), place);
  const draw = async (): Promise<Chart | undefined> => {
    try {
      const compiled = vega ?? (await context.compile(vegaLite));
      return await drawChart(place, compiled, {
        label,
        tooltip: context.tooltip,
        onChoose: choose,
        hint,
      });
    } catch {
      place.replaceChildren(element("p", { class: "notice", text: context.strings.chartFailed }));
      return undefined;
    }
  };
  const drawn = draw();
  return () => {
    void drawn.then((chart) => chart?.dispose());
  };
}

function sqlTab(
  { funnel, sql }: Pick<Reported, "funnel" | "sql">,
  { strings, send }: PageContext,
): Tab[] {
  if (sql === "") return [];
  return [
    {
      id: "sql",
      title: strings.tabSql,
      open: (panel) => {
        panel.append(
          element("div", { class: "sql-line" }, [
            element("p", { text: strings.sqlNote }),
            button(strings.openSql, () => send({ kind: "openSql", funnel, sql }), {
              class: "secondary",
            }),
          ]),
          element("pre", {}, [element("code", { text: sql })]),
        );
        return undefined;
      },
    },
  ];
}
