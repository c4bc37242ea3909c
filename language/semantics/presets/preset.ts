import type { SourceShape } from "../shapes.ts";

/** A named mapping for a well-known export. */
export interface Preset {
  readonly name: string;
  readonly shape: SourceShape;
  /** The statements of its block, with columns as the tool's interface for programs calls them. */
  readonly items: readonly string[];
  /** How exports made by hand call these columns, by the names in the items. */
  readonly labels: Readonly<Record<string, readonly string[]>>;
  readonly doc: Readonly<Record<"en" | "ru", string>>;
}
