import { cellWidth } from "./cells.ts";

export interface TextOptions {
  /** Cells of a line; 40 at least. */
  readonly width: number;
  /** ANSI colours. */
  readonly colour: boolean;
  /** Block characters and typographic signs; else plain ASCII for all that isn't a name. */
  readonly unicode: boolean;
}

/** How a terminal is written to: signs and colours, or what stands in for them. */
export interface Style {
  readonly width: number;
  readonly ellipsis: string;
  readonly arrow: string;
  readonly marks: Readonly<Record<Mark, string>>;
  readonly paint: (text: string, ink: Ink) => string;
  /** Our own words and figures with the signs that the terminal has. */
  readonly say: (text: string) => string;
  /** A bar over its track: lengths are parts of `cells`. */
  readonly bar: (bar: number, track: number, cells: number, pale: boolean) => string;
  /** Parts of a whole in a cell each, between the least and the largest; a space for what isn't known. */
  readonly spark: (values: readonly (number | null)[]) => string;
}

export type Ink = "title" | "strong" | "quiet" | "bar" | "pale" | "good" | "bad" | "caution";
export type Mark = "pass" | "fail" | "warn" | "unknown" | "info";

/** Inks that read well on light and on dark grounds; "quiet" is whatever the terminal calls faint. */
const codes: Readonly<Record<Ink, string>> = {
  title: "1",
  strong: "1",
  quiet: "2",
  bar: "38;5;33",
  pale: "38;5;33",
  good: "32",
  bad: "31",
  caution: "33",
};

export function createStyle({ width, colour, unicode }: TextOptions): Style {
  const paint = (text: string, ink: Ink): string =>
    colour && text !== "" ? `\u001b[${codes[ink]}m${text}\u001b[0m` : text;
  return {
    width: Math.max(40, Math.floor(width)),
    ellipsis: unicode ? "…" : "~",
    arrow: unicode ? "▼" : "v",
    marks: unicode
      ? { pass: "✓", fail: "✗", warn: "!", unknown: "?", info: "i" }
      : { pass: "+", fail: "x", warn: "!", unknown: "?", info: "i" },
    paint,
    say: unicode ? (text) => text : plain,
    spark: (values) => {
      const known = values.filter((value) => value !== null);
      const largest = Math.max(0, ...known);
      // What hardly changes should look so: the line spans a quarter of the largest at least.
      const span = Math.max(largest - Math.min(largest, ...known), largest / 4);
      const levels = unicode ? "▁▂▃▄▅▆▇█" : "_.-=+*%#";
      return values
        .map((value) => {
          if (value === null) return " ";
          const height = span === 0 ? 0 : 1 - (largest - value) / span;
          const level = Math.round(height * (levels.length - 1));
          return levels.charAt(level);
        })
        .join("");
    },
    bar: (bar, track, cells, pale) => {
      const drawn = unicode ? blocks(bar, cells, pale) : "#".repeat(wholeCells(bar, cells));
      const rest = Math.max(0, Math.round(track * cells) - cellWidth(drawn));
      return (
        paint(drawn, pale ? "pale" : "bar") + paint((unicode ? "░" : ".").repeat(rest), "quiet")
      );
    },
  };
}

/** What little there is, is still to be seen. */
function wholeCells(part: number, cells: number): number {
  return part > 0 ? Math.max(1, Math.round(part * cells)) : 0;
}

const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** A shade for what is paler, so that it is so without colours too; it has no parts of a cell. */
function blocks(part: number, cells: number, pale: boolean): string {
  if (pale) return "▒".repeat(wholeCells(part, cells));
  const all = part > 0 ? Math.max(1, Math.round(part * cells * 8)) : 0;
  return "█".repeat(Math.floor(all / 8)) + (eighths[all % 8] ?? "");
}

const plainSigns: Readonly<Record<string, string>> = {
  "→": "->",
  "·": "-",
  "–": "-",
  "—": "-",
  "−": "-",
  "…": "...",
  "«": '"',
  "»": '"',
  "\ufffd": "?",
};

function plain(text: string): string {
  return text.replaceAll(/[→·–—−…«»\ufffd]/g, (sign) => plainSigns[sign] ?? sign);
}
