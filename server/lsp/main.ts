import { dirname, join } from "node:path";
import { ProposedFeatures, createConnection } from "vscode-languageserver/node";
import { startServer } from "./server.ts";

/** The language server's process: over stdio or Node's IPC, as its arguments say. Holds no database. */
const folder = dirname(process.argv[1] ?? "");
startServer(createConnection(ProposedFeatures.all), {
  worker: join(folder, "runner.cjs"),
  report: join(folder, "report.mjs"),
});
