import { element } from "./dom.ts";
import type { Outcome } from "./outcome.ts";

type StudyTable = Extract<Outcome, { kind: "study" }>["report"]["tables"][number];
type Report = Extract<Outcome, { kind: "report" }>["report"];

/** The same figures as the chart's, as tables: one of the stages, one of each split. */
export function renderTables(report: Report, caption: string): HTMLElement[] {
  return [stageTable(report, caption), ...splitTables(report)];
}

/** A table of a study. What is still open is paler, and marked as in its note. */
export function renderStudyTable({ title, headings, rows, note }: StudyTable): HTMLElement {
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
