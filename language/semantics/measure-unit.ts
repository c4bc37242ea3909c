/** What a figure is measured in. `ratio`: a plain number, of no unit. */
export type MeasureUnit = "number" | "share" | "duration" | "money" | "ratio";
