import type { HostMessage, PanelState } from "../panel/messages.ts";
import { createCompiler } from "./compiler.ts";
import { createDesk } from "./desk.ts";
import type { PageContext } from "./context.ts";
import { button, element, fill, icon, icons } from "./dom.ts";
import { renderFailure } from "./failure.ts";
import { type Kept, keptVersion, lighter } from "./kept.ts";
import type { Outcome } from "./outcome.ts";
import { type RunningBar, createRunningBar } from "./running.ts";
import { type Section, createSection } from "./section.ts";
import { createTooltip } from "./tooltip.ts";

/** How the page reaches the editor. */
export interface PageHost {
  send: PageContext["send"];
  keep(state: Kept): void;
}

type Start = Omit<Extract<HostMessage, { kind: "start" }>, "kind">;

/** The page of results: shows what it is told, keeps the last result while a new run goes on. */
export interface Page {
  receive(message: HostMessage): void;
}

export function createPage(root: HTMLElement, host: PageHost, kept: Kept | undefined): Page {
  const tooltip = createTooltip();
  const live = element("p", { class: "aside", attributes: { role: "status" } });
  const top = element("div", { class: "top" });
  const results = element("div", { class: "results" });
  // Names the page for screen readers; everybody else sees it on the editor's tab.
  const heading = element("h1", { class: "aside" });
  root.replaceChildren(heading, live, top, results);

  let start: Start | undefined = kept;
  let state: PanelState = { kind: "idle" };
  let outcomes: readonly Outcome[] = kept?.outcomes ?? [];
  let stale = kept?.stale ?? false;
  const tabs = new Map(Object.entries(kept?.tabs ?? {}));
  const desk = createDesk((message) => host.send(message));
  const compiler = createCompiler((message) => host.send(message));
  let sections: readonly Section[] = [];
  let running: RunningBar | undefined;
  /** What `results` shows, to leave charts alone that don't change. */
  let shown = "";
  /** Funnels of a file read the same rows: what is to be said of these is said once. */
  const said = new Set<string>();

  const keep = (): void => {
    if (start === undefined) return;
    host.keep({
      version: keptVersion,
      uri: start.uri,
      file: start.file,
      locale: start.locale,
      strings: start.strings,
      outcomes: lighter(outcomes),
      stale,
      tabs: Object.fromEntries(tabs),
    });
  };

  const makeContext = ({ locale, strings }: Start): PageContext => ({
    locale,
    strings,
    tooltip,
    send: (message) => host.send(message),
    compile: (vegaLite) => compiler.compile(vegaLite),
    tabFor: (funnel) => tabs.get(funnel),
    chooseTab: (funnel, tab) => {
      tabs.set(funnel, tab);
      keep();
    },
    ask: (method, params) => desk.ask(method, params),
    isNew: (text) => {
      const isNew = !said.has(text);
      said.add(text);
      return isNew;
    },
  });

  const showTop = (context: PageContext, file: string): void => {
    const { strings } = context;
    if (state.kind === "running") {
      if (running === undefined) {
        running = createRunningBar(context);
        top.replaceChildren(running.root);
      }
      running.update(state);
      return;
    }
    running?.dispose();
    running = undefined;
    // What is shown is what is run again: one funnel, or all of the file's.
    const [only, ...others] = outcomes;
    const again = button(
      strings.runAgain,
      () =>
        context.send(
          only !== undefined && others.length === 0
            ? { kind: "run", funnel: only.funnel }
            : { kind: "run" },
        ),
      { class: "secondary" },
    );
    const empty = outcomes.length === 0 && state.kind !== "failed";
    top.replaceChildren(
      ...(empty
        ? [emptyPage(context)]
        : [
            element("div", { class: "bar" }, [
              element("span", {
                class: "file",
                text: file,
                title: file,
                attributes: { "aria-hidden": "true" },
              }),
              stale ? element("span", { class: "stale", text: strings.stale }) : undefined,
              again,
            ]),
          ]),
      ...(state.kind === "failed" ? [renderFailure(state.failure, state.problems, context)] : []),
    );
  };

  const showResults = (context: PageContext): void => {
    const wanted = JSON.stringify([context.locale, outcomes]);
    if (wanted === shown) return;
    shown = wanted;
    for (const section of sections) section.dispose();
    said.clear();
    sections = outcomes.map((outcome, index) => createSection(outcome, index, context));
    results.replaceChildren(...sections.map((section) => section.root));
    for (const section of sections) section.draw();
  };

  const show = (): void => {
    if (start === undefined) return;
    const context = makeContext(start);
    heading.textContent = start.file;
    showTop(context, start.file);
    showResults(context);
    results.setAttribute("aria-busy", String(state.kind === "running"));
  };

  const announce = (before: PanelState): void => {
    if (start === undefined || before.kind !== "running") return;
    const { strings } = start;
    if (state.kind === "done") {
      const words = state.outcomes.map((outcome) =>
        outcome.kind === "failure" ? strings.failedTitle : outcome.report.announcement,
      );
      live.textContent = fill(strings.finished, words.join("; "));
    } else if (state.kind === "failed") {
      live.textContent =
        state.failure === "cancelled" ? strings.cancelledTitle : strings.failedTitle;
    }
  };

  show();
  return {
    receive(message) {
      switch (message.kind) {
        case "start": {
          // Words in another language are set anew everywhere.
          if (start?.locale !== message.locale) {
            running?.dispose();
            running = undefined;
            shown = "";
          }
          start = message;
          break;
        }
        case "state": {
          const before = state;
          ({ state } = message);
          if (state.kind === "done") ({ outcomes } = state);
          // After a failure old figures would pass for new ones; after "cancel" they are what counts.
          if (state.kind === "failed" && state.failure !== "cancelled") outcomes = [];
          announce(before);
          break;
        }
        case "stale":
          ({ stale } = message);
          break;
        case "compiled":
          compiler.receive(message);
          return;
        case "answer":
          desk.receive(message);
          return;
      }
      show();
      if (state.kind !== "running") keep();
    },
  };
}

function emptyPage({ strings, send }: PageContext): HTMLElement {
  return element("div", { class: "empty" }, [
    icon(icons.funnel, "large"),
    element("h2", { text: strings.emptyTitle }),
    element("p", { text: strings.emptyHint }),
    button(strings.runAll, () => send({ kind: "run" }), { class: "primary" }),
  ]);
}
