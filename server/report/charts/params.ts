import { fontFamily, themes } from "../theme.ts";

/** A value or an expression that the view keeps up to date; Vega calls it a signal. */
export type Parameter =
  | { readonly name: string; readonly value: string | number | boolean }
  | { readonly name: string; readonly expr: string };

/**
 * How much wider than estimated a font may run that nobody has measured: that of the widest common
 * one. A view that has the font measures and sets `stretch`.
 */
export const unknownFont = 1.16;

/** What whoever shows a chart may set: its colours, its type, whether it has its heading. */
export function settings(): Parameter[] {
  return [
    ...Object.entries(themes.light).map(([name, value]) => ({ name, value: String(value) })),
    { name: "font", value: fontFamily },
    /** Of the names, in pixels; all else follows from it. */
    { name: "size", value: 13 },
    { name: "stretch", value: unknownFont },
    /** The panel has a heading of its own. */
    { name: "heading", value: true },
    /** The width of one estimated em. */
    { name: "em", expr: "size * stretch" },
  ];
}
