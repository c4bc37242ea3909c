import { dirname, join } from "node:path";
import { createMessageConnection } from "vscode-jsonrpc/node";
import { startServer } from "./server.ts";
import { openTransport, watchParent } from "./transport.ts";

/** The language server's process. Holds no database: that is the runner's process, which it starts. */
const folder = dirname(process.argv[1] ?? "");
const args = process.argv.slice(2);
const { reader, writer } = openTransport(args);
const exit = (code: number): void => process.exit(code);
watchParent(args, () => exit(1));
startServer(
  createMessageConnection(reader, writer),
  { worker: join(folder, "runner.cjs"), report: join(folder, "report.mjs") },
  exit,
);
