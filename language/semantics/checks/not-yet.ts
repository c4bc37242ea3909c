import type { Fix } from "../../diagnostics.ts";
import type { Span } from "../../text.ts";

/** Part of a text that some version may be unable to run. */
export interface Construct {
  /** In the table of {@link notYet}. */
  readonly name: string;
  /** As messages name it; absent: by its name. */
  readonly keyword?: string;
  readonly span: Span;
  /** A declaration by itself, so that no funnel runs without it. */
  readonly isWhole?: boolean;
  /** What makes it do without. */
  readonly fixes?: readonly Fix[];
}

/**
 * What this version reads and checks, but can't run yet, by the names of its constructs.
 * `blocks`: left out, the figures would be other ones, so nothing is run. `extra`: only something
 * more would be shown, so the rest runs. A version that runs one takes its entry out.
 */
export type Availability = "blocks" | "extra";

export const notYet: ReadonlyMap<string, Availability> = new Map([
  ...every("extra", ["connection"]),
  // Sources
  ...every("blocks", ["table"]),
  ...every("extra", ["unused table"]),
]);

function every(
  availability: Availability,
  names: readonly string[],
): readonly (readonly [string, Availability])[] {
  return names.map((name) => [name, availability] as const);
}
