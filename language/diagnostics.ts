import { type DataDiagnosticParams, dataNotes, dataWarnings } from "./diagnostics-data.ts";
import { type FileDiagnosticParams, fileSeverities } from "./diagnostics-files.ts";
import { type FunnelDiagnosticParams, funnelSeverities } from "./diagnostics-funnels.ts";
import { type MeasureDiagnosticParams, measureWarnings } from "./diagnostics-measures.ts";
import { type SemanticDiagnosticParams, semanticWarnings } from "./diagnostics-semantics.ts";
import { type SourceDiagnosticParams, sourceSeverities } from "./diagnostics-sources.ts";
import type { Span, TextEdit } from "./text.ts";
import type { Expectation } from "./syntax/expectations.ts";
import type { Follower } from "./syntax/follow.ts";
import type { ForeignText } from "./syntax/foreign-text.ts";

/**
 * Every diagnostic of the project: its code and the parameters that its wording takes. The wording
 * is in `messages/`, one table a language. Codes are stable: they are never given a second meaning.
 *
 * FNL1xxx syntax, FNL2xxx names, FNL3xxx types and units, FNL4xxx funnel rules, FNL5xxx data,
 * FNL6xxx expectations.
 */
export interface DiagnosticParams
  extends
    DataDiagnosticParams,
    SemanticDiagnosticParams,
    FileDiagnosticParams,
    FunnelDiagnosticParams,
    SourceDiagnosticParams,
    MeasureDiagnosticParams {
  /** Something is missing here, or something else was expected. */
  FNL1001: { readonly expected: Expectation; readonly found: string };
  /** Nothing that could go on from what stands before. */
  FNL1002: {
    readonly found: string;
    readonly suggestion?: string;
    /** What could stand there. */
    readonly next?: readonly Follower[];
  };
  /** A string or a name in backticks without its end. */
  FNL1003: { readonly quote: string };
  /** A comment without its end. */
  FNL1004: Readonly<Record<string, never>>;
  /** A character that the language doesn't use. */
  FNL1005: { readonly text: string };
  /** Typographic quotes. */
  FNL1006: { readonly text: string };
  /** A control character, or one that can't be seen. */
  FNL1007: { readonly name: string };
  /** An escape that means nothing, or another thing than the folders of a path. */
  FNL1008: { readonly text: string; readonly isPath?: boolean };
  /** An operator of another language. */
  FNL1009: { readonly found: string; readonly instead: string };
  /** A date that is clear, but written otherwise. */
  FNL1010: { readonly text: string; readonly instead: string };
  /** Digits joined by hyphens, neither a date nor a subtraction. */
  FNL1011: { readonly text: string; readonly instead: string };
  /** A date that the calendar doesn't have. */
  FNL1012: { readonly text: string };
  /** A month or a year as a duration. */
  FNL1013: { readonly unit: string };
  /** A word after a number that is no unit. */
  FNL1014: { readonly word: string; readonly suggestion?: string };
  /** A line starts with a word that is no keyword there. */
  FNL1015: {
    readonly word: string;
    readonly suggestion?: string;
    /** Words that statements start with there. */
    readonly starts?: readonly string[];
  };
  /** A block without its closing brace. */
  FNL1016: { readonly keyword: string };
  /** A closing brace or parenthesis too many. */
  FNL1017: { readonly text: string };
  /** Parentheses nested too deeply. */
  FNL1018: { readonly limit: number };
  /** Too many operands in one expression. */
  FNL1019: { readonly limit: number };
  /** Marks of an unfinished merge. */
  FNL1020: Readonly<Record<string, never>>;
  /** `a or b where x` */
  FNL1021: Readonly<Record<string, never>>;
  /** A `where` that starts a line no deeper than its stage. */
  FNL1022: { readonly stage: string; readonly block: "funnel" | "retention" };
  /** `is null`, `= null`, `= missing` */
  FNL1023: { readonly found: string; readonly instead: string };
  /** A number in a form that isn't read. */
  FNL1024: { readonly text: string };
  /** Part of the language that this version can't run yet. */
  FNL1025: { readonly keyword: string };
  /** A statement where it doesn't belong. */
  FNL1026: { readonly keyword: string; readonly place: string };
  /** `a < b < c` */
  FNL1027: Readonly<Record<string, never>>;
  /** A period outside `during`. */
  FNL1028: { readonly text: string };
  /** Like FNL1025, for statements that change no figure; `isWhole`: a declaration, no part of a funnel. */
  FNL1029: { readonly keyword: string; readonly isWhole: boolean };
  /** An operator word as a name. */
  FNL1030: { readonly word: string };
  /** A `where` after a stage's `within`. */
  FNL1031: { readonly block: "funnel" | "retention" };
  /** What is said otherwise in the language; without `instead` it is left out. */
  FNL1050: { readonly found: string; readonly instead: string };
  /** A comment as other languages mark it. */
  FNL1051: { readonly found: string; readonly instead: string };
  /** A text in another language altogether. */
  FNL1052: { readonly kind: ForeignText };
  /** Mistakes that aren't listed, since there are too many. */
  FNL1053: { readonly count: number };
  /** A declaration that nobody can have written by hand. */
  FNL1054: { readonly limit: number };
  /** Backticks with nothing between them. */
  FNL1080: Readonly<Record<string, never>>;
}

