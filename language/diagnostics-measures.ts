import type { UnknownName } from "./diagnostics-semantics.ts";
import type { MeasureForm, MeasureUnit } from "./semantics/measure-unit.ts";
import type { StudyModel, ValueType } from "./semantics/model.ts";

/** What a study can't be without. */
export type StudyItem =
  | "start"
  | "return"
  | "every"
  | "variant"
  | "control"
  | "goal"
  | "from"
  | "method"
  | "stage";

export type StudyKind = StudyModel["kind"];

/**
 * The diagnostics of measures, expectations and studies. A `suggestion` is absent where nothing is
 * near. A `usage` is how a figure is written.
 */
export interface MeasureDiagnosticParams {
  /** No such funnel. */
  FNL2050: UnknownName;
  /** A measure called as a figure is. */
  FNL2051: { readonly name: string };
  /** No such measure in the funnel. */
  FNL2052: { readonly name: string; readonly funnel: string; readonly suggestion?: string };
  /** A study on what it can't be on. */
  FNL2053: {
    readonly name: string;
    readonly study: StudyKind;
    readonly wanted: "funnel" | "source";
  };
  /** Something that a statement, or several of a block, may name once. */
  FNL2054: { readonly name: string };
  /** A function over a row where figures are computed. */
  FNL2055: { readonly name: string };

  /** Money of two currencies. */
  FNL3030: { readonly left: string; readonly right: string };
  /** A form that a unit can't be shown in. */
  FNL3031: { readonly form: MeasureForm; readonly unit: MeasureUnit };
  /** A value that can't be computed with. */
  FNL3033: { readonly figure: string; readonly found: ValueType };
  /** A param that is no quantity. */
  FNL3034: { readonly name: string; readonly found: "text" | "time" };
  /** Ends of a scale that aren't two rising numbers. */
  FNL3035: Readonly<Record<string, never>>;
  /** A count of a condition, which holds or doesn't, but is never missing. */
  FNL3036: Readonly<Record<string, never>>;

