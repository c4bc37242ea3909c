import type { LanguageServer } from "./language-client.ts";
import type { Log } from "./log.ts";
import type { Panels } from "./panel/panel.ts";
import type { Runs } from "./runs.ts";

/** What commands work with; `extension.ts` puts it together. */
export interface Services {
  readonly log: Log;
  readonly server: LanguageServer;
  readonly runs: Runs;
  readonly panels: Panels;
}
