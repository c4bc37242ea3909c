import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser } from "playwright-core";
import { inProject } from "../../support/project.ts";
import { launchBrowser } from "../browser.ts";
import { type Workbench, installWorkbench } from "../install.ts";
import { packageExtension } from "../package.ts";
import {
  type Profile,
  type RunningServer,
  createProfile,
  installExtension,
  startServer,
} from "../server.ts";
import { type Window, openWindow } from "./window.ts";

/**
 * One browser for all tests in a real VS Code, and the servers that they share. Everything is made
 * when it is first asked for and ended after the last test.
 */

const endings: (() => Promise<unknown>)[] = [];

after(async function endEverything() {
  this.timeout(30_000);
  for (const end of endings.reverse()) await end();
});

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

const workbench = once(installWorkbench);

/** The .vsix, built from what is there now. */
export const vsix = once(() => packageExtension());

/** The one for the web. */
const universalVsix = once(() => packageExtension("universal"));

const browser = once(async (): Promise<Browser> => {
  const launched = await launchBrowser(await workbench());
  endings.push(() => launched.close());
  return launched;
});

/** A folder of temporary files that goes away after the tests. */
export async function temporaryFolder(name: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), `funnel-${name}-`));
  endings.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

export interface Host {
  readonly workbench: Workbench;
  readonly profile: Profile;
  readonly server: RunningServer;
}

export interface HostOptions {
  /** Installs the extension as a user does; without, the page's address has to name one. */
  readonly installs?: boolean;
  /** What is made for the web, in the place of what is made for this machine. */
  readonly isUniversal?: boolean;
  readonly asksForTrust?: boolean;
  readonly runsSuites?: boolean;
}

/** A server with a profile of its own. */
export async function startHost({
  installs = true,
  isUniversal = false,
  ...options
}: HostOptions = {}): Promise<Host> {
  const installed = await workbench();
  const profile = await createProfile(await temporaryFolder("profile"));
  const packed = isUniversal ? universalVsix : vsix;
  if (installs) await installExtension(installed, profile, await packed());
  const server = await startServer({ workbench: installed, profile, ...options });
  endings.push(() => server.stop());
  return { workbench: installed, profile, server };
}

/** The one that most tests use: every folder is trusted in it. */
export const sharedHost = once(() => startHost());

/** A copy of the samples to work in. */
export async function copySamples(): Promise<string> {
  const folder = path.join(await temporaryFolder("workspace"), "samples");
  await cp(inProject("samples"), folder, {
    recursive: true,
    filter: (file) => !/generat|tsconfig/.test(path.basename(file)),
  });
  return folder;
}

const windows: Window[] = [];

export async function openFolder(
  host: Host,
  folder: string,
  size?: { readonly width: number; readonly height: number },
): Promise<Window> {
  const window = await openWindow(await browser(), host.server.url(folder), size);
  windows.push(window);
  return window;
}

afterEach(async function keepPicture() {
  if (this.currentTest?.state !== "failed") return;
  const name = this.currentTest.fullTitle().replaceAll(/[^\p{L}\d]+/gu, "-");
  const open = windows.filter(({ page }) => !page.isClosed());
  for (const [index, window] of open.entries()) await window.screenshot(`failed-${name}-${index}`);
});
