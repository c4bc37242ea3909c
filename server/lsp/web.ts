import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
} from "vscode-languageserver/browser";
import { startServer } from "./server.ts";

/**
 * The language server as a worker of a browser, which has no disk and no processes: it is told that
 * nothing is to be read, and answers what texts alone can answer.
 */
// The types of workers and those of Node don't go together in one program.
const worker = globalThis as never;
startServer(createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker)), {
  worker: "",
  report: "",
  loadRussian: () => import("../../language/russian.ts"),
});
