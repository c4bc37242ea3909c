import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import { runCommand } from "../support/processes.ts";
import type { Profile } from "./server.ts";

/** The desktop VS Code that the user has, by its `code` command. */
export interface Desktop {
  readonly version: string;
  install(profile: Profile, vsix: string): Promise<void>;
  /** Opens a folder in a window of its own; `closed` resolves when the window is. */
  open(profile: Profile, folder: string): OpenDesktop;
}

export interface OpenDesktop {
  readonly closed: Promise<void>;
  stop(): Promise<void>;
}

/** Windows has a script for `code`, which only a shell can run. */
const isScript = process.platform === "win32";

function quoted(argument: string): string {
  return isScript ? `"${argument}"` : argument;
}

/** What decides whether a window can be shown. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly isRoot: boolean;
}

/** Whether a window could be shown, by a `code` that is no messenger to another machine's. */
export function canShowWindows({ platform, env, isRoot }: Surroundings): boolean {
  const isRemote = env["VSCODE_IPC_HOOK_CLI"] !== undefined || env["WSL_DISTRO_NAME"] !== undefined;
  if (isRemote) return false;
  if (platform !== "linux") return true;
  // As root it wants no sandbox, which is not ours to switch off.
  if (isRoot) return false;
  return env["DISPLAY"] !== undefined || env["WAYLAND_DISPLAY"] !== undefined;
}

/** What is told to the user about the `code` on the PATH where it isn't used. */
export type DesktopSearch =
  | { readonly found: Desktop }
  | { readonly found?: never; readonly because: string };

export async function findDesktop(
  lowestVersion: string,
  surroundings: Surroundings = {
    platform: process.platform,
    env: process.env,
    isRoot: process.getuid?.() === 0,
  },
): Promise<DesktopSearch> {
  if (!canShowWindows(surroundings)) return { because: "no window can be shown here" };
  const { code, output } = await run(["--version"], 15_000);
  const version = /^(\d+)\.(\d+)\.\d+/.exec(output)?.[0];
  if (code !== 0 || version === undefined) return { because: "there is no `code` on the PATH" };
  if (compareVersions(version, lowestVersion) < 0) {
    return { because: `\`code\` is ${version}, and ${lowestVersion} is needed` };
  }
  return { found: { version, install, open } };
}

/** By major and minor: less than 0 where the first is older. */
export function compareVersions(one: string, other: string): number {
  const [oneMajor = 0, oneMinor = 0] = one.split(".").map(Number);
  const [otherMajor = 0, otherMinor = 0] = other.split(".").map(Number);
  return oneMajor - otherMajor || oneMinor - otherMinor;
}

function run(args: readonly string[], milliseconds: number) {
  return isScript
    ? runCommand(`code ${args.map(quoted).join(" ")}`, [], { milliseconds, shell: true })
    : runCommand("code", args, { milliseconds });
}

function profileOptions(profile: Profile): string[] {
  return ["--user-data-dir", profile.userData, "--extensions-dir", profile.extensions];
}

async function install(profile: Profile, vsix: string): Promise<void> {
  const { code, output } = await run(
    [...profileOptions(profile), "--install-extension", vsix],
    120_000,
  );
  if (code !== 0) throw new Error(`${path.basename(vsix)} could not be installed:\n${output}`);
}

function open(profile: Profile, folder: string): OpenDesktop {
  const args = [
    ...profileOptions(profile),
    ...["--disable-workspace-trust", "--new-window", "--wait", folder],
  ];
  const child = spawn("code", args.map(quoted), { stdio: "ignore", shell: isScript });
  return {
    closed: new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("exit", () => resolve());
    }),
    stop: () => stop(profile, child),
  };
}

/** The command only waits; the window belongs to a process that the profile's lock file names. */
async function stop(profile: Profile, waiting: ChildProcess): Promise<void> {
  const lock = await readFile(path.join(profile.userData, "code.lock"), "utf8").catch(() => "");
  const main = Number(lock.trim());
  waiting.kill();
  if (!Number.isInteger(main) || main <= 0) return;
  const deadline = Date.now() + 5000;
  let isThere = signal(main, "SIGTERM");
  // It writes into its profile until it is gone.
  while (isThere && Date.now() < deadline) {
    await wait(50);
    isThere = signal(main, 0);
  }
}

/** False where there is no such process any more. */
function signal(pid: number, what: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, what);
  } catch {
    return false;
  }
}
