import { dirname, join } from "node:path";
import { createConnection } from "vscode-languageserver/node";
import { startServer } from "./server.ts";

/**
 * The language server's process: over stdio (`--stdio`) or Node's own channel (`--node-ipc`). Holds no
 * database: that is the runner's process, which it starts.
 */
const folder = dirname(process.argv[1] ?? "");
const bundled = !import.meta.url.endsWith(".ts");
// The connection ends with the editor's streams and with its process, but not with Node's channel.
process.on("disconnect", () => process.exit(1));
startServer(createConnection(), {
  worker: join(folder, "runner.cjs"),
  report: join(folder, "report.mjs"),
  loadRussian: () =>
    import(new URL(bundled ? "./russian.cjs" : "../../language/russian.ts", import.meta.url).href),
});
