import { element } from "./dom.ts";
import type { Outcome } from "./outcome.ts";

type ReportTable = Extract<Outcome, { kind: "study" }>["report"]["tables"][number];
type Report = Extract<Outcome, { kind: "report" }>["report"];

/** All figures of a funnel as tables: of the stages, of each split, of what changed, of the reasons. */
export function renderTables(report: Report, caption: string): HTMLElement[] {
  const { positions, changes, measures } = report;
  return [
    stageTable(report, caption),
    ...positions.map(renderReportTable),
    ...splitTables(report),
    ...changes.flatMap(({ table: figures, title, sentences: [first = ""] }) =>
      figures === undefined
        ? []
        : [renderReportTable({ ...figures, title: figures.title || title || first })],
    ),
    ...measures.slice(1).map(renderReportTable),
    ...reasonTable(report),
  ];
}

/** What is still open is marked as in the table's note. */
export function renderReportTable({ title, headings, rows, note }: ReportTable): HTMLElement {
  const made = table(
    title,
    headings,
    rows.map(({ name, cells }) => [
      name,
      ...cells.map(({ text, isPartial }) => (isPartial === true ? `${text}*` : text)),
    ]),
  );
  if (note !== "") made.append(element("p", { class: "note", text: note }));
  return made;
}

function stageTable({ headings, stages }: Report, caption: string): HTMLElement {
  return table(
    caption,
    [
      headings.stage,
      headings.count,
      headings.fromPrevious,
      headings.interval,
      headings.fromFirst,
      headings.lost,
      headings.median,
      headings.average,
      headings.p90,
    ],
    stages.map((stage) => [
      stage.title,
      stage.count,
      stage.fromPrevious,
      stage.interval,
      stage.fromFirst,
      stage.lost,
      stage.median,
      stage.average,
      stage.p90,
    ]),
  );
}

function splitTables({ headings, stages, splits }: Report): HTMLElement[] {
  const groups = [...new Set(splits.map((split) => split.group))];
  return groups.map((group) =>
    table(
      group,
      [
        group,
        ...stages.map((stage) => stage.title),
        headings.conversion,
        headings.interval,
        headings.median,
      ],
      splits.filter((split) => split.group === group).map(splitRow),
    ),
  );
}

function reasonTable({ reasons, reasonsTitle, headings }: Report): HTMLElement[] {
  if (reasons.length === 0) return [];
  const rows = reasons.map(({ stage, lost, parts }) => [stage, lost, parts.join("; ")]);
  const made = table(reasonsTitle, [headings.stage, headings.lost, reasonsTitle], rows);
  made.classList.add("of-words");
  return [made];
}

/** The first column names its row. A wide table scrolls by itself, by keyboard too. */
function table(
  caption: string,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): HTMLElement {
  return element(
    "div",
    { class: "scroll", attributes: { tabindex: "0", role: "region", "aria-label": caption } },
    [
      element("table", {}, [
        element("caption", { text: caption }),
        element("thead", {}, [
          element(
            "tr",
            {},
            headings.map((text) => element("th", { text, attributes: { scope: "col" } })),
          ),
        ]),
        element(
          "tbody",
          {},
          rows.map(([name = "", ...cells]) =>
            element("tr", {}, [
              element("th", { text: name, attributes: { scope: "row" } }),
              ...cells.map((text) => element("td", { text })),
            ]),
          ),
        ),
      ]),
    ],
  );
}

function splitRow({
  value,
  stages,
  conversion,
  interval,
  median,
}: Report["splits"][number]): string[] {
  const counts = stages.map(({ count, fromFirst }, index) =>
    index === 0 ? count : `${count} (${fromFirst})`,
  );
  return [value, ...counts, conversion, interval, median];
}
