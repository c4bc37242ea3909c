import type { PeopleList, PersonRow } from "../../server/protocol/index.ts";
import { button, element, fill } from "./dom.ts";
import { createPlaces } from "./places.ts";

type Column = PeopleList["columns"][number];

export interface GridOptions {
  readonly list: PeopleList;
  /** Those that the user wants to see. */
  readonly columns: readonly Column[];
  /** Unlike that of any other grid of the page. */
  readonly name: string;
  /** "Why?", "Sort by {0}" */
  readonly words: { readonly why: string; readonly sortBy: string };
  readonly order: { readonly column: string; readonly descending?: true } | undefined;
  /** Some of the rows; undefined: they couldn't be read. */
  readonly load: (offset: number, limit: number) => Promise<readonly PersonRow[] | undefined>;
  readonly onSort: (column: string) => void;
  readonly onWhy: (actor: string) => void;
}

export interface Grid {
  readonly root: HTMLElement;
  /** Draws the rows, once it stands in the document. */
  draw(): void;
  focus(): void;
  focusHeading(column: string): void;
  dispose(): void;
}

/** Rows that are read at a time. */
const pageSize = 100;
/** How many of these are kept. */
const mostPages = 50;
/** After the last movement: whoever flies past a million rows reads none of them. */
const settleMilliseconds = 80;

/**
 * A table of any length of which only the rows on the screen exist. One stop for the Tab key: arrows,
 * Page Up and Down, Home and End lead from row to row, Enter asks why.
 */