  /** A figure without its stage behind `at` or `of`. */
  FNL4090: { readonly figure: string; readonly usage: string };
  /** `at` or `of` where it has no meaning, or the other of the two is meant. */
  FNL4091: { readonly figure: string; readonly keyword: string; readonly instead?: string };
  /** `within` in a figure that has none. */
  FNL4092: { readonly figure: string };
  /** A figure of actors, over a stage that is only counted. */
  FNL4093: { readonly figure: string; readonly stage: string };
  /** `ctr` of a stage that isn't counted. */
  FNL4094: { readonly stage: string };
  /** A source without `cost` or `value`. */
  FNL4095: { readonly source: string; readonly item: "cost" | "value" };
  /** Visits, where no source says what they are. */
  FNL4096: { readonly figure: string };
  /** `win_rate` without an exit. */
  FNL4097: { readonly figure: string };
  /** `expect trend` without a trend. */
  FNL4098: Readonly<Record<string, never>>;
  /** Measures that need each other. */
  FNL4099: { readonly name: string; readonly names: string };
  /** A study without what it needs. */
  FNL4100: { readonly study: StudyKind; readonly missing: readonly StudyItem[] };
  /** A scenario of the first stage. */
  FNL4101: { readonly stage: string };
  /** A change or a conversion that can't be. */
  FNL4102: { readonly text: string; readonly operator: "+" | "-" | "=" };
  /** A confidence outside of 50 to 99.9 %. */
  FNL4103: { readonly text: string };
  /** A planned split of one variant. */
  FNL4104: Readonly<Record<string, never>>;
  /** A planned split without the control. */
  FNL4105: { readonly control: string };
  /** A planned share of nothing. */
  FNL4106: { readonly variant: string };
  /** Several ways to score. */
  FNL4107: { readonly first: string; readonly second: string };
  /** Grades that don't fall. */
  FNL4108: { readonly name: string; readonly text: string; readonly before: string };
  /** The last grade has a limit. */
  FNL4109: { readonly name: string };
  /** A grade before the last without its limit. */
  FNL4110: { readonly name: string };
  /** A grade with another sign than `>=`. */
  FNL4111: { readonly operator: string };
  /** Points of nothing. */
  FNL4112: Readonly<Record<string, never>>;
  /** An audience of nobody: behind the last stage nobody is lost. */
  FNL4113: { readonly stage: string };
  /** A study of actors, on a funnel that is only counted. */
  FNL4114: { readonly study: StudyKind; readonly name: string };
  /** A retention is split by what is known at its start. */
  FNL4115: { readonly text: string };
  /** The stage that a scenario can't change: it is optional. */
  FNL4116: { readonly stage: string };
  /** A score for reaching what everybody has reached. */
  FNL4117: { readonly stage: string };
  /** A computed value where a column is needed. */
  FNL4118: { readonly name: string };
  /** Variants that are no names. */
  FNL4119: { readonly found: ValueType };
  /** A time between stages of which one never has any. */
  FNL4120: { readonly figure: string; readonly stage: string };
  /** A retention of what has no time. */
  FNL4250: { readonly event: string; readonly source: string };
  /** A scenario of a funnel whose steps don't lead from stage to stage. */
  FNL4251: { readonly funnel: string; readonly order: "any" | "inverted" };
  /** An audience that runs against the direction of an inverted funnel; as it could be asked for. */
  FNL4252: { readonly stage: string; readonly instead?: string };
  /** Drivers of a funnel that is read back from those who got there. */
  FNL4290: { readonly funnel: string };
  /** A score of a funnel in which nothing leads from the entry to the goal. */
  FNL4300: { readonly funnel: string; readonly order: "any" | "inverted" };
  /** More rules of points than a row can be marked with. */
  FNL4301: { readonly count: number; readonly limit: number };

  /** Stages in the wrong order. */
  FNL6001: { readonly from: string; readonly to: string };
  /** Two units that can't be compared. */
  FNL6002: { readonly left: MeasureUnit; readonly right: MeasureUnit };
  /** Two units that can't be computed with. */
  FNL6003: { readonly operator: string; readonly left: MeasureUnit; readonly right: MeasureUnit };
  /** A share compared with a number above 1. */
  FNL6004: Readonly<Record<string, never>>;
  /** A stage alone, not a figure of it. */
  FNL6005: { readonly stage: string };
  /** A figure of one stage without it. */
  FNL6006: { readonly figure: string };
  /** A figure of a step without its two stages. */
  FNL6007: { readonly figure: string };
  /** A figure written otherwise than it should be. */
  FNL6008: { readonly figure: string; readonly usage: string };
  /** A measure with arguments or a stage. */
  FNL6009: { readonly name: string };
  /** What holds whatever the data are. */
  FNL6010: { readonly part: "expect" | "when" };
  /** What never holds. */
  FNL6011: { readonly part: "expect" | "when" };
  /** A comparison of a thing with itself. */
  FNL6012: Readonly<Record<string, never>>;
  /** A figure where another one is meant. */
  FNL6013: { readonly name: string; readonly suggestion: string };
  /** Said after a run: an expectation that isn't met, with what it is: "conversion >= 20%: 4.2 %". */
  FNL6014: { readonly expectation: string };
  /** Said after a run: the same with `else warn`. */
  FNL6015: { readonly expectation: string };
  /** Said after a run: an expectation of what the data are too few for. */
  FNL6016: { readonly expectation: string };
}

/** Those that leave the figures right: the funnel runs. */
export const measureWarnings: readonly (keyof MeasureDiagnosticParams)[] = [
  "FNL3036",
  "FNL4120",
  "FNL6010",
  "FNL6011",
  "FNL6012",
  "FNL6015",
  "FNL6016",
];
