import {
  type NotebookOutput,
  type RevealMessage,
  readNotebookOutput,
} from "../panel/notebook-messages.ts";
import type { PageContext } from "./context.ts";
import { element } from "./dom.ts";
import css from "./panel.css";
import { type Section, createSection } from "./section.ts";
import { createTooltip } from "./tooltip.ts";

/** What VS Code hands to the page of outputs, which all outputs of a notebook share. */
interface RendererContext {
  /** Missing where the extension can't be reached. */
  readonly postMessage?: (message: RevealMessage) => void;
}

interface OutputItem {
  readonly id: string;
  json(): unknown;
  text(): string;
}

interface Renderer {
  renderOutputItem(item: OutputItem, place: HTMLElement): void;
  disposeOutputItem(id?: string): void;
}

export function activate({ postMessage }: RendererContext): Renderer {
  const shown = new Map<string, Section>();
  const tables = new Map<string, boolean>();
  let made = 0;
  // Outputs of other extensions stand on the same page: nothing of ours may reach them.
  document.head.append(element("style", { text: `@scope (.funnel-output) {\n${css}\n}` }));

  const dispose = (id: string): void => {
    shown.get(id)?.dispose();
    shown.delete(id);
  };
  const contextOf = (
    { cell, locale, strings }: NotebookOutput,
    root: HTMLElement,
  ): PageContext => ({
    locale,
    strings,
    tooltip: createTooltip(root),
    send: (message) => {
      if (message.kind === "reveal") postMessage?.({ kind: "reveal", cell, place: message.place });
    },
    tableFor: (funnel) =>
      tables.get(`${cell} ${funnel}`) ??
      document.body.classList.contains("vscode-using-screen-reader"),
    chooseTable: (funnel, table) => void tables.set(`${cell} ${funnel}`, table),
  });

  return {
    renderOutputItem(item, place) {
      dispose(item.id);
      const output = readNotebookOutput(item.json());
      if (output === undefined) {
        // Made by another version: what it says stays to be read.
        place.replaceChildren(element("pre", { text: item.text() }));
        return;
      }
      const root = element("div", { class: "funnel-output", attributes: { lang: output.locale } });
      const section = createSection(output.outcome, made++, contextOf(output, root));
      root.prepend(section.root);
      place.replaceChildren(root);
      section.draw();
      shown.set(item.id, section);
    },
    disposeOutputItem(id) {
      for (const each of id === undefined ? [...shown.keys()] : [id]) dispose(each);
    },
  };
}