export type DiagnosticCode = keyof DiagnosticParams;

export type Severity = "error" | "warning" | "info" | "hint";

/** Those that aren't errors. */
const severities: Partial<Record<DiagnosticCode, Severity>> = {
  ...Object.fromEntries(
    [...dataWarnings, ...semanticWarnings, ...measureWarnings].map((code) => [code, "warning"]),
  ),
  ...Object.fromEntries(dataNotes.map((code) => [code, "info"])),
  ...fileSeverities,
  ...funnelSeverities,
  ...sourceSeverities,
  FNL1029: "warning",
  FNL2090: "warning",
};

/** The severity that a code has unless its place says otherwise. */
export function severityOf(code: DiagnosticCode): Severity {
  return severities[code] ?? "error";
}

/** A code with its parameters: what was found, in no human language yet. */
export type Finding = {
  readonly [Code in DiagnosticCode]: { readonly code: Code; readonly args: DiagnosticParams[Code] };
}[DiagnosticCode];

export type Diagnostic = Finding & {
  readonly severity: Severity;
  readonly span: Span;
  readonly related?: readonly RelatedPlace[];
  readonly fixes?: readonly Fix[];
  /** Greyed out in the editor. */
  readonly unnecessary?: boolean;
};

export interface DiagnosticExtras {
  readonly severity?: Severity;
  readonly related?: readonly RelatedPlace[];
  readonly fixes?: readonly Fix[];
  readonly unnecessary?: boolean;
}

export function diagnose<Code extends DiagnosticCode>(
  code: Code,
  args: DiagnosticParams[Code],
  span: Span,
  extras: DiagnosticExtras = {},
): Diagnostic {
  // A code and its own parameters make a finding; the compiler can't follow the type of `Code`.
  return { severity: severityOf(code), ...extras, code, args, span } as Diagnostic;
}

export interface RelatedPlace {
  /** Another file, by its path relative to the analysed one; absent: that one itself. */
  readonly file?: string;
  readonly span: Span;
  readonly note: Note;
}

export interface Fix {
  readonly title: Note;
  readonly edits: readonly TextEdit[];
  /** The one that is obviously meant: applied by "fix all". */
  readonly preferred?: boolean;
}

/** The other texts that people see next to a diagnostic: titles of fixes, notes at related places. */
export interface NoteParams {
  replaceWith: { readonly text: string };
  insert: { readonly text: string };
  /** Without a text: what is marked. */
  remove: { readonly text: string };
  /** For `a or b where x`: which of the events the condition is put around. */
  conditionForAll: Readonly<Record<string, never>>;
  conditionForLast: Readonly<Record<string, never>>;
  conditionOfStage: { readonly stage: string };
  conditionOfFunnel: { readonly block: "funnel" | "retention" };
  openedHere: Readonly<Record<string, never>>;
  /** Two words that are one name. */
  quoteName: { readonly text: string };
  /** A name that was meant as a text. */
  quoteText: { readonly text: string };
  sourceWithout: { readonly name: string };
  /** The statement with a likely column, as `actor user_id`. */
  insertLine: { readonly text: string };
  /** What is inferred, as statements. */
  writeMapping: Readonly<Record<string, never>>;
  /** Columns of a source, all three. */
  describeSource: { readonly columns: string };
  /** The place in a segment that a funnel can't use. */
  inSegment: Readonly<Record<string, never>>;
  firstHere: { readonly keyword: string };
  firstDeclaredHere: { readonly name: string };
  /** In another file. */
  declaredThere: { readonly name: string };
  importedHere: { readonly path: string };
  wrongHere: { readonly name: string };
}

export type Note = {
  readonly [Key in keyof NoteParams]: { readonly key: Key; readonly args: NoteParams[Key] };
}[keyof NoteParams];
