import type { ArgumentType } from "./semantics/functions.ts";
import type { ValueType } from "./semantics/model.ts";
import type { PatternProblem } from "./semantics/rows/pattern-problem.ts";

/**
 * The diagnostics of meaning: names (FNL2xxx), types and units (FNL3xxx), funnel rules (FNL4xxx) and
 * expectations (FNL6xxx). A `suggestion` is absent where nothing is near.
 */
export interface SemanticDiagnosticParams {
  FNL2001: UnknownName;
  FNL2002: UnknownName;
  FNL2003: { readonly name: string; readonly suggestion?: string };
  FNL2004: {
    readonly name: string;
    readonly source: string;
    readonly suggestion?: string;
    /** Without a suggestion: the columns that there are, as they are written. */
    readonly known?: string;
  };
  FNL2005: { readonly name: string; readonly suggestion?: string };
  FNL2006: { readonly name: string; readonly suggestion?: string };
  /** A figure where the columns of a row are meant. */
  FNL2007: { readonly name: string };
  /** A source twice after `on`. */
  FNL2008: { readonly name: string };
  /** A parameter that isn't declared. */
  FNL2009: { readonly name: string; readonly suggestion?: string };
  /** A source that the funnel doesn't read. */
  FNL2010: { readonly name: string };
  /** No source in the file. */
  FNL2011: Readonly<Record<string, never>>;
  /** Several sources and no `on`. */
  FNL2012: { readonly names: string };
  /** An event that no row has, and one that is nearly the same. */
  FNL2013: { readonly event: string; readonly suggestion: string; readonly count: number };
  /** An event that no row has. */
  FNL2014: { readonly event: string };
  /** An event that isn't among the frequent ones, and one that is nearly the same. */
  FNL2015: { readonly event: string; readonly suggestion: string; readonly count: number };
  /** Two declarations of one name. */
  FNL2016: { readonly name: string; readonly kind: DeclaredKind };
  /** Two names that differ only by case or by how a letter is composed. */
  FNL2017: { readonly name: string; readonly other: string };
  /** A word that a statement doesn't know. */
  FNL2018: { readonly word: string; readonly allowed: string; readonly suggestion?: string };
  /** A column in the quotes of texts. */
  FNL2019: { readonly name: string };
  /** A key below a column that none of the rows has that were looked at, and one that is nearly the same. */
  FNL2090: { readonly key: string; readonly column: string; readonly suggestion: string };

  /** Values of two kinds; `id`: the column that names actors or events, where one side is that. */
  FNL3001: { readonly left: ValueType; readonly right: ValueType; readonly id?: string };
  /** No condition. */
  FNL3002: { readonly found: ValueType };
  FNL3003: { readonly operator: string; readonly left: ValueType; readonly right: ValueType };
  FNL3004: { readonly test: string; readonly found: ValueType };
  FNL3005: {
    readonly function: string;
    readonly expected: ArgumentType;
    readonly found: ValueType;
  };
  FNL3006: { readonly function: string; readonly expected: number; readonly found: number };
  FNL3007: { readonly function: string; readonly first: ValueType; readonly second: ValueType };
  /** Limits of a band that don't rise. */
  FNL3008: Readonly<Record<string, never>>;
  /** Numbers as times without saying since when and in what. */
  FNL3009: { readonly column: string };
  /** A column that can't be a time. */
  FNL3010: { readonly column: string; readonly found: ValueType };
  /** A format that is none. */
  FNL3011: { readonly format: string; readonly suggestion?: string };
  FNL3012: { readonly zone: string; readonly suggestion?: string };
  FNL3013: { readonly reason: PatternProblem };

  FNL4001: { readonly count: number };
  FNL4002: { readonly count: number; readonly limit: number };
  /** `within` on the first stage. */
  FNL4003: { readonly stage: string };
  /** An optional first stage. */
  FNL4004: { readonly stage: string };
  /** No time at all. */
  FNL4005: { readonly keyword: string };
  /** More than a hundred years. */
  FNL4006: { readonly keyword: string };
  /** `within` longer than the window. */
  FNL4007: { readonly stage: string };
  /** A statement that stands once. */
  FNL4008: { readonly keyword: string };
  FNL4009: { readonly limit: number };
  /** A range that ends before it starts. */
  FNL4010: Readonly<Record<string, never>>;
  /** A column that one of the sources lacks. */
  FNL4013: { readonly column: string; readonly source: string };
  /** A `let` that isn't the same in all sources. */
  FNL4014: { readonly name: string };
  /** A `let` that needs itself. */
  FNL4015: { readonly name: string };
  /** A number that must be whole and at least 1. */
  FNL4016: { readonly keyword: string; readonly text: string };
  /** An option with a value of the wrong kind. */
  FNL4017: {
    readonly option: string;
    readonly wanted: "text" | "character" | "boolean" | "number";
  };
  /** The only required stage left is the first. */
  FNL4018: Readonly<Record<string, never>>;
  /** A period that the calendar doesn't have. */
  FNL4019: { readonly text: string };
}

export type DeclaredKind =
  | "source"
  | "segment"
  | "funnel"
  | "stage"
  | "let"
  | "measure"
  | "study"
  | "param"
  | "connection";

/** Those that leave the figures right: the funnel runs. */
export const semanticWarnings: readonly (keyof SemanticDiagnosticParams)[] = [
  "FNL2014",
  "FNL2015",
  "FNL2017",
  "FNL4007",
];

/** A name that nothing in reach declares. */
export interface UnknownName {
  readonly name: string;
  readonly suggestion?: string;
  /** The file imports others, and none of them has it either. */
  readonly imports?: true;
}
