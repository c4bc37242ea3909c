import type { Sentences } from "./messages/index.ts";
import type { Terminal } from "./terminal.ts";

/** What every command is given besides its own options. */
export interface Context {
  readonly terminal: Terminal;
  readonly say: Sentences;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  readonly cwd: string;
}
