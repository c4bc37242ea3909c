/** Which rows of a long list stand on the screen. Pixels. */
export interface Places {
  visible(): {
    /** The first row of which something is to be seen, and how many. */
    readonly first: number;
    readonly count: number;
    /** Where the first one stands in the space of all. */
    readonly top: number;
    /** How many fit as a whole. */
    readonly whole: number;
  };
  /** The height of one. */
  row(): number;
  /** Of the space that all rows take up, or would take up. */
  height(): number;
  /** Scrolls no further than is needed to see a row. */
  show(row: number): void;
}

/** Browsers draw nothing that is much higher; then a pixel of the scroll bar stands for more than one. */
export const highest = 12_000_000;

/** In ems of the list. */
const rowEms = 2.1;

export function createPlaces(scroller: HTMLElement, head: HTMLElement, total: number): Places {
  const rowHeight = (): number =>
    Math.round((Number.parseFloat(getComputedStyle(scroller).fontSize) || 13) * rowEms);
  const room = (): number => Math.max(0, scroller.clientHeight - head.offsetHeight);
  return {
    visible: () => visibleRows(scroller.scrollTop, room(), rowHeight(), total),
    row: rowHeight,
    height: () => Math.min(highest, total * rowHeight()),
    show(row) {
      const place = placeOf(row, scroller.scrollTop, room(), rowHeight(), total);
      if (place !== scroller.scrollTop) scroller.scrollTop = place;
    },
  };
}

/** Of a list of so many rows, scrolled so far within so much room. */
export function visibleRows(
  scrolled: number,
  room: number,
  row: number,
  total: number,
): ReturnType<Places["visible"]> {
  const whole = Math.max(1, Math.floor(room / row));
  const height = total * row;
  const exact =
    height <= highest
      ? scrolled / row
      : (scrolled / Math.max(1, highest - room)) * Math.max(0, total - room / row);
  const first = Math.max(0, Math.min(total - 1, Math.floor(exact)));
  const count = Math.min(total - first, whole + 2);
  const top = height <= highest ? first * row : scrolled - (exact - first) * row;
  return { first: total === 0 ? 0 : first, count: Math.max(0, count), top, whole };
}

/** How far to scroll so that a row is seen as a whole: not at all where it is. */
export function placeOf(
  target: number,
  scrolled: number,
  room: number,
  row: number,
  total: number,
): number {
  const scale =
    total * row <= highest ? row : Math.max(1, highest - room) / Math.max(1, total - room / row);
  const first = scrolled / scale;
  const fitting = room / row;
  if (target < first) return target * scale;
  if (target + 1 > first + fitting) return Math.max(0, (target + 1 - fitting) * scale);
  return scrolled;
}
