import type { Diagnostic } from "../diagnostics.ts";
import type { Need } from "./catalog.ts";
import type { Program } from "./model.ts";
import type { Reference } from "./references.ts";
import type { InferredItem } from "./scope.ts";

/** What there is to say of a text. */
export interface Resolved {
  readonly program: Program;
  /** Those of the syntax included, ordered by place. */
  readonly diagnostics: readonly Diagnostic[];
  readonly needs: readonly Need[];
  readonly references: readonly Reference[];
  /** What sources don't say and their columns tell, in the order of the text. */
  readonly inferred: readonly InferredItem[];
}
