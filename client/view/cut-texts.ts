import type { Tooltip } from "./tooltip.ts";

const ready = new WeakSet<Element>();

/**
 * Texts of a chart that had no room whole say all under the mouse, where nothing else does: captions and
 * legends. Names and figures have a mark around them that says more.
 */
export function explainCutTexts(place: HTMLElement, tooltip: Tooltip): void {
  for (const text of place.querySelectorAll("text")) {
    const whole = wholeText(text);
    const isCut = whole !== undefined && text.textContent !== whole;
    text.style.pointerEvents = isCut ? "auto" : "";
    if (!isCut || ready.has(text)) continue;
    ready.add(text);
    text.addEventListener("mousemove", ({ clientX, clientY }) => {
      const said = wholeText(text);
      if (said !== undefined) tooltip.show(said, clientX, clientY);
    });
    text.addEventListener("mouseleave", () => tooltip.hide());
  }
}

/** As the chart was told; nothing where a mark says it. Vega keeps the item with what it drew. */
function wholeText(element: Element): string | undefined {
  const item: unknown = "__data__" in element ? element.__data__ : undefined;
  if (typeof item !== "object" || item === null || !("text" in item)) return undefined;
  const datum: unknown = "datum" in item ? item.datum : undefined;
  const isSaid = typeof datum === "object" && datum !== null && "sentence" in datum;
  return isSaid || typeof item.text !== "string" ? undefined : item.text;
}
