import { View, parse } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { type ChartNotes, readNotes } from "./chart-notes.ts";
import { type MarkActions, makeReachable } from "./keyboard.ts";
import { chartColours, editorTheme, onThemeChange } from "./theme.ts";
import type { Tooltip } from "./tooltip.ts";

export interface ChartOptions {
  readonly label: string;
  readonly tooltip: Tooltip;
  /** A stage was chosen, by mouse or keyboard: where its name stands in the text. */
  readonly onChoose: (offset: number) => void;
}

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
  const view = new View(parse(vega, undefined, { ast: true }), {
    renderer: "svg",
    container: place,
    hover: false,
    expr: expressionInterpreter,
    loader: refuseToLoad(),
    tooltip: (_handler, event, _item, value) => {
      if (value === null || value === undefined || value === "") options.tooltip.hide();
      else options.tooltip.show(String(value), event.clientX, event.clientY);
    },
  });
  const actions: MarkActions = {
    choose: (datum) => {
      const offset = offsetOf(datum);
      if (offset !== undefined) options.onChoose(offset);
    },
    canChoose: (datum) => offsetOf(datum) !== undefined,
    show: (sentence, x, y) => options.tooltip.show(sentence, x, y),
    hide: () => options.tooltip.hide(),
  };

  let disposed = false;
  const draw = async (): Promise<void> => {
    if (disposed) return;
    await view.runAsync();
    makeReachable(place, actions);
  };
  const fit = (): void => {
    const width = Math.floor(place.clientWidth);
    if (disposed || width <= 0 || Math.abs(width - view.width()) < 1) return;
    view.width(width);
    void draw();
  };
  const dress = (): void => setTheme(view, notes);

  view.signal("heading", false);
  view.description(options.label);
  view.addEventListener("click", (_event, item) => {
    if (item !== null && item !== undefined) actions.choose(item.datum);
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

function setTheme(view: View, notes: ChartNotes | undefined): void {
  const style = getComputedStyle(document.body);
  const size = Number.parseFloat(style.fontSize) || 13;
  view.signal("font", style.fontFamily).signal("size", size);
  if (notes === undefined) return;
  for (const [name, colour] of chartColours(notes.colours, editorTheme())) {
    view.signal(name, colour);
  }
  const context = document.createElement("canvas").getContext("2d");
  if (context === null || notes.sample.ems <= 0) return;
  context.font = `${size}px ${style.fontFamily}`;
  const real = context.measureText(notes.sample.text).width / (notes.sample.ems * size);
  if (Number.isFinite(real) && real > 0) {
    view.signal("stretch", Math.max(0.8, Math.min(1.6, real * 1.03)));
  }
}

function offsetOf(datum: unknown): number | undefined {
  if (typeof datum !== "object" || datum === null || !("offset" in datum)) return undefined;
  return typeof datum.offset === "number" ? datum.offset : undefined;
}

function refuseToLoad() {
  const refuse = (): Promise<never> => Promise.reject(new Error("charts load nothing"));
  return { load: refuse, sanitize: refuse, http: refuse, file: refuse };
}
