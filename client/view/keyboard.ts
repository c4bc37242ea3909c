/** What a mark of a chart can do. */
export interface MarkActions {
  /** `toText`: to where it is written, whatever else it leads to. */
  choose(datum: unknown, toText: boolean): void;
  show(sentence: string, x: number, y: number, datum: unknown): void;
  hide(): void;
}

const ready = new WeakSet<Element>();

/**
 * Makes the marks that describe themselves reachable by keyboard: one stop for the Tab key, up and down
 * among marks of one kind (from stage to stage), left and right to all of them (its step, its loss),
 * Enter to choose. To be called after each drawing; marks may be new.
 */
export function makeReachable(place: HTMLElement, actions: MarkActions): void {
  const marks = marksOf(place);
  const current = marks.find((mark) => mark.getAttribute("tabindex") === "0") ?? marks[0];
  for (const mark of marks) {
    mark.setAttribute("tabindex", mark === current ? "0" : "-1");
    // "rect mark" tells nobody anything.
    mark.removeAttribute("aria-roledescription");
    if (ready.has(mark)) continue;
    ready.add(mark);
    mark.addEventListener("focus", () => {
      const { left, top, height } = mark.getBoundingClientRect();
      // Clicks focus too, and have the mouse's tooltip.
      if (mark.matches(":focus-visible")) {
        const sentence = mark.getAttribute("aria-label") ?? "";
        actions.show(sentence, left + 24, top + height, datumOf(mark));
      }
    });
    mark.addEventListener("blur", () => actions.hide());
    mark.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        actions.choose(datumOf(mark), isToText(event));
        return;
      }
      const isAcross = /^Arrow(Left|Right)$/.test(event.key);
      const all = marksOf(place).filter((one) => isAcross || one.parentNode === mark.parentNode);
      const next = nextIndex(event.key, all.indexOf(mark), all.length);
      const target = next === undefined ? undefined : all[next];
      if (target === undefined) return;
      event.preventDefault();
      mark.setAttribute("tabindex", "-1");
      target.setAttribute("tabindex", "0");
      target.focus();
    });
  }
}

/** Whether whoever clicks or presses a key wants to see where it is written. */
export function isToText({ ctrlKey, metaKey }: Pick<MouseEvent, "ctrlKey" | "metaKey">): boolean {
  return ctrlKey || metaKey;
}

/** In the order in which they are read: line by line. */
function marksOf(place: HTMLElement): SVGElement[] {
  const marks = [...place.querySelectorAll<SVGElement>('[role="graphics-symbol"][aria-label]')].map(
    (mark) => ({ mark, place: mark.getBoundingClientRect() }),
  );
  return marks
    .sort((a, b) => a.place.top - b.place.top || a.place.left - b.place.left)
    .map(({ mark }) => mark);
}

/** Where a key leads from the mark at `index` of `count`; nowhere for any other key. */
export function nextIndex(key: string, index: number, count: number): number | undefined {
  switch (key) {
    case "ArrowDown":
    case "ArrowRight":
      return Math.min(index + 1, count - 1);
    case "ArrowUp":
    case "ArrowLeft":
      return Math.max(index - 1, 0);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return undefined;
  }
}

/** Vega keeps the item that it drew with the element that it drew. */
function datumOf(mark: Element): unknown {
  const item: unknown = "__data__" in mark ? mark.__data__ : undefined;
  return typeof item === "object" && item !== null && "datum" in item ? item.datum : undefined;
}
