import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { setTimeout as wait } from "node:timers/promises";

/** A command that ended: its exit code (1 where a signal ended it) and all that it said, in order. */
export interface Finished {
  readonly code: number;
  readonly output: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Kills the command when it is over. */
  readonly milliseconds?: number;
  /** Shows its output while it runs, too. */
  readonly show?: boolean;
  /** False: what it says on stderr is left out of the output. */
  readonly errors?: boolean;
  /** Lets a shell read the command: for scripts on Windows. */
  readonly shell?: boolean;
}

export async function runCommand(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Finished> {
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", options.errors === false ? "ignore" : "pipe"],
    env: options.env ?? process.env,
    shell: options.shell ?? false,
    ...(options.cwd !== undefined && { cwd: options.cwd }),
    ...(options.milliseconds !== undefined && { timeout: options.milliseconds }),
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8");
    stream?.on("data", (text: string) => {
      output.push(text);
      if (options.show === true) process.stderr.write(text);
    });
  }
  return new Promise((resolve) => {
    child.on("error", (error) => resolve({ code: 1, output: `${command}: ${error.message}\n` }));
    child.on("close", (code) => resolve({ code: code ?? 1, output: output.join("") }));
  });
}

/** Runs a script of Node's, under the Node that runs this. */
export function runNode(args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  return runCommand(process.execPath, args, options);
}

/** So that {@link endGroup} reaches what the child starts, too; Windows has no groups, but trees. */
export const ownGroup = { detached: process.platform !== "win32" } as const;

/**
 * Ends a process started with {@link ownGroup}, and everything that it started: politely first, by
 * force after two seconds.
 */
export async function endGroup(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(pid), "/t", "/f"], { stdio: "ignore" });
    return;
  }
  const signalGroup = (signal: NodeJS.Signals | 0): boolean => {
    try {
      return process.kill(-pid, signal);
    } catch {
      return false; // nobody is left in it
    }
  };
  signalGroup("SIGTERM");
  const deadline = Date.now() + 2000;
  while (signalGroup(0) && Date.now() < deadline) await wait(25);
  signalGroup("SIGKILL");
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

/**
 * Runs `stop` once, when a signal asks this process to end or when the process that started it is
 * gone, and then ends it. A second signal changes nothing: stopping takes at most a few seconds.
 *
 * The result lets go of the process that started this one, whose channel would keep it alive: to be
 * called when all work is done, so that the process ends by itself, with the exit code of its own.
 */
export function stopOnSignals(stop: () => Promise<void>): () => void {
  let stopping = false;
  const end = (code: number): void => {
    if (stopping) return;
    stopping = true;
    void stop().finally(() => process.exit(code));
  };
  const onDisconnect = (): void => end(129);
  process.on("SIGINT", () => end(130));
  process.on("SIGTERM", () => end(143));
  process.on("SIGHUP", () => end(129));
  process.on("disconnect", onDisconnect);
  return () => {
    process.off("disconnect", onDisconnect);
    if (process.connected) process.disconnect();
  };
}
