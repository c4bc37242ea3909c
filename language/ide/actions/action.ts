import type { Diagnostic } from "../../diagnostics.ts";
import type { TextEdit } from "../../text.ts";

/** A change of the text that is offered where the cursor is. */
export interface CodeAction {
  readonly title: string;
  readonly kind: "fix" | "rewrite" | "extract" | "fix-all" | "organize-imports";
  readonly edits: readonly TextEdit[];
  /** The diagnostic that it removes. */
  readonly diagnostic?: Diagnostic;
  readonly preferred: boolean;
}

export function rewrite(title: string, edits: readonly TextEdit[]): CodeAction {
  return { title, kind: "rewrite", edits, preferred: false };
}
