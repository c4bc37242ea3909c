/** Shares are 0 to 1, durations seconds. */
export type FigureUnit = "number" | "share" | "duration" | "money";

export interface MeasureResult {
  readonly name: string;
  /** Null: missing (nothing to divide by, no row with a value). */
  readonly value: number | null;
  readonly unit: FigureUnit;
  /** ISO code, of money whose currency is known. */
  readonly currency?: string;
  /** How the text asks to show it. */
  readonly format: "percent" | "number" | "duration" | "currency";
  /** What it was computed from: rows with a value, answers, actors, visits; absent for arithmetic of several. */
  readonly n?: number;
  /** Beside a median that is shown with it, `sales_cycle`. */
  readonly p90?: number;
  /** Of a `win_rate`: those still open, who are left out. */
  readonly open?: number;
}

export interface ExpectationResult {
  /** One-based, as editors show it. */
  readonly line: number;
  readonly text: string;
  /** The left side's value; null: missing (0 ÷ 0). Shares and seconds as above. */
  readonly actual: number | null;
  /** The right side's value, in the same unit. */
  readonly expected: number | null;
  readonly unit: FigureUnit;
  readonly status: "pass" | "fail" | "unknown";
  /** Said only where a failure is no more than a warning. */
  readonly otherwise?: "warn";
}
