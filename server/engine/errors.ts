import type { Finding } from "../../language/index.ts";

/** Why nothing came of a run or a description: a diagnostic's code and arguments, and how it happened. */
export interface Failure {
  readonly kind:
    /** The data can't be read: missing, unreadable, changed meanwhile, not what was said. */
    | "data"
    /** The user stopped it. */
    | "cancelled"
    /** A mistake of ours, or the process died. */
    | "internal";
  readonly finding: Finding;
  /** The source it happened to. */
  readonly source?: string;
}

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure };

export function ok<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function fail(
  kind: Failure["kind"],
  finding: Finding,
  source?: string,
): { readonly ok: false; readonly failure: Failure } {
  return {
    ok: false,
    failure: source === undefined ? { kind, finding } : { kind, finding, source },
  };
}
