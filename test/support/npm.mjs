/** Plain JavaScript: `setup.mjs` needs it on the machine's own Node, before anything is installed. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

/** npm's own script, so that no shell and no `npm.cmd` is in the way; undefined where it isn't found. */
export function npmScript() {
  const beside = path.dirname(process.execPath);
  return [
    process.env["npm_execpath"],
    path.join(beside, "../lib/node_modules/npm/bin/npm-cli.js"),
    path.join(beside, "node_modules/npm/bin/npm-cli.js"),
  ].find((file) => file !== undefined && /npm-cli\.c?js$/.test(file) && existsSync(file));
}

/**
 * Runs npm in a folder and waits; what it says goes to stderr. Install scripts are never run.
 *
 * @param {string} folder
 * @param {readonly string[]} args
 * @returns {string | undefined} why it failed
 */
export function runNpm(folder, args) {
  const script = npmScript();
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  /** @type {import("node:child_process").SpawnSyncOptions} */
  const options = { cwd: folder, stdio: ["ignore", 2, 2] };
  const { status, error } =
    script === undefined
      ? spawnSync("npm", [...args, ...quiet], { ...options, shell: process.platform === "win32" })
      : spawnSync(process.execPath, [script, ...args, ...quiet], options);
  if (status === 0) return undefined;
  return error === undefined ? "npm says above why" : error.message;
}
