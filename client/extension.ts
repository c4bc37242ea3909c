import { createRequire } from "node:module";
import { setImmediate as loop } from "node:timers/promises";
import * as vscode from "vscode";
import type * as Beside from "./beside.ts";
import { registerCancelRun } from "./commands/cancel-run.ts";
import { registerOpenAsNotebook } from "./commands/open-as-notebook.ts";
import { registerOpenAsText } from "./commands/open-as-text.ts";
import { registerRestartServer } from "./commands/restart-server.ts";
import { registerRunAll } from "./commands/run-all.ts";
import { registerRunFunnel } from "./commands/run-funnel.ts";
import { registerSetSecret } from "./commands/set-secret.ts";
import { registerShowLog } from "./commands/show-log.ts";
import { registerShowResult } from "./commands/show-result.ts";
import { startLanguageServer } from "./language-client.ts";
import { createLog } from "./log.ts";
import { registerNotebook } from "./notebook/notebook.ts";
import { createPanels } from "./panel/panel.ts";
import { registerSqlDocuments } from "./panel/sql.ts";
import { createRuns } from "./runs.ts";
import { showStatus } from "./status.ts";

/** What the Markdown preview asks for. */
type Api = Pick<typeof Beside, "extendMarkdownIt">;

export async function activate(context: vscode.ExtensionContext): Promise<Api> {
  const log = createLog();
  const server = startLanguageServer(context, log);
  const runs = createRuns(server, log);
  const panels = createPanels(context, server, runs, log);
  const services = { log, server, runs, panels };
  context.subscriptions.push(
    log,
    server,
    runs,
    panels,
    showStatus(runs),
    registerNotebook(context, server, log),
    registerSqlDocuments(),
    registerRunFunnel(services),
    registerRunAll(services),
    registerCancelRun(services),
    registerRestartServer(services),
    registerShowLog(services),
    registerShowResult(services),
    registerSetSecret(context.secrets),
    registerOpenAsNotebook(),
    registerOpenAsText(),
  );
  // The language server's process is on its way meanwhile.
  await loop();
  const { registerBeside, extendMarkdownIt } = loadBeside(context);
  context.subscriptions.push(registerBeside(context, services));
  return { extendMarkdownIt };
}

function loadBeside({ extensionUri }: vscode.ExtensionContext): typeof Beside {
  const file = vscode.Uri.joinPath(extensionUri, "dist", "beside.cjs").fsPath;
  return createRequire(file)(file) as typeof Beside;
}
