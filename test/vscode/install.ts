import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { npmCommand } from "../support/npm.mjs";
import { runCommand, runNode } from "../support/processes.ts";
import { inProject } from "../support/project.ts";

/**
 * A real VS Code from the npm registry: the build that code-server carries, served as it is, without
 * code-server's own program. Nothing in it has to be compiled; what stays uncompiled (terminal, log
 * rotation) costs a line in the log.
 */
export interface Workbench {
  /** VS Code's server, for Node. */
  readonly server: string;
  /** A headless Chromium; absent where npm carries none for this machine. */
  readonly chromium?: string;
  /** Fonts for it, where the machine has none. */
  readonly fonts?: string;
}

const sources = inProject("test", "vscode", "workbench");
const cache = inProject(".vscode-test");

/** Installs it where it isn't there yet (about 40 seconds), once for each lock file. */
export async function installWorkbench(): Promise<Workbench> {
  const lock = await readFile(path.join(sources, "package-lock.json"));
  const version = createHash("sha256").update(lock).digest("hex").slice(0, 12);
  const folder = path.join(cache, `workbench-${process.platform}-${process.arch}-${version}`);
  if (!existsSync(folder)) await install(folder);
  const server = path.join(vscodeIn(folder), "out", "server-main.js");
  if (!hasPackagedChromium) return { server };
  const unpacked = path.join(folder, "browser");
  return {
    server,
    chromium: path.join(unpacked, "chromium"),
    fonts: path.join(unpacked, "fonts"),
  };
}

const hasPackagedChromium = process.platform === "linux" && process.arch === "x64";

function vscodeIn(folder: string): string {
  return path.join(folder, "node_modules", "code-server", "lib", "vscode");
}

async function install(folder: string): Promise<void> {
  console.error("Installing VS Code and a browser for it into .vscode-test …");
  await mkdir(cache, { recursive: true });
  const unfinished = await mkdtemp(path.join(cache, "unfinished-"));
  try {
    await cp(sources, unfinished, { recursive: true });
    await npm(unfinished, "ci");
    // Pinned by a shrinkwrap that VS Code publishes, which `npm ci` finds incomplete.
    await npm(vscodeIn(unfinished), "install", "--omit=dev", "--no-save");
    if (hasPackagedChromium) await unpackChromium(unfinished);
    await rename(unfinished, folder).catch((error: unknown) => {
      // Another run has finished the same meanwhile.
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function npm(folder: string, ...args: readonly string[]): Promise<void> {
  const { command, args: all, shell } = npmCommand(args);
  const { code, output } = await runCommand(command, all, { cwd: folder, shell });
  if (code !== 0) throw new Error(`VS Code could not be installed:\n${output}`);
}

/** The package unpacks into the folder for temporary files; a run of its own gets one of ours. */
async function unpackChromium(folder: string): Promise<void> {
  const unpacked = path.join(folder, "browser");
  await mkdir(unpacked);
  const entry = path.join(folder, "node_modules", "@sparticuz", "chromium", "build", "index.js");
  const script = `
    import chromium from ${JSON.stringify(pathToFileURL(entry).href)};
    await chromium.executablePath();
  `;
  const { code, output } = await runNode(["--input-type=module", "--eval", script], {
    env: { ...process.env, TMPDIR: unpacked },
  });
  if (code !== 0) throw new Error(`The browser could not be unpacked:\n${output}`);
}
