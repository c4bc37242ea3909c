import type * as vscode from "vscode";
import { registerCancelRun } from "./commands/cancel-run.ts";
import { registerOpenAsNotebook } from "./commands/open-as-notebook.ts";
import { registerOpenAsText } from "./commands/open-as-text.ts";
import { registerRestartServer } from "./commands/restart-server.ts";
import { registerRunAll } from "./commands/run-all.ts";
import { registerRunFunnel } from "./commands/run-funnel.ts";
import { registerSetSecret } from "./commands/set-secret.ts";
import { registerShowLog } from "./commands/show-log.ts";
import { startLanguageServer } from "./language-client.ts";
import { createLog } from "./log.ts";
import { registerNotebook } from "./notebook/notebook.ts";
import { createPanels } from "./panel/panel.ts";
import { registerSqlDocuments } from "./panel/sql.ts";
import { createRuns } from "./runs.ts";
import { showStatus } from "./status.ts";

export function activate(context: vscode.ExtensionContext): void {
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
    registerSetSecret(context.secrets),
    registerOpenAsNotebook(),
    registerOpenAsText(),
  );
}
