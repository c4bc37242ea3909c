/**
 * The way into every npm script: `node test/support/setup.mjs SCRIPT [ARGUMENTS]`.
 *
 * Installs what package-lock.json says if it isn't there, then runs the script under the Node that
 * the project pins. This file alone has to run on the machine's own Node (20 or newer), without any
 * package and without type stripping; everything behind it is TypeScript on Node 24.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { npmCommand, npmScript } from "./npm.mjs";

/** The lowest Node that the packages run on where npm carries no pinned one. */
const lowestOwnNode = /** @type {const} */ ([22, 12]);
/** From here on Node takes types off by itself. */
const strippingNode = /** @type {const} */ ([22, 18]);

const root = fileURLToPath(new URL("../../", import.meta.url));

/** @param {string} message @returns {never} */
function giveUp(message) {
  console.error(message);
  process.exit(1);
}

/** @param {string} file @returns {any} undefined where there is no such file or it is broken */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), "utf8"));
  } catch {
    return undefined;
  }
}

/** @param {string} version @param {readonly [number, number]} lowest */
function isAtLeast(version, [lowestMajor, lowestMinor]) {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  return major > lowestMajor || (major === lowestMajor && minor >= lowestMinor);
}

/** Linux with another C library than most, Alpine for one: it needs programs of its own. */
function isMusl() {
  if (process.platform !== "linux") return false;
  // Without this the report looks up every open connection's name first.
  Object.assign(process.report, { excludeNetwork: true });
  const report = /** @type {any} */ (process.report.getReport());
  return report.header.glibcVersionRuntime === undefined;
}

/** npm leaves a list of what it installed; an interrupted install leaves none. */
function isInstalled() {
  const wanted = readJson("package-lock.json")?.packages;
  const there = readJson("node_modules/.package-lock.json")?.packages;
  if (!wanted) giveUp("package-lock.json is missing or broken; restore it from version control.");
  if (!there) return false;
  return Object.entries(wanted).every(([place, { version, optional, os, cpu, libc }]) => {
    if (place === "") return true;
    if (there[place]) return there[place].version === version;
    const isForHere =
      allows(os, process.platform) &&
      allows(cpu, process.arch) &&
      (process.platform !== "linux" || allows(libc, isMusl() ? "musl" : "glibc"));
    return optional === true && !isForHere;
  });
}

/** @param {undefined | string | readonly string[]} list @param {string} name */
function allows(list, name) {
  return list === undefined || [list].flat().includes(name);
}

function install() {
  console.error("Installing the packages that package-lock.json names …");
  const { command, args, shell } = npmCommand(["ci"]);
  // What npm says goes to stderr: stdout belongs to the script.
  const { status, error } = spawnSync(command, args, { cwd: root, shell, stdio: ["ignore", 2, 2] });
  if (status === 0) return;
  const why = error === undefined ? "npm says above why" : error.message;
  giveUp(`\nThe packages could not be installed (${why}). Mend it and start again.`);
}

/** The Node to go on with, and what it has to be told to run TypeScript. */
function chooseNode() {
  const name = process.platform === "win32" ? "node-win" : `node-${process.platform}`;
  const program = process.platform === "win32" ? "bin/node.exe" : "bin/node";
  const pinned = path.join(root, "node_modules", `${name}-${process.arch}`, program);
  if (existsSync(pinned) && !isMusl()) return { node: pinned, options: [] };
  if (!isAtLeast(process.version, lowestOwnNode)) {
    giveUp(
      `Node ${lowestOwnNode.join(".")} or newer is needed here, and this is ${process.version}: ` +
        `npm carries no Node for ${process.platform} on ${process.arch}. ` +
        "Get one from https://nodejs.org and start again.",
    );
  }
  const options = isAtLeast(process.version, strippingNode)
    ? []
    : ["--experimental-strip-types", "--disable-warning=ExperimentalWarning"];
  return { node: process.execPath, options };
}

const [script, ...args] = process.argv.slice(2);
if (script === undefined) giveUp("Usage: node test/support/setup.mjs SCRIPT [ARGUMENTS]");
if (!isInstalled()) install();

const { node, options } = chooseNode();
const programs = [path.join(root, "node_modules", ".bin"), path.dirname(node)];
const pathName = Object.keys(process.env).find((name) => name.toUpperCase() === "PATH") ?? "PATH";
const npmPath = npmScript();
const child = spawn(node, [path.join(root, script), ...args], {
  // The channel tells the script when this process is gone, however it ended.
  stdio: ["inherit", "inherit", "inherit", "ipc"],
  env: {
    ...process.env,
    [pathName]: [...programs, process.env[pathName] ?? ""].join(path.delimiter),
    // Where the script finds npm, which doesn't lie beside the pinned Node.
    ...(npmPath !== undefined && { npm_execpath: npmPath }),
    ...(options.length > 0 && {
      NODE_OPTIONS: [process.env["NODE_OPTIONS"] ?? "", ...options].join(" ").trim(),
    }),
  },
});
// The script decides when a signal ends it: it may have processes of its own to end first.
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.on(signal, () => child.kill(signal));
}
// npm runs this by a shell, which passes no signal on: killed, they leave this process behind.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) child.kill("SIGTERM");
}, 500).unref();
child.on("error", (error) => giveUp(`Node could not be started (${node}): ${error.message}`));
child.on("exit", (code, signal) => {
  if (signal === null) process.exit(code ?? 1);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
