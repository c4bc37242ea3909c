import type { PanelState } from "../panel/messages.ts";
import type { PageContext } from "./context.ts";
import { button, element, fill } from "./dom.ts";

type Running = Extract<PanelState, { kind: "running" }>;

/** The bar of a run: what it does, for how long, and how to end it. */
export interface RunningBar {
  readonly root: HTMLElement;
  update(state: Running): void;
  dispose(): void;
}

export function createRunningBar(context: PageContext): RunningBar {
  const { strings, locale } = context;
  const words = element("p", { class: "running-words" });
  const seconds = element("span", { class: "seconds" });
  const cancel = button(
    strings.cancel,
    () => {
      cancel.disabled = true;
      cancel.textContent = strings.cancelling;
      context.send({ kind: "cancel" });
    },
    { class: "secondary" },
  );
  const progress = element("div", {
    class: "progress",
    attributes: { role: "progressbar", "aria-label": strings.runningAny },
  });
  const amount = element("div");
  progress.append(amount);
  const root = element("div", { class: "running" }, [
    progress,
    element("div", { class: "running-line" }, [words, seconds, cancel]),
  ]);

  const format = new Intl.NumberFormat(locale, {
    style: "unit",
    unit: "second",
    unitDisplay: "narrow",
  });
  let runId = "";
  let began = performance.now();
  const tick = (): void => {
    const elapsed = Math.floor((performance.now() - began) / 1000);
    seconds.textContent = elapsed < 1 ? "" : format.format(elapsed);
  };
  const timer = setInterval(tick, 250);

  return {
    root,
    update(state) {
      if (state.runId !== runId) {
        runId = state.runId;
        began = performance.now() - state.elapsedMilliseconds;
        cancel.disabled = false;
        cancel.textContent = strings.cancel;
      }
      words.textContent = [
        state.funnel === undefined ? strings.runningAny : fill(strings.running, state.funnel),
        phase(state, context),
      ].join(" · ");
      // CSSOM, which the page's content policy allows; a style attribute it doesn't.
      const { fraction } = state;
      progress.classList.toggle("endless", fraction === undefined);
      if (fraction === undefined) progress.removeAttribute("aria-valuenow");
      else progress.setAttribute("aria-valuenow", String(Math.round(fraction * 100)));
      amount.style.width = fraction === undefined ? "" : `${fraction * 100}%`;
      tick();
    },
    dispose: () => clearInterval(timer),
  };
}

function phase({ phase }: Running, { strings }: PageContext): string {
  switch (phase) {
    case "starting":
      return strings.phaseStarting;
    case "reading":
      return strings.phaseReading;
    case "computing":
      return strings.phaseComputing;
    case "drawing":
      return strings.phaseDrawing;
  }
}
