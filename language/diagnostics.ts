import type { Span, TextEdit } from "./text.ts";

/**
 * Every diagnostic of the project: its code and the parameters that its wording takes. The wording
 * is in `messages/`, one table a language. Codes are stable: they are never given a second meaning.
 *
 * FNL1xxx syntax, FNL2xxx names, FNL3xxx types and units, FNL4xxx funnel rules, FNL5xxx data,
 * FNL6xxx expectations.
 */
export interface DiagnosticParams {
  /** Something else was expected here. */
  FNL1001: { readonly expected: string; readonly found: string };
  /** The file can't be read at all. */
  FNL5001: { readonly path: string };
}

export type DiagnosticCode = keyof DiagnosticParams;

export type Severity = "error" | "warning" | "info" | "hint";

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

export interface RelatedPlace {
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
  firstDeclaredHere: { readonly name: string };
}

export type Note = {
  readonly [Key in keyof NoteParams]: { readonly key: Key; readonly args: NoteParams[Key] };
}[keyof NoteParams];