export function createGrid(options: GridOptions): Grid {
  const { list, columns, name, words } = options;
  const places = columns.map((column) => list.columns.indexOf(column));
  const pages = new Map<number, readonly PersonRow[]>();
  keepFirst();
  const asked = new Set<number>();
  let active = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let disposed = false;

  const head = element("div", { class: "people-head", attributes: { role: "rowgroup" } }, [
    element(
      "div",
      { class: "people-row", attributes: { role: "row", "aria-rowindex": "1" } },
      inColumns([
        ...columns.map(heading),
        element("span", { attributes: { role: "columnheader" } }, [
          element("span", { class: "aside", text: words.why }),
        ]),
      ]),
    ),
  ]);
  const rows = element("div", { class: "people-rows" });
  const body = element("div", { class: "people-body", attributes: { role: "rowgroup" } }, [rows]);
  const root = element(
    "div",
    {
      class: "people-grid",
      attributes: {
        role: "grid",
        tabindex: "0",
        "aria-label": list.title,
        "aria-rowcount": String(list.total + 1),
        "aria-colcount": String(columns.length + 1),
      },
    },
    [head, body],
  );
  root.style.setProperty(
    "--columns",
    `${widths().join(" ")} minmax(${words.why.length + 4}ch, 1fr)`,
  );

  function keepFirst(): void {
    for (let page = 0; page * pageSize < list.rows.length; page++) {
      const some = list.rows.slice(page * pageSize, (page + 1) * pageSize);
      // A page that isn't whole is read again.
      if (some.length === pageSize || list.rows.length === list.total) pages.set(page, some);
    }
  }

  function heading(column: Column): HTMLElement {
    const { order } = options;
    const isOrder = order?.column === column.id;
    const direction = order?.descending === true ? "descending" : "ascending";
    const sort = button(column.title, () => options.onSort(column.id), {
      class: "plain",
      title: fill(words.sortBy, column.title),
    });
    return element(
      "span",
      {
        ...(column.isNumber ? { class: "number" } : {}),
        attributes: { role: "columnheader", ...(isOrder ? { "aria-sort": direction } : {}) },
      },
      [sort],
    );
  }

  /** By what stands in the first rows. */
  function widths(): string[] {
    return columns.map(({ title }, index): string => {
      const place = places[index] ?? 0;
      const texts = [title, ...list.rows.map((row) => row[place] ?? "")];
      const longest = Math.max(...texts.map(({ length }) => length));
      return `${Math.max(4, Math.min(36, longest)) + 4}ch`;
    });
  }

  const scroll = createPlaces(root, head, list.total);

  function rowAt(index: number): HTMLElement {
    const row = pages.get(Math.floor(index / pageSize))?.[index % pageSize];
    const made = element(
      "div",
      {
        class: row === undefined ? "people-row waiting" : "people-row",
        attributes: {
          role: "row",
          id: `${name}-row-${index}`,
          "aria-rowindex": String(index + 2),
          "aria-selected": String(index === active),
        },
      },
      inColumns([
        ...columns.map(({ isNumber }, at) => {
          const text = row?.[places[at] ?? 0] ?? "…";
          return element("span", {
            text,
            title: text,
            ...(isNumber ? { class: "number" } : {}),
            attributes: { role: at === 0 ? "rowheader" : "gridcell" },
          });
        }),
        element("span", { attributes: { role: "gridcell" } }, [
          button(words.why, () => why(index), { class: "link", attributes: { tabindex: "-1" } }),
        ]),
      ]),
    );
    made.addEventListener("click", () => activate(index));
    return made;
  }

  function why(index: number): void {
    activate(index);
    const actor = pages.get(Math.floor(index / pageSize))?.[index % pageSize]?.[0];
    if (actor !== undefined) options.onWhy(actor);
  }

  function activate(index: number): void {
    active = Math.max(0, Math.min(list.total - 1, index));
    scroll.show(active);
    draw();
  }

  function draw(): void {
    if (disposed) return;
    root.style.setProperty("--row", `${scroll.row()}px`);
    body.style.height = `${scroll.height()}px`;
    const { first, count, top } = scroll.visible();
    rows.style.transform = `translateY(${top}px)`;
    rows.replaceChildren(...Array.from({ length: count }, (_, at) => rowAt(first + at)));
    const isShown = active >= first && active < first + count;
    if (isShown) root.setAttribute("aria-activedescendant", `${name}-row-${active}`);
    else root.removeAttribute("aria-activedescendant");
    clearTimeout(timer);
    timer = setTimeout(() => void read(first, count), pages.size === 0 ? 0 : settleMilliseconds);
  }

  /** What is on the screen and isn't known yet. */
  async function read(first: number, count: number): Promise<void> {
    const last = Math.floor((first + count - 1) / pageSize);
    for (let page = Math.floor(first / pageSize); page <= last; page++) {
      if (pages.has(page) || asked.has(page)) continue;
      asked.add(page);
      const found = await options.load(page * pageSize, pageSize);
      asked.delete(page);
      if (found === undefined) return;
      pages.set(page, found);
      const [oldest] = pages.keys();
      if (pages.size > mostPages && oldest !== undefined) pages.delete(oldest);
      draw();
    }
  }

  root.addEventListener("scroll", () => requestAnimationFrame(draw), { passive: true });
  root.addEventListener("keydown", (event) => {
    if (event.target !== root) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      why(active);
      return;
    }
    const next = nextRow(event.key, active, scroll.visible().whole, list.total);
    if (next === undefined) return;
    event.preventDefault();
    activate(next);
  });

  return {
    root,
    draw,
    focus: () => root.focus(),
    focusHeading: (column) => {
      const index = columns.findIndex(({ id }) => id === column);
      head.querySelectorAll("button")[index]?.focus();
    },
    dispose: () => {
      disposed = true;
      clearTimeout(timer);
    },
  };
}

/** Each in its column; the last may lie over any of them, since it stays in sight. */
function inColumns(cells: readonly HTMLElement[]): readonly HTMLElement[] {
  for (const [at, cell] of cells.entries()) {
    cell.style.gridArea = at === cells.length - 1 ? "1 / 1 / 2 / -1" : `1 / ${at + 1}`;
  }
  return cells;
}

function nextRow(key: string, row: number, page: number, total: number): number | undefined {
  switch (key) {
    case "ArrowDown":
      return row + 1;
    case "ArrowUp":
      return row - 1;
    case "PageDown":
      return row + page;
    case "PageUp":
      return row - page;
    case "Home":
      return 0;
    case "End":
      return total - 1;
    default:
      return undefined;
  }
}
