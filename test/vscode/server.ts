import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import process from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import { endGroup, ownGroup, runNode } from "../support/processes.ts";
import type { Workbench } from "./install.ts";

/** Folders of its own for one VS Code, so that it finds nothing of an earlier one. */
export interface Profile {
  readonly userData: string;
  readonly extensions: string;
}

export interface ServerOptions {
  readonly workbench: Workbench;
  readonly profile: Profile;
  /** Absent: any free one. */
  readonly port?: number;
  /** Asks the user whether a folder is trusted, as VS Code does by itself. */
  readonly asksForTrust?: boolean;
  /** Lets a page run a suite inside the extension host. */
  readonly runsSuites?: boolean;
  /** Called with its last words when it ends without being asked to. */
  readonly onExit?: (said: string) => void;
}

export interface RunningServer {
  readonly port: number;
  /** The page that opens a folder, or a file of it. */
  url(folder: string, more?: Readonly<Record<string, string>>): string;
  stop(): Promise<void>;
}

const quietSettings = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
  "chat.disableAIFeatures": true,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "workbench.enableExperiments": false,
  "npm.autoDetect": "off",
  "typescript.disableAutomaticTypeAcquisition": true,
  // A browser's VS Code would save by itself: looking at a file must not change it.
  "files.autoSave": "off",
};

/** Makes a fresh profile below a folder. */
export async function createProfile(
  folder: string,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<Profile> {
  const profile = {
    userData: path.join(folder, "user-data"),
    extensions: path.join(folder, "extensions"),
  };
  const user = path.join(profile.userData, "User");
  await mkdir(user, { recursive: true });
  await mkdir(profile.extensions, { recursive: true });
  await writeFile(
    path.join(user, "settings.json"),
    JSON.stringify({ ...quietSettings, ...settings }, null, 2),
  );
  return profile;
}

function profileOptions(profile: Profile): string[] {
  return [
    "--accept-server-license-terms",
    ...["--user-data-dir", profile.userData],
    ...["--server-data-dir", profile.userData],
    ...["--extensions-dir", profile.extensions],
  ];
}

/** A terminal inside VS Code leaves variables that another VS Code would take for its own. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name),
    ),
  );
}

/** Installs an extension from its .vsix, as a user does. */
export async function installExtension(
  workbench: Workbench,
  profile: Profile,
  vsix: string,
): Promise<void> {
  const { code, output } = await runNode(
    [workbench.server, ...profileOptions(profile), "--install-extension", vsix],
    { env: cleanEnvironment(), milliseconds: 120_000 },
  );
  if (code !== 0 || !/successfully installed/.test(output)) {
    throw new Error(`${path.basename(vsix)} could not be installed:\n${output}`);
  }
}

/** Serves VS Code to browsers of this machine; resolves when it answers. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const port = options.port ?? (await findFreePort());
  if (options.port !== undefined) await assertFree(port);
  // Any page that the user has open could otherwise reach the server and run programs.
  const token = randomBytes(16).toString("hex");
  const child = spawn(
    process.execPath,
    [
      options.workbench.server,
      ...profileOptions(options.profile),
      ...["--host", "127.0.0.1", "--port", String(port), "--connection-token", token],
      ...(options.asksForTrust === true ? [] : ["--disable-workspace-trust"]),
      ...(options.runsSuites === true ? ["--enable-smoke-test-driver"] : []),
    ],
    { ...ownGroup, env: cleanEnvironment(), stdio: ["ignore", "pipe", "pipe"] },
  );
  let said = "";
  const listen = (text: Buffer): void => {
    said = (said + text.toString()).slice(-20_000);
  };
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  child.on("error", (error) => {
    said += error.message;
  });
  let isRunning = false;
  const stop = (): Promise<void> => {
    isRunning = false;
    return endGroup(child);
  };
  child.on("exit", () => {
    if (isRunning) options.onExit?.(said);
  });
  const address = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 60_000;
  while (!(await answers(`${address}/version`))) {
    if (child.pid === undefined || child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`VS Code's server did not start:\n${said}`);
    }
    await wait(100);
  }
  isRunning = true;
  return {
    port,
    stop,
    url: (folder, more = {}) =>
      `${address}/?folder=${encodeURI(asUriPath(folder))}&${new URLSearchParams({ ...more, tkn: token }).toString()}`,
  };
}

/** `C:\data` is `/c:/data` in the address. */
function asUriPath(folder: string): string {
  const slashed = folder.replaceAll("\\", "/");
  return slashed.startsWith("/") ? slashed : `/${slashed}`;
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    await response.text();
    return response.ok;
  } catch {
    return false;
  }
}

/** A port that nobody listens on right now. */
function findFreePort(): Promise<number> {
  return listenOnce(0);
}

async function assertFree(port: number): Promise<void> {
  await listenOnce(port).catch(() => {
    throw new Error(`Port ${port} is taken by another program; choose another, or none for any.`);
  });
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(port, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : port));
    });
  });
}
