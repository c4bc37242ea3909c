import type { NeededItem, SourceShape } from "./semantics/shapes.ts";
import type { ParamModel, ValueType } from "./semantics/model.ts";

/** The diagnostics of sources, connections and params. A `suggestion` is absent where nothing is near. */
export interface SourceDiagnosticParams {
  /** No such connection. */
  FNL2020: { readonly name: string; readonly suggestion?: string };
  /** A value from outside for a param that isn't declared. */
  FNL2021: { readonly name: string; readonly suggestion?: string };
  /** A name of the source that one of its lookups has. */
  FNL2022: { readonly name: string };
  /** A param that nothing uses. */
  FNL2023: { readonly name: string };
  /** A variable of the environment that isn't set. */
  FNL2024: { readonly name: string };
  /** An event that a source has twice. */
  FNL2025: { readonly event: string };
  /** The lookup has no column that is called as the source's own. */
  FNL2026: { readonly column: string; readonly lookup: string };
  /** A column of a lookup that the source doesn't join. */
  FNL2027: { readonly lookup: string; readonly source: string };

  /** The stage of a row that is neither a date nor a condition. */
  FNL3014: {
    readonly event: string;
    readonly found: ValueType;
    /** A date of the column, in a form that isn't read. */
    readonly example?: string;
  };
  /** What must be a number and isn't. */
  FNL3015: { readonly item: "cost" | "value" | "totals"; readonly found: ValueType };
  /** `each` of a column that holds no lists. */
  FNL3016: { readonly column: string; readonly found: ValueType };
  /** Keys that can't be equal. */
  FNL3017: {
    readonly column: string;
    readonly key: string;
    readonly left: ValueType;
    readonly right: ValueType;
  };
  /** A comparison with an empty text. */
  FNL3018: { readonly negated: boolean };
  /** A value from outside that isn't what the param is. */
  FNL3019: {
    readonly name: string;
    readonly text: string;
    readonly type: ParamModel["type"];
  };
  /** A column that has to be a text. */
  FNL3020: { readonly item: "currency"; readonly column: string; readonly found: ValueType };
  /** A value that a function never gives; what it gives, as written. */
  FNL3021: { readonly function: string; readonly example: string };

  /** A source without what its shape needs. */
  FNL4011: {
    readonly source: string;
    readonly shape: SourceShape;
    readonly missing: readonly NeededItem[];
  };
  /** An item that the shape of the source can't have. */
  FNL4020: { readonly item: string; readonly shape: SourceShape };
  /** A join with a source that is no lookup. */
  FNL4021: { readonly name: string };
  /** A join of a source with itself. */
  FNL4022: { readonly name: string };
  /** What is no code of a currency. */
  FNL4023: { readonly text: string; readonly suggestion?: string };
  /** A sheet of a file that has none. */
  FNL4024: { readonly path: string };
  /** What was taken from the names and types of columns, as statements. */
  FNL4026: { readonly source: string; readonly items: string };
  /** A column that a preset needs. */
  FNL4027: { readonly preset: string; readonly column: string; readonly suggestion?: string };
  /** A secret, or an address, in the text. */
  FNL4028: { readonly key: string };
  /** A connection without its address. */
  FNL4029: { readonly name: string };
  /** A lookup joined twice. */
  FNL4030: { readonly name: string };
  /** Conditions on one column that never hold together. */
  FNL4031: { readonly column: string };
  /** A range whose end lies before its start. */
  FNL4032: Readonly<Record<string, never>>;

  /** A path of nothing. */
  FNL5036: Readonly<Record<string, never>>;
  /** A table of a single column, though its delimiter is said. */
  FNL5037: { readonly path: string; readonly column: string; readonly delimiter: string };
  /** The first line, taken for the names of columns, looks like data. */
  FNL5038: { readonly path: string; readonly first: string };

  /** A text that no row has in that column. */
  FNL5111: {
    readonly column: string;
    readonly value: string;
    readonly suggestion?: string;
    readonly count?: number;
  };
  /** A number or a time outside of what the column holds. */
  FNL5112: { readonly column: string; readonly min: string; readonly max: string };
  /** Columns of one name. */
  FNL5113: { readonly path: string; readonly names: string };
  /** Times without a zone beside those of another source, which have one. */
  FNL5114: { readonly source: string; readonly other: string };
}

/** Those that aren't errors: warnings leave the figures right, hints are only shown where one looks. */
export const sourceSeverities: Partial<Record<keyof SourceDiagnosticParams, "warning" | "hint">> = {
  FNL2023: "hint",
  FNL2024: "warning",
  FNL3018: "warning",
  FNL3021: "warning",
  FNL4026: "hint",
  FNL4031: "warning",
  FNL4032: "warning",
  FNL5111: "warning",
  FNL5112: "warning",
  FNL5113: "warning",
  FNL5114: "warning",
};
