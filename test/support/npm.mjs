/** Plain JavaScript: `setup.mjs` needs it on the machine's own Node, before anything is installed. */
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
 * How to start npm. Install scripts are never run.
 *
 * @param {readonly string[]} args
 */
export function npmCommand(args) {
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const script = npmScript();
  return script === undefined
    ? { command: "npm", args: [...args, ...quiet], shell: process.platform === "win32" }
    : { command: process.execPath, args: [script, ...args, ...quiet], shell: false };
}
