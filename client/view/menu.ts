import { element } from "./dom.ts";

/**
 * Buttons or boxes below a button of their own; arrows lead through them, Escape and whatever else
 * gets the focus close it, as pressing a button does.
 */
export function menu(title: string, items: readonly HTMLElement[]): HTMLElement {
  const summary = element("summary", { text: title });
  const list = element("div", { class: "menu-items" }, items);
  const root = element("details", { class: "menu" }, [summary, list]);
  // The words of a box would take the focus, and close the menu, before they are clicked.
  list.addEventListener("mousedown", (event) => {
    const { target } = event;
    if (target instanceof HTMLInputElement || target instanceof HTMLButtonElement) return;
    event.preventDefault();
  });
  const close = (): void => {
    root.open = false;
    summary.focus();
  };
  root.addEventListener("click", ({ target }) => {
    if (target instanceof HTMLButtonElement) close();
  });
  root.addEventListener("keydown", (event) => {
    const all = [summary, ...root.querySelectorAll<HTMLElement>("button, input")];
    const index = all.findIndex((one) => one === document.activeElement);
    if (event.key === "Escape" && root.open) {
      event.preventDefault();
      event.stopPropagation();
      close();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    root.open = true;
    all[Math.max(0, Math.min(all.length - 1, index + step))]?.focus();
  });
  root.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && root.contains(relatedTarget))) root.open = false;
  });
  return root;
}
