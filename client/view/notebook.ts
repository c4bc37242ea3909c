import {
  type NotebookOutput,
  type OutputMessage,
  readNotebookOutput,
} from "../panel/notebook-messages.ts";
import { readHostMessage } from "../panel/messages-guards.ts";
import { createCompiler } from "./compiler.ts";
import { createDesk } from "./desk.ts";
import type { PageContext } from "./context.ts";
import { element } from "./dom.ts";
import css from "./panel.css";
import { createSection } from "./section.ts";
import { onThemeChange } from "./theme.ts";
import { createTooltip } from "./tooltip.ts";

/** What VS Code hands to the page of outputs, which all outputs of a notebook share. */
interface RendererContext {
  /** Both are missing where the extension can't be reached. */
  readonly postMessage?: (message: OutputMessage) => void;
  readonly onDidReceiveMessage?: (listener: (message: unknown) => void) => void;
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

export function activate({ postMessage, onDidReceiveMessage }: RendererContext): Renderer {
  const shown = new Map<string, () => void>();
  const tabs = new Map<string, string>();
  const desk = createDesk();
  const compiler = createCompiler((message) => postMessage?.(message));
  onDidReceiveMessage?.((given) => {
    const message = readHostMessage(given);
    if (message?.kind === "compiled") compiler.receive(message);
    if (message?.kind === "answer") desk.receive(message);
  });
  let made = 0;
  // Outputs of other extensions stand on the same page: nothing of ours may reach them.
  document.head.append(element("style", { text: `@scope (.funnel-outputs) {\n${css}\n}` }));

  const dispose = (id: string): void => {
    shown.get(id)?.();
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
      if (message.kind === "run") postMessage?.({ kind: "run", cell });
      if (message.kind === "openSql") postMessage?.(message);
      if (
        message.kind === "copy" ||
        message.kind === "save" ||
        message.kind === "closePeople" ||
        message.kind === "leavePeople"
      ) {
        postMessage?.({ kind: "desk", cell, message });
      }
    },
    compile: (vegaLite) =>
      postMessage === undefined
        ? Promise.reject(new Error("the extension can't be reached"))
        : compiler.compile(vegaLite),
    tabFor: (funnel) => tabs.get(`${cell} ${funnel}`),
    chooseTab: (funnel, tab) => void tabs.set(`${cell} ${funnel}`, tab),
    ask: (method, params) =>
      postMessage === undefined
        ? Promise.reject(new Error("the extension can't be reached"))
        : desk.ask(method, params, (message) => postMessage({ kind: "desk", cell, message })),
    isNew: () => true,
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
      const themed = element("div", { class: themeClasses() }, [root]);
      place.replaceChildren(element("div", { class: "funnel-outputs" }, [themed]));
      section.draw();
      const endTheme = onThemeChange(() => {
        themed.className = themeClasses();
      });
      shown.set(item.id, () => {
        endTheme();
        section.dispose();
      });
    },
    disposeOutputItem(id) {
      for (const each of id === undefined ? [...shown.keys()] : [id]) dispose(each);
    },
  };
}

/** The page's, again in the scope of our styles: their rules match only what is in it, ancestors as well. */
function themeClasses(): string {
  return [...document.body.classList].filter((name) => name.startsWith("vscode-")).join(" ");
}
