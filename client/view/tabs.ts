import { button, element } from "./dom.ts";
import { nextIndex } from "./keyboard.ts";

export interface Tab {
  readonly id: string;
  readonly title: string;
  /** Makes what it shows, when it is opened first and stands in the document; returns what ends it. */
  readonly open: (panel: HTMLElement) => (() => void) | undefined;
}

export interface Tabs {
  /** The row of tabs; hidden where there is no choice. */
  readonly list: HTMLElement;
  /** What the chosen one shows. */
  readonly panels: HTMLElement;
  /** Opens the chosen one: once all of it stands in the document. */
  readonly draw: () => void;
  /** As somebody's click on it would; nothing where there is no such tab. */
  readonly choose: (id: string) => void;
  readonly dispose: () => void;
}

export interface TabsOptions {
  /** For screen readers: of what these are the views. */
  readonly label: string;
  /** Unlike that of any other tabs of the page. */
  readonly name: string;
  /** Where it names none of them, the first. */
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}

/**
 * Tabs as screen readers know them: one stop for the Tab key, arrows from tab to tab, which opens them.
 * What a tab shows is made when it is opened first, and stays.
 */
export function createTabs(tabs: readonly Tab[], options: TabsOptions): Tabs {
  const { label, name, onChoose } = options;
  const ends: (() => void)[] = [];
  const made = tabs.map((tab, index) => {
    const [id, panelId] = [`${name}-tab-${tab.id}`, `${name}-panel-${tab.id}`];
    const head = button(tab.title, () => choose(index), {
      class: "tab",
      attributes: { role: "tab", id, "aria-controls": panelId },
    });
    head.addEventListener("keydown", (event) => {
      const next = nextIndex(event.key, index, tabs.length);
      // Up and down scroll the page, as anywhere.
      if (next === undefined || /^Arrow(Up|Down)$/.test(event.key)) return;
      event.preventDefault();
      choose(next);
      made[next]?.head.focus();
    });
    const panel = element("div", {
      class: `view ${tab.id}-view`,
      attributes: { role: "tabpanel", id: panelId, "aria-labelledby": id },
    });
    return { tab, head, panel, opened: false };
  });
  const list = element(
    "div",
    { class: "tabs", attributes: { role: "tablist", "aria-label": label } },
    made.map(({ head }) => head),
  );
  list.hidden = made.length < 2;
  const panels = element(
    "div",
    { class: "views" },
    made.map(({ panel }) => panel),
  );

  let chosen = Math.max(
    0,
    tabs.findIndex(({ id }) => id === options.chosen),
  );
  const show = (): void => {
    for (const [index, { head, panel }] of made.entries()) {
      const isChosen = index === chosen;
      head.setAttribute("aria-selected", String(isChosen));
      head.setAttribute("tabindex", isChosen ? "0" : "-1");
      panel.hidden = !isChosen;
    }
  };
  const draw = (): void => {
    const current = made[chosen];
    if (current === undefined || current.opened) return;
    current.opened = true;
    const end = current.tab.open(current.panel);
    if (end !== undefined) ends.push(end);
  };
  const choose = (index: number): void => {
    const tab = tabs[index];
    if (tab === undefined) return;
    if (index !== chosen) onChoose(tab.id);
    chosen = index;
    show();
    draw();
  };
  show();
  return {
    list,
    panels,
    draw,
    choose: (id) => {
      const index = tabs.findIndex((tab) => tab.id === id);
      choose(index);
      made[index]?.head.focus();
    },
    dispose: () => {
      for (const end of ends) end();
    },
  };
}
