/**
 * `npm start`: the samples in a VS Code that has the extension as it is published.
 *
 * The desktop VS Code where there is one that is new enough, with a profile of its own; else VS Code
 * in the browser: `--browser` asks for that, `--port N` says where.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { stopOnSignals } from "../support/processes.ts";
import { inProject } from "../support/project.ts";
import { findDesktop } from "./desktop.ts";
import { installWorkbench } from "./install.ts";
import { packageExtension } from "./package.ts";
import { createProfile, installExtension, startServer } from "./server.ts";

const samples = inProject("samples");

/** What was started, to be ended in the opposite order. */
const endings: (() => Promise<void>)[] = [];

async function endAll(): Promise<void> {
  for (let end = endings.pop(); end !== undefined; end = endings.pop()) {
    await end().catch((error: unknown) => console.error(String(error)));
  }
}

async function lowestVersion(): Promise<string> {
  const { engines } = JSON.parse(await readFile(inProject("package.json"), "utf8")) as {
    readonly engines: { readonly vscode: string };
  };
  return engines.vscode.replace(/^\^/, "");
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { browser: { type: "boolean", default: false }, port: { type: "string" } },
  });
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536)) {
    throw new Error(`--port takes a number from 1 to 65535, not ${values.port}.`);
  }
  const search = values.browser
    ? { because: "--browser was said" }
    : await findDesktop(await lowestVersion());

  console.log("Building the extension …");
  const vsix = await packageExtension();
  const folder = await mkdtemp(path.join(tmpdir(), "funnel-workbench-"));
  endings.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const profile = await createProfile(folder);

  if (search.found) {
    await search.found.install(profile, vsix);
    const window = search.found.open(profile, samples);
    endings.push(() => window.stop());
    console.log(`VS Code ${search.found.version} opens with the samples. Ctrl-C closes it.`);
    await window.closed;
    await endAll();
    process.exit(0);
  }

  const workbench = await installWorkbench();
  await installExtension(workbench, profile, vsix);
  const server = await startServer({
    workbench,
    profile,
    ...(port !== undefined && { port }),
    onExit: (said) => {
      console.error(`VS Code's server ended by itself:\n${said}`);
      void endAll().finally(() => process.exit(1));
    },
  });
  endings.push(() => server.stop());
  console.log(
    `\nVS Code in the browser, since ${search.because}. Open\n\n  ${server.url(samples)}\n\nCtrl-C ends it.`,
  );
}

stopOnSignals(endAll);
try {
  await main();
} catch (error) {
  await endAll();
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
