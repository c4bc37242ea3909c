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

/** The lowest Node that the packages run on where npm carries no pinned one. */
const lowestOwnNode = [22, 12];
/** From here on Node takes types off by itself. */
const strippingNode = [22, 18];

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

/** @param {string} version @param {number[]} lowest */
function isAtLeast(version, [lowestMajor, lowestMinor]) {
  const [major, minor] = version.replace(/^v/, "").split(".").map(Number);
  return major > lowestMajor || (major === lowestMajor && minor >= lowestMinor);
}

/** npm leaves a list of what it installed; an interrupted install leaves none. */
function isInstalled() {
  const wanted = readJson("package-lock.json")?.packages;
  const there = readJson("node_modules/.package-lock.json")?.packages;
  if (!wanted) giveUp("package-lock.json is missing or broken; restore it from version control.");
  if (!there) return false;
  return Object.entries(wanted).every(([place, { version, optional }]) => {
    if (place === "") return true;
    if (!there[place]) return optional === true;
    return there[place].version === version;
  });
}

/**
 * Runs npm by its own script and this Node, so that no shell and no `npm.cmd` is in the way.
 * @param {string[]} args
 */
function npm(...args) {
  const beside = path.dirname(process.execPath);
  const script = [
    process.env["npm_execpath"],
    path.join(beside, "../lib/node_modules/npm/bin/npm-cli.js"),
    path.join(beside, "node_modules/npm/bin/npm-cli.js"),
  ].find((file) => file !== undefined && /npm-cli\.c?js$/.test(file) && existsSync(file));
  const options = { cwd: root, stdio: /** @type {const} */ (["ignore", 2, 2]) };
  const { status, error } =
    script === undefined
      ? spawnSync("npm", args, { ...options, shell: process.platform === "win32" })
      : spawnSync(process.execPath, [script, ...args], options);
  if (status === 0) return;
  const why = error === undefined ? "npm says above why" : error.message;
  giveUp(
    `\nThe packages could not be installed (${why}). Then start again, or run "npm ci" by hand.`,
  );
}

/**
 * Platform packages that the lock file lacks: npm leaves out those that it could not see when the
 * file was written (https://github.com/npm/cli/issues/4828), and `npm ci` is silent about it.
 * Their versions are exact all the same, each named by the package that needs it.
 */
function missingPlatformPackages() {
  const packages = readJson("node_modules/.package-lock.json")?.packages ?? {};
  const isMusl =
    process.platform === "linux" &&
    /** @type {any} */ (process.report.getReport()).header.glibcVersionRuntime === undefined;
  const fits = new RegExp(
    `[-/]${process.platform}-${process.arch}${isMusl ? "-musl" : "(-gnu|-msvc)?"}$`,
  );
  const missing = new Map();
  for (const { optionalDependencies = {} } of Object.values(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (fits.test(name) && !packages[`node_modules/${name}`]) missing.set(name, version);
    }
  }
  return [...missing].map(([name, version]) => `${name}@${version}`);
}

function install() {
  console.error("Installing the packages that package-lock.json names …");
  npm("ci", "--no-audit", "--no-fund");
  const missing = missingPlatformPackages();
  if (missing.length > 0) npm("install", "--no-save", "--no-audit", "--no-fund", ...missing);
}

/** The Node to go on with, and what it has to be told to run TypeScript. */
function chooseNode() {
  const name = process.platform === "win32" ? "node-win" : `node-${process.platform}`;
  const program = process.platform === "win32" ? "bin/node.exe" : "bin/node";
  const pinned = path.join(root, "node_modules", `${name}-${process.arch}`, program);
  if (existsSync(pinned)) return { node: pinned, options: [] };
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
const child = spawn(node, [path.join(root, script), ...args], {
  // The channel tells the script when this process is gone, however it ended.
  stdio: ["inherit", "inherit", "inherit", "ipc"],
  env: {
    ...process.env,
    [pathName]: [...programs, process.env[pathName] ?? ""].join(path.delimiter),
    ...(options.length > 0 && {
      NODE_OPTIONS: [process.env["NODE_OPTIONS"] ?? "", ...options].join(" ").trim(),
    }),
  },
});
// The script decides when a signal ends it: it may have processes of its own to end first.
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.on(signal, () => child.kill(signal));
}
child.on("error", (error) => giveUp(`Node could not be started (${node}): ${error.message}`));
child.on("exit", (code, signal) => {
  if (signal === null) process.exit(code ?? 1);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
