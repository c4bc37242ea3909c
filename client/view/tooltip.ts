import { element } from "./dom.ts";

/** One tooltip for the whole page or for one output, at the mouse or beside what has the focus. */
export interface Tooltip {
  /**
   * At a point of the window, in CSS pixels. A sentence's parts stand one below the other, below them what
   * a click leads to.
   */
  show(sentence: string, x: number, y: number, hint?: string): void;
  hide(): void;
}

export function createTooltip(parent: HTMLElement = document.body): Tooltip {
  // Screen readers hear the same sentence from the mark itself.
  const box = element("div", { class: "tooltip", attributes: { "aria-hidden": "true" } });
  box.hidden = true;
  parent.append(box);
  const hide = (): void => {
    box.hidden = true;
  };
  window.addEventListener("scroll", hide, { passive: true });
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") hide();
  });
  return {
    show(sentence, x, y, hint = "") {
      const [first = "", ...others] = sentence.split("; ");
      box.replaceChildren(
        element("strong", { text: first }),
        ...others.map((text) => element("span", { text })),
        ...(hint === "" ? [] : [element("span", { class: "hint", text: hint })]),
      );
      box.hidden = false;
      const gap = 12;
      const left = Math.min(x + gap, window.innerWidth - box.offsetWidth - gap);
      const below = y + gap;
      const fits = below + box.offsetHeight + gap <= window.innerHeight;
      const top = fits ? below : y - gap - box.offsetHeight;
      box.style.left = `${Math.max(gap, left)}px`;
      box.style.top = `${Math.max(gap, top)}px`;
    },
    hide,
  };
}
