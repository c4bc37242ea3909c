import { View, parse } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { type ChartNotes, readNotes } from "./chart-notes.ts";
import { explainCutTexts } from "./cut-texts.ts";
import { type MarkActions, isToText, makeReachable } from "./keyboard.ts";
import { chartColours, editorTheme, onThemeChange } from "./theme.ts";
import type { Tooltip } from "./tooltip.ts";

export interface ChartOptions {
  readonly label: string;
  readonly tooltip: Tooltip;
  /** Something was chosen, by mouse or keyboard. */
  readonly onChoose: (choice: Choice) => void;
  /** What choosing it leads to, in words; empty where it leads nowhere. */
  readonly hint: (choice: Choice) => string;
}

/** What a mark leads to. `offset` is where the name of its stage stands in the text. */
export type Choice =
  | {
      readonly kind: "people";
      readonly stage: string;
      readonly who: "reached" | "dropped";
      readonly offset: number | undefined;
    }
  | { readonly kind: "time"; readonly offset: number | undefined }
  | { readonly kind: "text"; readonly offset: number };

export interface Chart {
  /** Ends the view and all that it listens to. */
  dispose(): void;
}

/**
 * Draws a compiled chart into a place, as wide as the place is and in the editor's colours, and
 * keeps both up to date. No expression is ever turned into code; nothing is loaded.
 */
export async function drawChart(
  place: HTMLElement,
  vega: object,
  options: ChartOptions,
): Promise<Chart> {
  const notes = readNotes(vega);
  const hintOf = (datum: unknown): string => {
    const choice = choiceOf(datum, false);
    return choice === undefined ? "" : options.hint(choice);
  };
  const view = new View(parse(vega, undefined, { ast: true }), {
    renderer: "svg",
    container: place,
    hover: false,
    expr: expressionInterpreter,
    loader: refuseToLoad(),
    tooltip: (_handler, event, item, value) => {
      if (value === null || value === undefined || value === "") options.tooltip.hide();
      else options.tooltip.show(String(value), event.clientX, event.clientY, hintOf(item?.datum));
    },
  });
  const actions: MarkActions = {
    choose: (datum, toText) => {
      const choice = choiceOf(datum, toText);
      if (choice !== undefined) options.onChoose(choice);
    },
    show: (sentence, x, y, datum) => options.tooltip.show(sentence, x, y, hintOf(datum)),
    hide: () => options.tooltip.hide(),
  };

  let disposed = false;
  const draw = async (): Promise<void> => {
    if (disposed) return;
    await view.runAsync();
    makeReachable(place, actions);
    explainCutTexts(place, options.tooltip);
  };
  const fit = (): void => {
    const width = Math.floor(place.clientWidth);
    if (disposed || width <= 0 || Math.abs(width - view.width()) < 1) return;
    view.width(width);
    void draw();
  };
  const dress = (): void => setTheme(view, notes, place);

  view.signal("heading", false);
  view.description(options.label);
  view.addEventListener("click", (event, item) => {
    if (item === null || item === undefined) return;
    actions.choose(item.datum, event instanceof MouseEvent && isToText(event));
  });
  dress();
  const width = Math.floor(place.clientWidth);
  if (width > 0) view.width(width);
  await draw();

  // In the next frame: drawn within the observation, the new height would set it off again.
  const resized = new ResizeObserver(() => requestAnimationFrame(fit));
  resized.observe(place);
  const endTheme = onThemeChange(() => {
    dress();
    void draw();
  });
  return {
    dispose() {
      disposed = true;
      resized.disconnect();
      endTheme();
      view.finalize();
      options.tooltip.hide();
    },
  };
}

function setTheme(view: View, notes: ChartNotes | undefined, place: HTMLElement): void {
  const style = getComputedStyle(document.body);
  const size = Number.parseFloat(style.fontSize) || 13;
  view.signal("font", style.fontFamily).signal("size", size);
  if (notes === undefined) return;
  for (const [name, colour] of chartColours(notes.colours, editorTheme())) {
    view.signal(name, colour);
    // What is said above the chart is marked in the colour that the chart has it in.
    if (name === "accent") place.closest("section")?.style.setProperty("--accent", colour);
  }
  const context = document.createElement("canvas").getContext("2d");
  if (context === null || notes.sample.ems <= 0) return;
  context.font = `${size}px ${style.fontFamily}`;
  const real = context.measureText(notes.sample.text).width / (notes.sample.ems * size);
  if (Number.isFinite(real) && real > 0) {
    view.signal("stretch", Math.max(0.8, Math.min(1.6, real * 1.03)));
  }
}

/** As in the editor, with Ctrl (or Cmd) it leads to where it is written. */
function choiceOf(datum: unknown, toText: boolean): Choice | undefined {
  if (typeof datum !== "object" || datum === null) return undefined;
  const facts = new Map<string, unknown>(Object.entries(datum));
  const [answer, stage, place] = [facts.get("answer"), facts.get("stage"), facts.get("offset")];
  const offset = typeof place === "number" ? place : undefined;
  if (!toText && answer === "time") return { kind: "time", offset };
  if (!toText && (answer === "reached" || answer === "dropped") && typeof stage === "string") {
    return { kind: "people", stage, who: answer, offset };
  }
  return offset === undefined ? undefined : { kind: "text", offset };
}

function refuseToLoad() {
  const refuse = (): Promise<never> => Promise.reject(new Error("charts load nothing"));
  return { load: refuse, sanitize: refuse, http: refuse, file: refuse };
}
