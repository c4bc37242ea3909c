import type { DraftFileWishes, DraftedFile } from "../../server/protocol/index.ts";
import { type Change, withChange } from "./wishes.ts";

/** What is to be written. */
export interface Confirmed {
  readonly draft: DraftedFile;
  readonly withFunnel: boolean;
}

/** What a user does with a draft; "back": nothing yet. */
export type Chosen = Change | { readonly kind: "write"; readonly withFunnel: boolean } | "back";

/** Undefined: it can't be drafted so, which the user was told, or was cancelled. */
export type Redraft = (wishes: DraftFileWishes) => Promise<DraftedFile | undefined>;

/**
 * Asks until a draft is to be written; undefined: none is. A change that leads to no draft is as if it
 * hadn't been made.
 */
export async function settle(
  first: DraftedFile,
  choose: (draft: DraftedFile) => Promise<Chosen | undefined>,
  redraft: Redraft,
): Promise<Confirmed | undefined> {
  let wishes: DraftFileWishes = {};
  let draft = first;
  for (;;) {
    const chosen = await choose(draft);
    if (chosen === undefined) return undefined;
    if (chosen === "back") continue;
    if (chosen.kind === "write") return { draft, withFunnel: chosen.withFunnel };
    const changed = withChange(wishes, chosen);
    const next = await redraft(changed);
    if (next === undefined) continue;
    wishes = changed;
    draft = next;
  }
}
