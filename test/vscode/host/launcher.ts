import { existsSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { Writable } from "node:stream";
import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron";
import * as esbuild from "esbuild";
import { inProject } from "../../support/project.ts";
import { launchBrowser } from "../browser.ts";
import { copySamples, startHost, temporaryFolder, vsix } from "../support/shared.ts";
import type { SuiteTest } from "./suite.ts";

/** Names a VS Code of the user's choice. */
const variable = "FUNNEL_VSCODE";

/** What is published, unpacked: `package.ts` leaves it here. */
const extension = inProject("out", "package");
const bundle = inProject("out", "host", "index.cjs");

export interface SuiteRun {
  /** Which VS Code it was, for people. */
  readonly vscode: string;
  readonly tests: readonly SuiteTest[];
}

/**
 * Runs the suite inside an extension host: of the VS Code that FUNNEL_VSCODE names, of one that
 * @vscode/test-electron has or can get soon, or of the server that the other tests use.
 */
export async function runSuite(): Promise<SuiteRun> {
  await vsix();
  const results = path.join(path.dirname(bundle), "results.json");
  await rm(path.dirname(bundle), { recursive: true, force: true });
  await mkdir(path.dirname(bundle), { recursive: true });
  await esbuild.build({
    entryPoints: [inProject("test", "vscode", "host", "suite.ts")],
    outfile: bundle,
    bundle: true,
    platform: "node",
    format: "cjs",
    external: ["vscode", "mocha"],
    logLevel: "warning",
  });
  const workspace = await copySamples();
  const desktop = await findDesktop();
  const said =
    desktop === undefined ? await runInServer(workspace) : await runInDesktop(desktop, workspace);
  const text = await readFile(results, "utf8").catch(() => {
    throw new Error(`The suite left no results:\n${said}`);
  });
  return {
    vscode: desktop ?? "the server that npm carries",
    tests: JSON.parse(text) as SuiteTest[],
  };
}

/** A desktop VS Code's program, where one is there or can be had soon. */
async function findDesktop(): Promise<string | undefined> {
  const chosen = process.env[variable];
  if (chosen !== undefined && chosen !== "") {
    if (existsSync(chosen)) return chosen;
    throw new Error(`${variable} names ${chosen}, which isn't there.`);
  }
  if (process.platform === "linux") {
    const { DISPLAY, WAYLAND_DISPLAY } = process.env;
    if (DISPLAY === undefined && WAYLAND_DISPLAY === undefined) return undefined;
    if (process.getuid?.() === 0) return undefined;
  }
  const tooLong = new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), 120_000).unref();
  });
  const download = downloadAndUnzipVSCode({
    version: "stable",
    cachePath: inProject(".vscode-test", "desktop"),
    timeout: 10_000,
  }).catch(() => undefined);
  return Promise.race([download, tooLong]);
}

async function runInDesktop(program: string, workspace: string): Promise<string> {
  const said: string[] = [];
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      said.push(chunk.toString());
      done();
    },
  });
  const folder = await temporaryFolder("desktop");
  await runTests({
    vscodeExecutablePath: program,
    extensionDevelopmentPath: extension,
    extensionTestsPath: bundle,
    launchArgs: [
      workspace,
      "--disable-workspace-trust",
      ...["--user-data-dir", path.join(folder, "user-data")],
      ...["--extensions-dir", path.join(folder, "extensions")],
    ],
    stdout: output,
    stderr: output,
  }).catch((error: unknown) => said.push(String(error)));
  return said.join("");
}

/** By a page with the suite in its address, which tells two functions of ours how it goes. */
async function runInServer(workspace: string): Promise<string> {
  const { workbench, server } = await startHost({ runsSuites: true, installs: false });
  const browser = await launchBrowser(workbench);
  try {
    const page = await browser.newPage();
    const said: string[] = [];
    const ended = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 240_000);
      void page.exposeFunction("codeAutomationExit", () => {
        clearTimeout(timer);
        resolve();
      });
    });
    await page.exposeFunction("codeAutomationLog", (type: string, parts: readonly unknown[]) => {
      said.push(`${type}: ${parts.map(String).join(" ")}`);
    });
    const remote = (file: string): string =>
      `vscode-remote://127.0.0.1:${server.port}${file.replaceAll("\\", "/")}`;
    const payload = JSON.stringify([
      ["extensionDevelopmentPath", remote(extension)],
      ["extensionTestsPath", remote(bundle)],
      ["skipWelcome", "true"],
    ]);
    await page.goto(server.url(workspace, { payload }));
    await ended;
    return said.join("\n");
  } finally {
    await browser.close();
  }
}
